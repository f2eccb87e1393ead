import { randomBytes } from 'node:crypto';
import type { AutocompleteInteraction, Interaction, Message } from 'discord.js';
import type { AnyHandler, Command } from '../../command/define-command.ts';
import type { PaperId } from '../../corpus/paper.ts';
import type { Logger } from '../../log.ts';
import type { Offprint } from '../../offprint.ts';
import { cutText } from '../../reply/fit/cut-text.ts';
import { shrinkReply } from '../../reply/fit/fit-reply.ts';
import { limits } from '../../reply/fit/limits.ts';
import type { CommandMention } from '../../reply/fit/to-markdown.ts';
import {
  damagedNotice,
  diskFullNotice,
  faultNotice,
  notice,
  overloadedNotice,
} from '../../reply/notices.ts';
import type { Reply } from '../../reply/reply.ts';
import { UserError } from '../../reply/user-error.ts';
import { readCustomId } from '../custom-id.ts';
import { isHarmless } from '../harmless-errors.ts';
import type { Commands } from '../registration/load-commands.ts';
import { renderReply } from '../render-reply.ts';
import { type Answerable, type Answers, answerInTime, answerPrivately } from './answer-in-time.ts';
import { messageText } from './message-text.ts';
import { type CallContext, readActionCall, readAsker, readOptions } from './read-call.ts';
import { renderForm } from './render-form.ts';

/** Everything that an interaction is routed with. */
export interface Router extends CallContext {
  readonly commands: Commands;
  readonly mention: CommandMention;
  readonly log: Logger;
  /** Told of every message of ours that shows papers where others can react to it. */
  readonly onShown: (message: Message, papers: readonly PaperId[], asker: string) => Promise<void>;
}

/**
 * Brings an interaction to its command and the command's reply back to Discord. The one place
 * where errors become answers: a `UserError` is its sentence, anything else a logged reference.
 */
export async function routeInteraction(router: Router, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    return suggest(router, interaction);
  }
  if (!isAnswerable(interaction)) {
    return;
  }
  const asked = nameOf(interaction);
  try {
    await answer(router, interaction);
    router.log.info({ asked }, 'answered');
  } catch (error) {
    await answerError(router, interaction, error);
  }
}

async function answer(router: Router, interaction: Answerable): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const handler = handlerOf(router, interaction);
    const options = readOptions(interaction);
    const call = { ...readAsker(interaction, router), options };
    const name = interaction.commandName;
    return send(router, interaction, name, handler.visibility(options), () => handler.run(call));
  }
  if (interaction.isMessageContextMenuCommand()) {
    const { commandName: name, targetMessage } = interaction;
    const command = commandOf(router, name).onMessage;
    if (!command) {
      throw gone();
    }
    const { id, channelId, author } = targetMessage;
    const content = messageText(targetMessage);
    const target = { id, channelId, content, authorId: author.id };
    const call = readAsker(interaction, router);
    return send(router, interaction, name, command.visibility, () => command.run(call, target));
  }
  return act(router, interaction);
}

async function act(
  router: Router,
  interaction: Exclude<Answerable, { commandName: string }>,
): Promise<void> {
  const read = readCustomId(interaction.customId);
  const command = read && router.commands.get(read.command);
  const action = command && ownOf(command.actions, read.action);
  if (!action) {
    throw gone();
  }
  const call = readActionCall(interaction, router);
  // Custom ids can be forged, and buttons outlive the right to press them.
  const isForManagers = command.data.default_member_permissions && !action.forEverybody;
  const requireRight = async () => {
    if (isForManagers && !(await call.manages())) {
      throw new UserError(
        'manager-only',
        'Only people who manage this server, or have its manager role, can do this.',
      );
    }
  };
  if (action.answers !== 'modal') {
    return send(router, interaction, read.command, action.answers, async () => {
      await requireRight();
      return action.run(call, read.args);
    });
  }
  await requireRight();
  if (interaction.isModalSubmit()) {
    throw gone();
  }
  await interaction.showModal(renderForm(await action.run(call, read.args), read.command));
}

