import { parse } from 'discord-markdown-parser';
import type { World } from '../../local-discord/world/world.ts';
import type { MarkdownNode } from '../page/page-view.ts';

/** A node of discord-markdown-parser, as far as it is read here. */
interface Parsed {
  readonly type: string;
  readonly content?: string | readonly Parsed[];
  readonly target?: string;
  readonly level?: number;
  readonly id?: string;
  readonly name?: string;
  readonly fullName?: string;
  readonly timestamp?: string;
  readonly format?: string;
}

const listLine = /^( *)([-*]|\d+\.) (.*)$/s;

/** Discord markdown as the page shows it, mentions by their names. */
export function parseMarkdown(world: World, text: string): readonly MarkdownNode[] {
  return blocksOf(text).flatMap((block) =>
    block.list ? [listOf(world, block.lines)] : inline(world, block.lines.join('\n')),
  );
}

interface Block {
  readonly list: boolean;
  readonly lines: string[];
}

/** The parser knows no lists, so they are recognised line by line, except in code. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let fenced = false;
  for (const line of text.split('\n')) {
    const list = !fenced && listLine.test(line);
    const last = blocks.at(-1);
    if (last?.list === list) {
      last.lines.push(line);
    } else {
      blocks.push({ list, lines: [line] });
    }
    fenced = (line.match(/```/g) ?? []).length % 2 === 1 ? !fenced : fenced;
  }
  return blocks;
}

function listOf(world: World, lines: readonly string[]): MarkdownNode {
  const [, indent = '', marker = '-'] = listLine.exec(lines[0] ?? '') ?? [];
  const items: { text: string; deeper: string[] }[] = [];
  for (const line of lines) {
    const [, spaces = '', , text = ''] = listLine.exec(line) ?? [];
    const item = items.at(-1);
    if (item !== undefined && spaces.length > indent.length) {
      item.deeper.push(line);
    } else {
      items.push({ text: text.trimStart(), deeper: [] });
    }
  }
  return {
    kind: 'list',
    ordered: /\d/.test(marker),
    children: items.map(({ text, deeper }) => ({
      kind: 'item',
      children: [...inline(world, text), ...(deeper.length === 0 ? [] : [listOf(world, deeper)])],
    })),
  };
}

function inline(world: World, text: string): readonly MarkdownNode[] {
  return nodesOf(world, parsed(text), 1);
}

/** The parser cuts texts where formatting could begin, even inside an emoji: they are joined again. */
function nodesOf(world: World, all: readonly Parsed[], depth: number): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  for (const node of all.map((each) => nodeOf(world, each, depth))) {
    const last = nodes.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') {
      nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text };
    } else {
      nodes.push(node);
    }
  }
  return nodes;
}

/** The parser looks for the end of a link from each bracket: more of them than any real text has take seconds. */
const maxBrackets = 150;

/** Deeper formatting is shown as its text: elements nested in their hundreds hold up a browser. */
const maxDepth = 24;

/** Trees of the texts shown last; the parser needs milliseconds for each, and a view has hundreds. */
const cache = new Map<string, readonly Parsed[]>();
const cached = 2_000;

/** What the parser makes of a text; the text itself where that would take too long or nests too deep for it. */
function parsed(text: string): readonly Parsed[] {
  const known = cache.get(text) ?? parseSafely(text);
  cache.delete(text);
  cache.set(text, known);
  for (const oldest of cache.keys()) {
    if (cache.size <= cached) {
      break;
    }
    cache.delete(oldest);
  }
  return known;
}

function parseSafely(text: string): readonly Parsed[] {
  if (text.split('[').length - 1 > maxBrackets) {
    return [{ type: 'text', content: text }];
  }
  try {
    return parse(text, 'extended') as unknown as readonly Parsed[];
  } catch (error) {
    if (error instanceof RangeError) {
      // Its recursion is as deep as the text.
      return [{ type: 'text', content: text }];
    }
    throw error;
  }
}

const wrappers = {
  strong: 'strong',
  em: 'em',
  underline: 'underline',
  strikethrough: 'strike',
  spoiler: 'spoiler',
  subtext: 'subtext',
  blockQuote: 'quote',
} as const;

function nodeOf(world: World, node: Parsed, depth: number): MarkdownNode {
  const children = (): readonly MarkdownNode[] =>
    typeof node.content === 'string'
      ? [{ kind: 'text', text: node.content }]
      : depth < maxDepth
        ? nodesOf(world, node.content ?? [], depth + 1)
        : [{ kind: 'text', text: textIn(node) }];
  const wrapper = wrappers[node.type as keyof typeof wrappers];
  if (wrapper !== undefined) {
    return { kind: wrapper, children: children() };
  }
  switch (node.type) {
    case 'heading':
      return { kind: 'heading', level: node.level ?? 1, children: children() };
    case 'br':
      return { kind: 'break' };
    case 'inlineCode':
    case 'codeBlock':
      return {
        kind: node.type === 'inlineCode' ? 'code' : 'code-block',
        text: typeof node.content === 'string' ? node.content : '',
      };
    case 'link':
    case 'url':
    case 'autolink':
      return linkOf(node, children());
    case 'timestamp':
      return { kind: 'time', seconds: Number(node.timestamp), style: node.format ?? 'f' };
    case 'slashCommand':
      return { kind: 'command', name: node.fullName ?? node.name ?? '' };
    case 'channel':
      return {
        kind: 'mention',
        text: plain(world, node),
        ...(world.channels.has(node.id ?? '') && { channel: node.id ?? '' }),
      };
    default:
      return { kind: mentions.has(node.type) ? 'mention' : 'text', text: plain(world, node) };
  }
}

/** The text under a node, collected without recursion. */
function textIn(node: Parsed): string {
  const open: Parsed[] = [node];
  let text = '';
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.content === 'string') {
      text += next.content;
    } else {
      open.push(...(next.content ?? []).toReversed());
    }
  }
  return text;
}

/** Only web addresses become links. */
function linkOf(node: Parsed, children: readonly MarkdownNode[]): MarkdownNode {
  const target = node.target ?? '';
  return /^https?:\/\//i.test(target)
    ? { kind: 'link', target, children }
    : { kind: 'span', children };
}

const mentions = new Set(['user', 'role', 'everyone', 'here']);

function plain(world: World, node: Parsed): string {
  const id = node.id ?? '';
  switch (node.type) {
    case 'user':
      return `@${world.users.get(id)?.global_name ?? 'unknown-user'}`;
    case 'channel':
      return `#${world.channels.get(id)?.name ?? 'unknown'}`;
    case 'role': {
      const roles = [...world.guilds.values()].map((guild) => guild.roles.get(id)?.name);
      return `@${roles.find((name) => name !== undefined) ?? 'unknown-role'}`;
    }
    case 'everyone':
    case 'here':
      return `@${node.type}`;
    case 'twemoji':
      return node.name ?? '';
    case 'emoji':
      return `:${node.name ?? ''}:`;
    default:
      return typeof node.content === 'string' ? node.content : '';
  }
}
