import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

/** Lit and its parts, which the browser loads as they are. */
const litPackages = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'] as const;

const importMap = JSON.stringify({
  imports: Object.fromEntries(
    litPackages.flatMap((name) => [
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

/** Nothing but our own scripts and the import map, known by its hash; styles only from scripts. */
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

/** The page, which only loads its scripts. */
export const pageHtml = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
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

/** The page's scripts as the compiler wrote them: next to this room in dist, or in dist from src. */
const compiled = import.meta.url.endsWith('.ts')
  ? '../../../dist/src/playground/page/'
  : '../page/';

/** Serves the page's scripts under /page/, Lit's modules and pictures of emoji, and no other file. */
export function servePageFiles(app: FastifyInstance): void {
  const serve = (prefix: string, root: string, extension = '.js', caching = 'no-cache') =>
    app.register(fastifyStatic, {
      prefix,
      root,
      decorateReply: false,
      index: false,
      allowedPath: (path) => path.endsWith(extension),
      cacheControl: false,
      setHeaders: (response) => {
        response.setHeader('cache-control', caching);
        response.setHeader('x-content-type-options', 'nosniff');
      },
    });
  serve('/page/', fileURLToPath(new URL(compiled, import.meta.url)));
  for (const name of litPackages) {
    serve(`/modules/${name}/`, folderOf(name));
  }
  const emoji = dirname(require.resolve('@twemoji/svg/package.json'));
  serve('/emoji/', emoji, '.svg', 'max-age=604800');
}

/** The folder of one of Lit's packages. Only lit itself knows where those it brought along are. */
function folderOf(name: string): string {
  const from = name === 'lit' ? require : createRequire(require.resolve('lit'));
  const entry = from.resolve(name);
  const folder = join('node_modules', name);
  return entry.slice(0, entry.lastIndexOf(folder) + folder.length);
}
