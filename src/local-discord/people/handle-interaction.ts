import { type APIMessage, InteractionResponseType } from 'discord-api-types/v10';
import type { Interaction, Message } from '../world/entities.ts';
import { presentMessage } from '../world/present/present.ts';
import { waitFor } from '../world/wait-for.ts';
import type { World } from '../world/world.ts';
import type { FirstAnswer, InteractionHandle } from './interaction-handle.ts';

/** What the person sees of an interaction, as it goes on. */
export function handleInteraction(world: World, interaction: Interaction): InteractionHandle {
  const shown = (message: Message): APIMessage => presentMessage(world, message);
  const name = interaction.commandName === undefined ? 'the press' : `/${interaction.commandName}`;
  // Real time ends the waiting only where the local clock does not: its three seconds come first.
  const first = waitFor(world, () => firstAnswer(world, interaction), {
    what: `a first answer to ${name}`,
    timeoutMs: 60_000,
  });
  first.catch(() => undefined);

  return {
    id: interaction.id,
    token: interaction.token,
    first,
    get answered() {
      return interaction.answeredWith as InteractionResponseType | undefined;
    },
    get followUps() {
      return interaction.followUps.map(shown);
    },
    message: () =>
      waitFor(
        world,
        () => {
          requireNotFailed(interaction, name);
          if (interaction.stage !== 'answered' || interaction.thinking) {
            return undefined;
          }
          if (interaction.original === undefined) {
            throw new Error(`The answer to ${name} is no message`);
          }
          return shown(interaction.original);
        },
        { what: `the answer to ${name}` },
      ),
    modal: () =>
      waitFor(
        world,
        () => {
          requireNotFailed(interaction, name);
          if (interaction.stage === 'answered' && interaction.modal === undefined) {
            throw new Error(`The answer to ${name} is no modal`);
          }
          return interaction.modal;
        },
        { what: `a modal for ${name}` },
      ),
    followUp: (nth = 0) =>
      waitFor(
        world,
        () => {
          requireNotFailed(interaction, name);
          const message = interaction.followUps[nth];
          return message === undefined ? undefined : shown(message);
        },
        { what: `follow-up ${nth} to ${name}` },
      ),
  };
}

function requireNotFailed(interaction: Interaction, name: string): void {
  if (interaction.stage === 'failed') {
    throw new Error(`The application did not respond to ${name}`);
  }
}

function firstAnswer(world: World, interaction: Interaction): FirstAnswer | undefined {
  if (interaction.stage === 'failed') {
    return { kind: 'failed' };
  }
  const { original } = interaction;
  switch (interaction.answeredWith) {
    case undefined:
      return undefined;
    case InteractionResponseType.DeferredChannelMessageWithSource:
      return { kind: 'deferred', ephemeral: original?.ephemeralTo !== undefined };
    case InteractionResponseType.DeferredMessageUpdate:
      return { kind: 'deferred-update' };
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      return { kind: 'choices', choices: interaction.choices ?? [] };
    default:
      if (interaction.modal !== undefined) {
        return { kind: 'modal', modal: interaction.modal };
      }
      if (original === undefined) {
        return undefined;
      }
      return {
        kind:
          interaction.answeredWith === InteractionResponseType.UpdateMessage ? 'update' : 'reply',
        message: presentMessage(world, original),
      };
  }
}
