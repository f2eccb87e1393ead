import {
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { basicOptions } from '../../local-discord/people/command-options.ts';
import type { InteractionHandle } from '../../local-discord/people/interaction-handle.ts';
import {
  ClientRefusal,
  type OptionValues,
  type Person,
} from '../../local-discord/people/person.ts';
import type { PageAction, PageAnswer, PageFile } from '../page/page-view.ts';
import type { Move } from '../world/move-time.ts';

const id = z.string().min(1);
const texts = z.record(z.string(), z.string());
const file = z.object({ name: z.string().min(1).max(260), base64: z.base64() });
const filled = z.record(z.string(), z.union([z.string(), file]));

/** What the page may ask for; everything in it is untrusted. */
export const actionSchema: z.ZodType<PageAction> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), channel: id, name: z.string(), options: filled }),
  z.object({
    kind: z.literal('suggest'),
    channel: id,
    name: z.string(),
    option: z.string(),
    typed: z.string().max(6_000),
    options: texts,
  }),
  z.object({ kind: z.literal('menu'), channel: id, message: id, name: z.string() }),
  z.object({ kind: z.literal('press'), channel: id, message: id, customId: z.string() }),
  z.object({
    kind: z.literal('choose'),
    channel: id,
    message: id,
    customId: z.string(),
    values: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('submit'),
    modal: id,
    values: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
  }),
  z.object({
    kind: z.literal('react'),
    channel: id,
    message: id,
    emoji: z.string().min(1).max(60),
    on: z.boolean(),
    burst: z.boolean(),
  }),
  z.object({ kind: z.literal('send'), channel: id, text: z.string().min(1).max(2_000) }),
  z.object({ kind: z.literal('delete'), channel: id, message: id }),
  z.object({ kind: z.literal('move-time'), move: z.enum(['page', 'hour', 'day']) }),
  z.object({ kind: z.literal('start-replay') }),
]);

/** What actions work with besides the person. */
export interface ActionContext {
  /** What was opened and not yet sent off. */
  readonly modals: Map<string, InteractionHandle>;
  readonly moveTime: (move: Move) => Promise<void>;
  readonly startReplay: () => void;
}

/** Does what the page asks for. */
export async function performAction(
  person: Person,
  action: PageAction,
  context: ActionContext,
): Promise<PageAnswer> {
  try {
    return await perform(person, action, context);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function perform(
  person: Person,
  action: PageAction,
  { modals, moveTime, startReplay }: ActionContext,
): Promise<PageAnswer> {
  switch (action.kind) {
    case 'run': {
      const options = typedOptions(person, action.channel, action.name, action.options);
      return answerOf(person.runCommand(action.channel, action.name, options), modals);
    }
    case 'suggest': {
      const { channel, name, option, typed } = action;
      const others = typedOptions(person, channel, name, action.options);
      return { choices: await person.autocomplete(channel, name, option, typed, others) };
    }
    case 'menu':
      return answerOf(person.runMessageCommand(refOf(action), action.name), modals);
    case 'press':
      return answerOf(person.press(refOf(action), action.customId), modals);
    case 'choose':
      return answerOf(person.choose(refOf(action), action.customId, action.values), modals);
    case 'submit': {
      const opened = modals.get(action.modal);
      if (opened === undefined) {
        throw new ClientRefusal('That form has expired. Open it again.');
      }
      const sent = await person.submitModal(opened, action.values);
      modals.delete(action.modal);
      return answerOf(sent, modals);
    }
    case 'react':
      person[action.on ? 'react' : 'unreact'](refOf(action), action.emoji, { burst: action.burst });
      return { done: true };
    case 'send':
      person.send(action.channel, action.text);
      return { done: true };
    case 'delete':
      person.deleteMessage(refOf(action));
      return { done: true };
    case 'move-time':
      await moveTime(action.move);
      return { done: true };
    case 'start-replay':
      startReplay();
      return { done: true };
  }
}

function refOf(action: { channel: string; message: string }): { id: string; channel_id: string } {
  return { id: action.message, channel_id: action.channel };
}

/** The first answer; messages reach the page by themselves. */
async function answerOf(
  handle: InteractionHandle,
  modals: Map<string, InteractionHandle>,
): Promise<PageAnswer> {
  const first = await handle.first;
  if (first.kind === 'failed') {
    return { error: 'The application did not respond' };
  }
  if (first.kind !== 'modal') {
    return { done: true };
  }
  modals.set(handle.id, handle);
  const modal: APIModalInteractionResponseCallbackData = first.modal;
  return { modal: { id: handle.id, title: modal.title, components: modal.components } };
}

/** The page sends texts and files; what an option is for says what a text means. */
function typedOptions(
  person: Person,
  channel: string,
  fullName: string,
  given: Readonly<Record<string, string | PageFile>>,
): OptionValues {
  const [name, ...path] = fullName.split(' ');
  const command = person
    .commands(channel)
    .find((other) => other.name === name && other.type === ApplicationCommandType.ChatInput);
  if (command === undefined) {
    throw new ClientRefusal(`There is no command ${fullName} here`);
  }
  const options = basicOptions(command, path);
  return Object.fromEntries(
    Object.entries(given).map(([key, text]) => {
      if (typeof text !== 'string') {
        return [key, { name: text.name, content: Buffer.from(text.base64, 'base64') }];
      }
      const type = options.find((option) => option.name === key)?.type;
      if (type === ApplicationCommandOptionType.Boolean) {
        return [key, text === 'true'];
      }
      const isNumber =
        type === ApplicationCommandOptionType.Integer ||
        type === ApplicationCommandOptionType.Number;
      return [key, isNumber ? Number(text) : text];
    }),
  );
}
