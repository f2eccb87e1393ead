import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';

/** Changes with the shape of what is kept. */
const version = 1;

const keptWorld = z.object({
  version: z.literal(version),
  isReplay: z.boolean(),
  isUsed: z.boolean(),
  now: z.number().optional(),
  world: z.instanceof(Uint8Array),
});

/** A world as its file holds it. */
export interface KeptWorld {
  readonly isReplay: boolean;
  /** Whether anybody ever wrote or ran anything in it. */
  readonly isUsed: boolean;
  /** The moment its clock had come to; absent where that is the machine's. */
  readonly now?: number | undefined;
  /** What `keepWorld` gave. */
  readonly world: Uint8Array;
}

/**
 * Reads a world, or undefined where there is none.
 * @throws {Error} with a sentence for the person where the file is damaged, or of another version.
 */
export function readWorldFile(file: string): KeptWorld | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    return keptWorld.parse(deserialize(readFileSync(file)));
  } catch (cause) {
    throw new Error(
      `The playground in ${file} is damaged or from another version. Start a new one with: npm start -- --fresh`,
      { cause },
    );
  }
}

/** Writes a world; a stop in the middle leaves what was there before. */
export function writeWorldFile(file: string, kept: KeptWorld): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, serialize({ version, ...kept }));
  renameSync(`${file}.part`, file);
}

/** Renames a world to `FILE.old`, so that a new one begins. */
export function putWorldAside(file: string): void {
  if (existsSync(file)) {
    renameSync(file, `${file}.old`);
  }
}
