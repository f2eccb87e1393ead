import { type APIMessage, MessageFlags } from 'discord-api-types/v10';

interface Part {
  readonly content?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly components?: readonly Part[];
  readonly accessory?: Part;
}

function partsOf(message: APIMessage): Part[] {
  const inside = (part: Part): Part[] => [
    part,
    ...(part.components ?? []).flatMap(inside),
    ...(part.accessory ? inside(part.accessory) : []),
  ];
  return ((message.components ?? []) as readonly Part[]).flatMap(inside);
}

/** All text of a message as Discord got it. */
export function textOf(message: APIMessage): string {
  return [message.content, ...partsOf(message).map(({ content }) => content ?? '')]
    .filter((text) => text !== '')
    .join('\n');
}

/** The labels of its buttons and menus, in order. */
export function controlsOf(message: APIMessage): string[] {
  return partsOf(message).flatMap(({ label, placeholder }) => label ?? placeholder ?? []);
}

/** The titles a list shows, in order, as markdown shows them. */
export function titlesOf(message: APIMessage): string[] {
  return [...textOf(message).matchAll(/^\*\*\d+\.\*\* \[\*\*(.+?)\*\*\]/gm)].map(([, title = '']) =>
    title.replace(/\\(.)/g, '$1'),
  );
}

export function isPrivate(message: APIMessage): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
