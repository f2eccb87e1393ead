import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The rooms that say what the words of a paper are. */
const rooms = ['search', 'corpus'];

let known: string | undefined;

/**
 * A fingerprint of everything that says what is kept of a paper's texts: the code of the rooms, the packages
 * they use and the tables of Unicode. An index that other code has made is of no use.
 */
export function codeFingerprint(): string {
  known ??= hashCode();
  return known;
}

function hashCode(): string {
  const { node, unicode, icu } = process.versions;
  const hash = createHash('sha256').update(JSON.stringify([node, unicode, icu, installed()]));
  for (const room of rooms) {
    const folder = fileURLToPath(new URL(`../../../${room}`, import.meta.url));
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (/\.[jt]s$/.test(file)) {
        hash.update(file).update(readFileSync(join(folder, file)));
      }
    }
  }
  return hash.digest('base64url');
}

/** What npm says that it installed; nothing where another program installed the packages. */
function installed(): string {
  const stemmer = createRequire(import.meta.url).resolve('wink-porter2-stemmer');
  const [before = ''] = stemmer.split('node_modules');
  try {
    return readFileSync(join(before, 'node_modules', '.package-lock.json'), 'utf8');
  } catch {
    return '';
  }
}
