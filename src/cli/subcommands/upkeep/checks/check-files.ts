import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { filesOf, inspectDatabase, requireSpaceFor } from '../../../../store/inspect-database.ts';
import { isPostgresAddress, shownAddress } from '../../../../store/postgres/database/address.ts';
import { type Finding, failed, good, wrong } from './finding.ts';

/**
 * Checks the database as a file or a server, before anything opens it for writing. Where the first of these is
 * wrong, the others cannot be told, or would change what is there.
 */
export async function checkFiles(database: string): Promise<Finding> {
  if (isPostgresAddress(database)) {
    return checkServer(database);
  }
  const foreign = findForeign(database);
  if (foreign !== undefined) {
    return wrong(foreign);
  }
  try {
    await requireSpaceFor(database);
    if (existsSync(database)) {
      inspectDatabase(database);
      return good(`${database} is undamaged, and there is space on its disk.`);
    }
    return good(`${database} will be created at the first start.`);
  } catch (error) {
    return failed(error);
  }
}

async function checkServer(address: string): Promise<Finding> {
  try {
    const { inspectServer } = await import('../../../../store/inspect-server.ts');
    const version = await inspectServer(address);
    return good(`${shownAddress(address)} answers (PostgreSQL ${version}) and can be written.`);
  } catch (error) {
    return failed(error);
  }
}

/** Files of somebody else's: the program could not write them, or would leave its own in their place. */
function findForeign(database: string): string | undefined {
  const me = process.getuid?.();
  const folder = dirname(database);
  const files = [...(existsSync(folder) ? [folder] : []), ...filesOf(database)];
  for (const file of files) {
    const { uid } = statSync(file);
    if (me !== undefined && uid !== me && !(file === folder && isWritable(file))) {
      return `${file} belongs to another user (${uid}, and this is ${me}). Run Offprint and its commands as one user.`;
    }
    if (!isWritable(file)) {
      return `${file} cannot be written by this user.`;
    }
  }
  return undefined;
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
