import { AttachmentBuilder, MessageFlags } from 'discord.js';
import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { cutText } from '../reply/fit/cut-text.ts';
import { limits } from '../reply/fit/limits.ts';
import { type CommandMention, toMarkdown } from '../reply/fit/to-markdown.ts';
import type { Block, Button, Reply, Select, TextBlock } from '../reply/reply.ts';
import { customIdOf } from './custom-id.ts';

/** A reply in Discord's words, ready to be sent or to replace a message. */
export interface RenderedReply {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: APIMessageTopLevelComponent[];
  readonly files: AttachmentBuilder[];
  readonly allowedMentions: { readonly parse: [] };
}

/** What rendering needs besides the reply. */
export interface RenderContext {
  /** The command whose actions the buttons name where they name none. */
  readonly answering: string;
  readonly mention: CommandMention;
}

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

const menus = {
  channels: ComponentType.ChannelSelect,
  roles: ComponentType.RoleSelect,
  people: ComponentType.UserSelect,
} as const;

/** Components V2 of a reply; nothing in it pings anybody. */
export function renderReply(reply: Reply, context: RenderContext): RenderedReply {
  const blocks = reply.blocks.map((block) => renderBlock(block, context));
  return {
    flags: MessageFlags.IsComponentsV2,
    components: reply.framed ? [{ type: ComponentType.Container, components: blocks }] : blocks,
    files: (reply.files ?? []).map(
      ({ name, content }) => new AttachmentBuilder(Buffer.from(content), { name }),
    ),
    allowedMentions: { parse: [] },
  };
}

function renderBlock(block: Block, context: RenderContext): APIComponentInContainer {
  switch (block.kind) {
    case 'text':
      return renderText(block, context);
    case 'section':
      return {
        type: ComponentType.Section,
        components: [
          { type: ComponentType.TextDisplay, content: toMarkdown(block.lines, context.mention) },
        ],
        accessory: renderButton(block.button, context),
      };
    case 'separator':
      return { type: ComponentType.Separator };
    case 'picture':
      return {
        type: ComponentType.MediaGallery,
        items: [
          {
            media: { url: `attachment://${block.file}` },
            description: cutText(block.alt, limits.altText),
          },
        ],
      };
    case 'file':
      return { type: ComponentType.File, file: { url: `attachment://${block.file}` } };
    case 'buttons':
      return {
        type: ComponentType.ActionRow,
        components: block.buttons.map((button) => renderButton(button, context)),
      };
    case 'select':
      return { type: ComponentType.ActionRow, components: [renderSelect(block, context)] };
  }
}

function renderText(
  { lines, thumbnail }: TextBlock,
  { mention }: RenderContext,
): APIComponentInContainer {
  const text: APITextDisplayComponent = {
    type: ComponentType.TextDisplay,
    content: toMarkdown(lines, mention),
  };
  if (thumbnail === undefined) {
    return text;
  }
  const { url, alt } = thumbnail;
  return {
    type: ComponentType.Section,
    components: [text],
    accessory: {
      type: ComponentType.Thumbnail,
      media: { url },
      description: cutText(alt, limits.altText),
    },
  };
}

function renderButton(button: Button, { answering }: RenderContext): APIButtonComponent {
  const label = cutText(button.label, limits.buttonLabel);
  const type = ComponentType.Button;
  if ('url' in button) {
    return { type, style: ButtonStyle.Link, label, url: button.url };
  }
  return {
    type,
    style: styles[button.style ?? 'secondary'],
    label,
    custom_id: customIdOf(button.press, answering),
    ...(button.emoji && { emoji: { name: button.emoji } }),
    ...(button.disabled && { disabled: true }),
  };
}

function renderSelect(select: Select, { answering }: RenderContext): APISelectMenuComponent {
  const common = {
    custom_id: customIdOf(select.press, answering),
    placeholder: cutText(select.placeholder, limits.selectPlaceholder),
    min_values: select.least ?? 1,
    max_values: select.most ?? 1,
    ...(select.disabled && { disabled: true }),
  };
  if (typeof select.of === 'string') {
    return { type: menus[select.of], ...common };
  }
  return {
    type: ComponentType.StringSelect,
    ...common,
    options: select.of.map(({ label, value, description, chosen }) => ({
      label: cutText(label, limits.selectText),
      value,
      ...(description && { description: cutText(description, limits.selectText) }),
      ...(chosen && { default: true }),
    })),
  };
}
