import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';

const root = new URL('../..', import.meta.url);
/** The local Discord reads what a test or the playground's own bot sends. */
const files = ['src', 'commands'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.startsWith('local-discord'))
    .map((file) => `${folder}/${file}`),
);

it('take time in proportion to the text: none backtracks or starts over along it', () => {
  const slow = files.flatMap((file) => {
    const expressions = expressionsIn(readFileSync(new URL(file, root), 'utf8'));
    return expressions.filter(isSlow).map((expression) => `${file}: ${expression}`);
  });
  expect(slow).toEqual([]);
});

it('differ from slow ones', () => {
  const code = 'const [a, b, c] = [/,+$/, /(?<!,),+$/u, /^(a+)+$/];';
  expect(expressionsIn(code).filter(isSlow).map(String)).toEqual(['/,+$/', '/^(a+)+$/']);
});

/** Backtracking (Trade, Self), and a search that starts again at each place of a run (Move). */
function isSlow({ source, flags }: RegExp): boolean {
  return analyse({ source, flags }).reports.length > 0;
}

function expressionsIn(code: string): RegExp[] {
  const found: RegExp[] = [];
  JSON.stringify(parseAst(code, { lang: 'ts' }), (_, node: unknown) => {
    const { regex } = (node ?? {}) as { regex?: { pattern: string; flags: string } };
    if (regex) {
      found.push(new RegExp(regex.pattern, regex.flags));
    }
    return typeof node === 'bigint' ? String(node) : node;
  });
  return found;
}
