/** One import of a source file. */
export interface Import {
  readonly from: string;
  /** Nothing of it is there when the program runs. */
  readonly typeOnly: boolean;
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([\w$*{},\s]*?)\s*from\s*['"]([^'"]+)['"]/g;
const bare = /(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;
/** An address put together when the program runs is none of a room's imports. */
const dynamic = /\bimport\(\s*['"]([^'"$]+)['"]/g;

/** The imports and re-exports of a TypeScript source, comments left out. */
export function readImports(source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const named = [...code.matchAll(statement)].map(([, type, names = '', from = '']) => ({
    from,
    typeOnly: type !== undefined || onlyTypes(names),
  }));
  const others = [...code.matchAll(bare), ...code.matchAll(dynamic)].map(([, from = '']) => ({
    from,
    typeOnly: false,
  }));
  return [...named, ...others];
}

function onlyTypes(names: string): boolean {
  const inBraces = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const each =
    inBraces
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '') ?? [];
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}