async function send(
  { mention, onShown, log }: Router,
  interaction: Answerable,
  answering: string,
  answers: Answers,
  run: () => Promise<Reply>,
): Promise<void> {
  const replied = run();
  const work = replied.then((reply) =>
    renderReply(shrinkReply(reply) ?? reply, { answering, mention }),
  );
  const message = await answerInTime(interaction, answers, work);
  const { papers = [] } = await replied;
  if (message && papers.length > 0) {
    await onShown(message, papers, interaction.user.id).catch((err: unknown) =>
      log.error({ err, message: message.id }, 'papers of a message could not be recorded'),
    );
  }
}

function replyTo(error: unknown, reference: string): Reply {
  if (error instanceof UserError) {
    return notice(error.message);
  }
  switch (troubleOf(error)) {
    case 'disk-full':
      return diskFullNotice();
    case 'overloaded':
      return overloadedNotice();
    case 'damaged':
      return damagedNotice(reference);
    case undefined:
      return faultNotice(reference);
  }
}

const troubles = ['damaged', 'disk-full', 'overloaded'] as const;

/** What is wrong with the database, where an error of the store says so. */
function troubleOf(error: unknown): ReturnType<Offprint['trouble']> {
  const trouble = error instanceof Error && 'trouble' in error ? error.trouble : undefined;
  return troubles.find((each) => each === trouble);
}

async function answerError(
  { mention, log }: Router,
  interaction: Answerable,
  error: unknown,
): Promise<void> {
  const asked = nameOf(interaction);
  if (isHarmless(error)) {
    return log.warn({ asked, err: error }, 'answer came too late');
  }
  const reference = randomBytes(4).toString('hex');
  if (error instanceof UserError) {
    log.info({ asked, code: error.code }, 'refused');
  } else {
    log.error({ asked, reference, err: error }, 'command failed');
  }
  const reply = replyTo(error, reference);
  try {
    await answerPrivately(interaction, renderReply(reply, { answering: asked, mention }));
  } catch (unsaid) {
    log.warn({ asked, reference, err: unsaid }, 'error reply could not be sent');
  }
}

/** Discord waits three seconds for suggestions; none are better than late ones. */
async function suggest(router: Router, interaction: AutocompleteInteraction): Promise<void> {
  try {
    const handler = handlerOf(router, interaction);
    const { name, value } = interaction.options.getFocused(true);
    const call = {
      ...readAsker(interaction, router),
      options: readOptions(interaction),
    };
    const choices = (await handler.autocomplete?.(call, { name, typed: String(value) })) ?? [];
    await interaction.respond(
      choices
        .filter((choice) => choice.value !== '' && choice.value.length <= limits.choiceText)
        .slice(0, limits.choices)
        .map((choice) => ({ ...choice, name: cutText(choice.name, limits.choiceText) })),
    );
  } catch (error) {
    const level = isHarmless(error) ? 'warn' : 'error';
    router.log[level]({ asked: interaction.commandName, err: error }, 'suggestions failed');
    if (!interaction.responded && level === 'error') {
      await interaction.respond([]).catch(() => {});
    }
  }
}

function isAnswerable(interaction: Interaction): interaction is Answerable {
  return (
    interaction.isChatInputCommand() ||
    interaction.isMessageContextMenuCommand() ||
    interaction.isButton() ||
    interaction.isAnySelectMenu() ||
    interaction.isModalSubmit()
  );
}

function commandOf({ commands }: Router, name: string): Command {
  const command = commands.get(name);
  if (!command) {
    throw gone();
  }
  return command;
}

function handlerOf(
  router: Router,
  interaction: Extract<Interaction, { options: unknown; commandName: string }>,
): AnyHandler {
  const command = commandOf(router, interaction.commandName);
  const subcommand =
    interaction.isChatInputCommand() || interaction.isAutocomplete()
      ? interaction.options.getSubcommand(false)
      : null;
  const handler = subcommand === null ? command.handler : ownOf(command.subcommands, subcommand);
  if (!handler) {
    throw gone();
  }
  return handler;
}

/** What a record has under a name that people can send: never what all objects have. */
function ownOf<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

function nameOf(interaction: Answerable): string {
  return 'commandName' in interaction
    ? interaction.commandName
    : interaction.customId.split(':').slice(0, 2).join(':');
}

function gone(): UserError {
  return new UserError(
    'action-gone',
    'That button is from an older version of Offprint. Please run the command again.',
  );
}
