import type { Line, Span } from '../markup.ts';
import { escapeText } from './escape-text.ts';

/** How a slash command is mentioned: its id once registered, else its name in code. */
export type CommandMention = (command: string) => string;

/** As long as any mention of it can be: ids have at most 20 digits. */
export const maxMention: CommandMention = (command) => `</${command}:${'0'.repeat(20)}>`;

/** Lines as Discord markdown. */
export function toMarkdown(lines: readonly Line[], mention: CommandMention): string {
  return lines.map((each) => lineToMarkdown(each, mention)).join('\n');
}

function lineToMarkdown({ spans, as }: Line, mention: CommandMention): string {
  const text = spans.reduce<string>(
    (before, span) => before + spanToMarkdown(span, mention, /^$|\n$/.test(before)),
    '',
  );
  // A heading, subtext or quote ends with its line.
  const oneLine = text.replace(/\s*\n\s*/g, ' ').trim();
  switch (as) {
    case 'heading':
      return `## ${oneLine}`;
    case 'subheading':
      return `### ${oneLine}`;
    case 'small':
      return `-# ${oneLine}`;
    case 'quote':
      return `> ${oneLine}`;
    case undefined:
      return text;
  }
}

function spanToMarkdown(span: Span, mention: CommandMention, startsLine: boolean): string {
  if (typeof span === 'string') {
    return escapeText(span, startsLine);
  }
  if ('bold' in span && typeof span.bold === 'string') {
    return wrap('**', span.bold);
  }
  if ('italic' in span) {
    return wrap('*', span.italic);
  }
  if ('code' in span) {
    return inCode(span.code);
  }
  if ('link' in span) {
    return toLink(span.link, span.to, span.bold === true);
  }
  if ('time' in span) {
    return toTimestamp(span.time, span.as);
  }
  if ('command' in span) {
    return mention(span.command);
  }
  if ('person' in span) {
    return `<@${span.person}>`;
  }
  if ('channel' in span) {
    return `<#${span.channel}>`;
  }
  if ('role' in span) {
    return `<@&${span.role}>`;
  }
  if ('emoji' in span) {
    return /^<a?:\w+:\d+>$/.test(span.emoji) ? span.emoji : escapeText(span.emoji);
  }
  return '';
}

/** Emphasis does not open before a space or close after one. */
function wrap(mark: string, text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inner === '' ? text : `${before}${mark}${escapeText(inner, false)}${mark}${after}`;
}

/** Nothing inside code is read as markup but the backtick that would end it. */
function inCode(text: string): string {
  const shown = text.replaceAll('`', 'ˋ').replace(/\s+/g, ' ').trim();
  return shown === '' ? '' : `\`${shown}\``;
}

function toLink(label: string, to: string, bold: boolean): string {
  // Discord shows a label that looks like an address raw, and refuses to link it.
  const shown = escapeText(label.replace(/\s+/g, ' ').replaceAll('://', ':\u200b//').trim(), false);
  const address = linkAddress(to);
  const text = bold ? `**${shown}**` : shown;
  return address === undefined ? text : `[${text}](${address})`;
}

/** The address so that a masked link ends where it should, or undefined where it is no web address. */
function linkAddress(to: string): string | undefined {
  if (!URL.canParse(to)) {
    return undefined;
  }
  const url = new URL(to);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return undefined;
  }
  return url.href.replace(
    /[()<>\\*_~|`]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function toTimestamp(time: Date, as: 'relative' | 'date' | 'time' | 'full'): string {
  const style = { relative: 'R', date: 'D', time: 't', full: 'f' }[as];
  return `<t:${Math.floor(time.getTime() / 1000)}:${style}>`;
}
