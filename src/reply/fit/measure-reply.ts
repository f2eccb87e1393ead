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
  const texts = blocks
    .filter((block) => block.kind === 'text' || block.kind === 'section')
    .map(({ lines }) => textLength(lines));
  return {
    components: (framed ? 1 : 0) + sum(blocks.map(componentsOf)),
    characters: sum(texts.map(({ characters }) => characters)),
    bytes: sum(texts.map(({ bytes }) => bytes + limits.textBytesEach)),
  };
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

function textLength(lines: readonly Line[]): { characters: number; bytes: number } {
  const text = toMarkdown(lines, maxMention);
  return { characters: text.length, bytes: Buffer.byteLength(text) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
