// The compiler leaves what it built from a source that is gone, and a removed command would stay.
import { existsSync, readdirSync, rmSync } from 'node:fs';

const project = new URL('../', import.meta.url);
const dist = new URL('dist/', project);

for (const folder of ['commands/', 'src/']) {
  for (const built of readdirSync(new URL(folder, dist), { recursive: true, encoding: 'utf8' })) {
    const source = new URL(folder + built.replace(/\.js(\.map)?$/, '.ts'), project);
    if (!existsSync(source)) {
      rmSync(new URL(folder + built, dist), { recursive: true, force: true });
    }
  }
}
