import type { User } from './entities.ts';
import type { World } from './world.ts';

/**
 * An account by name, with or without `@`, or by id.
 * @throws {Error} if there is none.
 */
export function findUser(world: World, nameOrId: string): User {
  const wanted = nameOrId.replace(/^@/, '');
  const user =
    world.users.get(wanted) ??
    [...world.users.values()].find(({ username }) => username === wanted);
  if (user === undefined) {
    throw new Error(`There is nobody called ${nameOrId}`);
  }
  return user;
}
