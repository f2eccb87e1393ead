import type { Attachment, Embed, Message, MessageSnapshot } from 'discord.js';

/** A component as far as its text is concerned: all kinds nest in these ways. */
interface Part {
  readonly content?: string | null;
  readonly label?: string | null;
  readonly url?: string | null;
  readonly description?: string | null;
  readonly options?: readonly Part[] | null;
  readonly items?: readonly Part[] | null;
  readonly components?: readonly Part[] | null;
  readonly accessory?: Part | null;
}

/**
 * All text that a message shows, a piece a line: what was typed, embeds, texts and buttons of
 * components, names of files, and the same of messages that it forwards.
 */
export function messageText(message: Message): string {
  const shown = [message, ...(message.messageSnapshots?.values() ?? [])];
  return shown
    .flatMap(textsOf)
    .concat(textsOfPoll(message))
    .filter((text) => typeof text === 'string' && text.trim() !== '')
    .join('\n');
}

type Texts = (string | null | undefined)[];

function textsOf({ content, embeds, components, attachments }: Message | MessageSnapshot): Texts {
  return [
    content,
    ...(embeds ?? []).flatMap(textsOfEmbed),
    ...(components ?? []).flatMap((component) => textsOfPart(component.toJSON() as Part)),
    ...[...(attachments?.values() ?? [])].flatMap(textsOfFile),
  ];
}

function textsOfPoll({ poll }: Message): Texts {
  return [poll?.question.text, ...[...(poll?.answers.values() ?? [])].map(({ text }) => text)];
}

function textsOfEmbed({ author, title, url, description, fields, footer }: Embed): Texts {
  return [
    author?.name,
    author?.url,
    title,
    url,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ];
}

function textsOfPart(part: Part): Texts {
  const inside = [part.components, part.items, part.options].flatMap((parts) => parts ?? []);
  return [
    part.content,
    part.label,
    part.url,
    part.description,
    ...inside.flatMap(textsOfPart),
    ...(part.accessory ? textsOfPart(part.accessory) : []),
  ];
}

function textsOfFile({ name, description }: Attachment): Texts {
  return [name, description];
}
