import { randomBytes } from 'node:crypto';
import type { InteractionType } from 'discord-api-types/v10';
import { firstAnswerMs } from '../../checks/limits.ts';
import type { Channel, Interaction, Message } from '../entities.ts';
import type { World } from '../world.ts';

/** What a new interaction is made of. */
export interface InteractionDraft {
  readonly type: InteractionType;
  readonly userId: string;
  readonly channel: Channel;
  readonly commandName?: string | undefined;
  readonly message?: Message | undefined;
  /** What goes out besides ids and token: `data`, `member`, `locale` and so on. */
  readonly payload: object;
}

/** Starts an interaction and tells the bot, which has three seconds from now. */
export function createInteraction(world: World, draft: InteractionDraft): Interaction {
  const interaction: Interaction = {
    id: world.nextId(),
    token: randomBytes(48).toString('base64url'),
    type: draft.type,
    userId: draft.userId,
    channelId: draft.channel.id,
    guildId: draft.channel.guildId,
    commandName: draft.commandName,
    message: draft.message,
    createdAt: world.clock.now(),
    stage: 'waiting',
    answeredWith: undefined,
    thinking: false,
    original: undefined,
    followUps: [],
    modal: undefined,
    choices: undefined,
    excused: false,
  };
  world.interactions.set(interaction.token, interaction);
  world.clock.after(firstAnswerMs, () => {
    if (interaction.stage === 'waiting') {
      interaction.stage = 'failed';
      world.interactionFailed(interaction);
      world.changed();
    }
  });
  world.dispatch({
    name: 'INTERACTION_CREATE',
    guildId: draft.channel.guildId,
    data: {
      version: 1,
      id: interaction.id,
      token: interaction.token,
      application_id: world.applicationId,
      type: interaction.type,
      ...draft.payload,
    },
  });
  return interaction;
}
