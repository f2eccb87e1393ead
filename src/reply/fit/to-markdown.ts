import { rememberLast } from '../../corpus/text/remember-last.ts';
import type { Line, Span } from '../markup.ts';
import { addressSpans } from './address-spans.ts';
import { escapeText } from './escape-text.ts';
import { isPlainLabel } from './is-plain-label.ts';

/** How a slash command is mentioned: its id once registered, else its name in code. */
export type CommandMention = (command: string) => string;

/** As long as any mention of it can be: ids have at most 20 digits. */
export const maxMention: CommandMention = (command) => `</${command}:${'0'.repeat(20)}>`;

/** Lines as Discord markdown. */
export function toMarkdown(lines: readonly Line[], mention: CommandMention): string {
  return lines.map((each) => lineToMarkdown(each, mention)).join('\n');
}

/** A line is written when it is measured and again when it is sent; digests share many. */
const written = new WeakMap<Line, string>();

function lineToMarkdown(line: Line, mention: CommandMention): string {
  const known = written.get(line);
  if (known !== undefined) {
    return known;
  }
  const text = writeLine(line, mention);
  if (!line.spans.some((span) => typeof span === 'object' && 'command' in span)) {
    written.set(line, text);
  }
  return text;
}

function writeLine({ spans, as }: Line, mention: CommandMention): string {
  const text = spans.reduce<string>(
    (before, span) => before + spanToMarkdown(span, mention, /^$|\n$/.test(before)),
    '',
  );
  // A heading, subtext or quote ends with its line.
  const oneLine = text.replace(/(?<!\s)\s*\n\s*/g, ' ').trim();
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
    return toLink(span.link, span.to, span.bold === true, startsLine);
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

/** Emphasis does not open before a space or close after one, and an address is none of its words. */
function wrap(mark: string, text: string): string {
  if (addressSpans(text).length > 0) {
    return escapeText(text, false);
  }
  const inner = text.trim();
  const start = text.length - text.trimStart().length;
  const [before, after] = [text.slice(0, start), text.slice(start + inner.length)];
  // Some clients read what is emphasised as a line of its own.
  const shown = escapeText(inner, false).replace(/^(?=#{1,3} |-#? |\+ )/, '\\');
  return inner === '' ? text : `${before}${mark}${shown}${mark}${after}`;
}

/** Nothing inside code is read as markup but the backtick that would end it. */
function inCode(text: string): string {
  const shown = text.replaceAll('`', 'ˋ').replace(/\s+/g, ' ').trim();
  return shown === '' ? '' : `\`${shown}\``;
}

/**
 * Discord shows the backslashes in the label of a masked link. So a label whose signs would be read
 * as markup stands before the link as plain text, where a backslash does what it should.
 */
function toLink(label: string, to: string, bold: boolean, startsLine: boolean): string {
  const shown = label.replace(/\s+/g, ' ').trim();
  const address = linkAddress(to);
  if (address !== undefined && isPlainLabel(shown)) {
    return `[${bold ? `**${shown}**` : shown}](${address})`;
  }
  const text = bold ? wrap('**', shown) : escapeText(shown, startsLine);
  return address === undefined ? text : `${text} [open](${address})`;
}

/** The address so that a masked link ends where it should, or undefined where it is no web address. */
const linkAddress = rememberLast(500, (to: string): string | undefined => {
  if (!URL.canParse(to)) {
    return undefined;
  }
  const url = new URL(to);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return undefined;
  }
  return url.href.replace(
    /[()<>\\*|`]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
});

function toTimestamp(time: Date, as: 'relative' | 'date' | 'time' | 'full'): string {
  const style = { relative: 'R', date: 'D', time: 't', full: 'f' }[as];
  return `<t:${Math.floor(time.getTime() / 1000)}:${style}>`;
}
