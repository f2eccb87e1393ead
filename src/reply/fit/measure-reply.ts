import type { Line } from '../markup.ts';
import type { Block, Reply } from '../reply.ts';
import { limits } from './limits.ts';
import { maxMention, toMarkdown } from './to-markdown.ts';

/** What a reply takes of Discord's limits for one message. */
export interface Size {
  readonly components: number;
  /** UTF-16 units over all texts. */
  readonly characters: number;
  /** UTF-8 bytes over all texts, with the hidden twelve for each. */
  readonly bytes: number;
}

/** How much of Discord's limits a reply takes. */
export function measureReply({ blocks, framed }: Reply): Size {
  let [components, characters, bytes] = [framed ? 1 : 0, 0, 0];
  for (const block of blocks) {
    components += componentsOf(block);
    if (block.kind === 'text' || block.kind === 'section') {
      const lineBreaks = Math.max(0, block.lines.length - 1);
      characters += lineBreaks;
      bytes += lineBreaks + limits.textBytesEach;
      for (const line of block.lines) {
        const size = sizeOfLine(line);
        characters += size.characters;
        bytes += size.bytes;
      }
    }
  }
  return { components, characters, bytes };
}

/** Whether a reply of this size is within Discord's limits. */
export function fits({ components, characters, bytes }: Size): boolean {
  return (
    components <= limits.components &&
    characters <= limits.textCharacters &&
    bytes <= limits.textBytes
  );
}

function componentsOf(block: Block): number {
  switch (block.kind) {
    case 'text':
      return block.thumbnail === undefined ? 1 : 3;
    case 'separator':
    case 'picture':
    case 'file':
      return 1;
    case 'section':
      return 3;
    case 'select':
      return 2;
    case 'buttons':
      return 1 + block.buttons.length;
  }
}

type LineSize = Omit<Size, 'components'>;

/** A line is measured again and again while the longest of a reply are shortened. */
const sizes = new WeakMap<Line, LineSize>();

function sizeOfLine(line: Line): LineSize {
  const known = sizes.get(line);
  if (known) {
    return known;
  }
  const text = toMarkdown([line], maxMention);
  const size = { characters: text.length, bytes: Buffer.byteLength(text) };
  sizes.set(line, size);
  return size;
}
