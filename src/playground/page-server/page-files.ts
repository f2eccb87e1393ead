import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** Lit and its parts, which the browser loads as they are. */
const PACKAGES = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'] as const;

const importMap = JSON.stringify({
  imports: Object.fromEntries(
    PACKAGES.flatMap((name) => [
      [name, `/modules/${name}/${entryOf(name)}`],
      [`${name}/`, `/modules/${name}/`],
    ]),
  ),
});

function entryOf(name: string): string {
  return name === '@lit/reactive-element'
    ? 'reactive-element.js'
    : name === 'lit-html'
      ? 'lit-html.js'
      : 'index.js';
}

/** Nothing but our own scripts and the import map, told by its hash; styles only from scripts. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(importMap).digest('base64')}'`,
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHtml = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>Offprint playground</title>
<link rel="icon" href="data:,">
<script type="importmap">${importMap}</script>
<script type="module" src="/page/playground-app.js"></script>
</head>
<body>
<playground-app></playground-app>
<noscript>The playground needs JavaScript.</noscript>
</body>
</html>
`;

/** The compiled scripts of the page: beside this file in dist, else in dist from the sources. */
const folders = [
  new URL('../page/', import.meta.url),
  new URL('../../../dist/src/playground/page/', import.meta.url),
];

/** A script of the page's, or undefined. */
export async function readPageScript(name: string): Promise<Buffer | undefined> {
  if (!/^[\w-]+\.js$/.test(name)) {
    return undefined;
  }
  for (const folder of folders) {
    const script = await read(fileURLToPath(new URL(name, folder)));
    if (script !== undefined) {
      return script;
    }
  }
  return undefined;
}

/** A module of Lit's by its path, `lit/directives/repeat.js`, or undefined. */
export async function readModule(path: string): Promise<Buffer | undefined> {
  const name = PACKAGES.find((candidate) => path.startsWith(`${candidate}/`));
  if (name === undefined || !/^[\w@/.-]+\.js$/.test(path) || path.includes('..')) {
    return undefined;
  }
  // Of a package that another one brought along, only that one knows the place.
  const from = name === 'lit' ? require : createRequire(require.resolve('lit'));
  const entry = from.resolve(name);
  const root = entry.slice(
    0,
    entry.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length,
  );
  return read(join(dirname(join(root, 'package.json')), path.slice(name.length + 1)));
}

async function read(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}
