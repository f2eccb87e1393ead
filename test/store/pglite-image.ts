import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(
  readFileSync(new URL('node_modules/@electric-sql/pglite/package.json', root), 'utf8'),
) as { version: string };

/** A new PGlite's files: making them takes seconds, and taking them over one. */
export const pgliteImage = new URL(`node_modules/.cache/offprint/pglite-${version}.tar`, root);

/** Makes the image once in each clone, before any test waits for it. */
export default async function makePgliteImage(): Promise<void> {
  if (existsSync(pgliteImage)) {
    return;
  }
  const pglite = await PGlite.create();
  const image = await pglite.dumpDataDir('none');
  await pglite.close();
  await mkdir(new URL('.', pgliteImage), { recursive: true });
  const unfinished = new URL(`${pgliteImage.href}.${process.pid}`);
  await writeFile(unfinished, image.stream());
  await rename(unfinished, pgliteImage);
}
