import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Message,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Action } from '../../command/define-command.ts';
import type { RenderedReply } from '../render-reply.ts';

/** An interaction that is answered with a message. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | AnySelectMenuInteraction
  | ModalSubmitInteraction;

/** What an action answers with, when it is not a form. */
export type Answers = Exclude<Action['answers'], 'modal'>;

/**
 * How long the work may take before the answer is deferred, in milliseconds. Discord gives three
 * seconds from the press; the rest is for the way there and back.
 */
export const patience = 1200;

/**
 * Answers with what `work` makes: at once where it is quick, else by a deferral that is filled in
 * when the work is done.
 * @returns the message others can see, where it became one.
 */
export async function answerInTime(
  interaction: Answerable,
  answers: Answers,
  work: Promise<RenderedReply>,
): Promise<Message | undefined> {
  const waited = await isLate(work);
  if (waited) {
    await defer(interaction, answers);
  }
  const reply = await work;
  const message = await say(interaction, answers, reply, waited);
  return message?.flags.has(MessageFlags.Ephemeral) ? undefined : message;
}

async function say(
  interaction: Answerable,
  answers: Answers,
  reply: RenderedReply,
  waited: boolean,
): Promise<Message | undefined> {
  if (waited) {
    return interaction.editReply(reply);
  }
  if (updates(interaction, answers)) {
    await interaction.update(reply);
    return undefined;
  }
  const flags = reply.flags | visibilityFlag(answers);
  if (flags & MessageFlags.Ephemeral) {
    await interaction.reply({ ...reply, flags });
    return undefined;
  }
  const response = await interaction.reply({ ...reply, flags, withResponse: true });
  return response.resource?.message ?? undefined;
}

/**
 * Says something to the person alone, at whatever stage the answer was left: a public deferral
 * is taken back first.
 */
export async function answerPrivately(
  interaction: Answerable,
  reply: RenderedReply,
): Promise<void> {
  const flags = reply.flags | MessageFlags.Ephemeral;
  if (!interaction.deferred && !interaction.replied) {
    await interaction.reply({ ...reply, flags });
  } else if (interaction.ephemeral && interaction.deferred && !interaction.replied) {
    await interaction.editReply(reply);
  } else {
    const publiclyDeferred = interaction.deferred && interaction.ephemeral === false;
    if (publiclyDeferred && !interaction.replied) {
      await interaction.deleteReply();
    }
    await interaction.followUp({ ...reply, flags });
  }
}

/** True as soon as the work has taken too long; false when it ended (or failed) before. */
async function isLate(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patience, true);
  });
  const done = work.then(
    () => false,
    () => false,
  );
  return Promise.race([late, done]).finally(() => clearTimeout(timer));
}

async function defer(interaction: Answerable, answers: Answers): Promise<void> {
  if (updates(interaction, answers)) {
    await interaction.deferUpdate();
  } else {
    await interaction.deferReply(answers === 'shared' ? {} : { flags: MessageFlags.Ephemeral });
  }
}

/** Whether the answer takes the place of the message that was pressed. */
function updates(
  interaction: Answerable,
  answers: Answers,
): interaction is Extract<Answerable, { update: unknown }> {
  if (answers !== 'update') {
    return false;
  }
  return (
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
  );
}

function visibilityFlag(answers: Answers): MessageFlags.Ephemeral | 0 {
  return answers === 'shared' ? 0 : MessageFlags.Ephemeral;
}
