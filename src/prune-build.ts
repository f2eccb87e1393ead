import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = new URL('../', import.meta.url);
const project = new URL('../', dist);

// The compiler leaves what it built from a source that is gone, and a command would stay for ever.
for (const folder of ['commands/', 'src/']) {
  for (const built of readdirSync(new URL(folder, dist), { recursive: true, encoding: 'utf8' })) {
    const source = new URL(folder + built.replace(/\.js(\.map)?$/, '.ts'), project);
    if (existsSync(source)) continue;
    rmSync(fileURLToPath(new URL(folder + built, dist)), { recursive: true, force: true });
  }
}
