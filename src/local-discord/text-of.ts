import type { APIEmbed } from 'discord-api-types/v10';
import { everyComponent } from './checks/components.ts';

/** All that can be read on a message: content, text displays, labels, placeholders, embeds, a line each. */
export function textOf(message: {
  readonly content?: string;
  readonly components?: unknown;
  readonly embeds?: readonly APIEmbed[];
}): string {
  const components = everyComponent(message.components).flatMap(({ component }) => [
    component.content,
    component.label,
    component.placeholder,
    ...(component.options ?? []).map((option) => option.label),
  ]);
  const embeds = (message.embeds ?? []).flatMap((embed) => [
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ]);
  return [message.content, ...components, ...embeds]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}
