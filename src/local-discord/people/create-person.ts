import type { User } from '../world/entities.ts';
import { presentUser } from '../world/present/present.ts';
import type { World } from '../world/world.ts';
import { channelActions } from './actions/channel-actions.ts';
import { commandActions } from './actions/command-actions.ts';
import { componentActions } from './actions/component-actions.ts';
import { messageActions, reactionActions } from './actions/message-actions.ts';
import type { Person } from './person.ts';

/** Somebody at a client, acting on the world as Discord's client would let them. */
export function createPerson(world: World, user: User): Person {
  return {
    id: user.id,
    name: user.username,
    get user() {
      return presentUser(user);
    },
    ...commandActions(world, user),
    ...componentActions(world, user),
    ...reactionActions(world, user),
    ...messageActions(world, user),
    ...channelActions(world, user),
  };
}
