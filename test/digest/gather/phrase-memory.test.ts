import { beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { createPaperWords } from '../../../src/digest/gather/paper-words.ts';
import {
  createPhraseMemory,
  type KnownPhrases,
  type PhraseMemory,
} from '../../../src/digest/gather/phrase-memory.ts';
import { createMemoryPapers, type MemoryPapers } from '../../search/memory-papers.ts';
import { paperOf } from '../paper-of.ts';

const crane = { ...paperOf('Crane'), abstract: 'It builds a nest and spreads one wing.' };
const heron = { ...paperOf('Heron'), abstract: 'It only builds a nest.' };
const phrases = ['wing', 'nest'];
/** More papers than the memory holds. */
const tooMany = 110_000;
let papers: MemoryPapers;
let memory: PhraseMemory;

beforeEach(() => {
  papers = createMemoryPapers([crane, heron]);
  memory = createPhraseMemory(papers);
});

/** Whether a paper mentions a phrase, as far as is known; undefined where nobody looked for it. */
function mentions(known: KnownPhrases, { id }: Paper, phrase: string): boolean | undefined {
  const number = known.numberOf(phrase);
  const found = known.foundIn(id);
  return number === undefined || number >= found.upTo
    ? undefined
    : found.mentioned.includes(number);
}

function look(known: KnownPhrases, paper: Paper): void {
  known.lookThrough(paper.id, known.foundIn(paper.id), createPaperWords().texts(paper));
}

describe('what was found in papers', () => {
  it('is remembered for each paper and phrase', async () => {
    const known = await memory.current(phrases);
    expect(mentions(known, crane, 'wing')).toBeUndefined();
    look(known, crane);
    look(known, heron);
    const later = await memory.current(phrases);
    expect(phrases.map((phrase) => mentions(later, crane, phrase))).toEqual([true, true]);
    expect(phrases.map((phrase) => mentions(later, heron, phrase))).toEqual([false, true]);
  });

  it('grows with the phrases that are asked for', async () => {
    look(await memory.current(['wing']), crane);
    const later = await memory.current(['spreads', 'wing', 'beak']);
    expect(mentions(later, crane, 'wing')).toBe(true);
    expect(mentions(later, crane, 'spreads')).toBeUndefined();
    look(later, crane);
    const all = ['wing', 'spreads', 'beak'];
    expect(all.map((phrase) => mentions(later, crane, phrase))).toEqual([true, true, false]);
  });

  it('is forgotten where a paper changed', async () => {
    const known = await memory.current(phrases);
    look(known, crane);
    look(known, heron);
    papers.put([{ ...crane, abstract: 'It has no feathers.' }]);
    const later = await memory.current(phrases);
    expect(mentions(later, crane, 'wing')).toBeUndefined();
    expect(mentions(later, heron, 'nest')).toBe(true);
  });

  it('is not taken from somebody who may have read a paper before it changed', async () => {
    const before = await memory.current(phrases);
    papers.put([{ ...crane, abstract: 'It has no feathers.' }]);
    const after = await memory.current(phrases);
    look(before, crane);
    expect(mentions(after, crane, 'wing')).toBeUndefined();
    expect(mentions(before, crane, 'wing')).toBeUndefined();
  });

  it('is forgotten where a large part of the corpus changed', async () => {
    look(await memory.current(phrases), heron);
    papers.put(Array.from({ length: 1_200 }, (_, n) => paperOf(`Egret ${n}`)));
    expect(mentions(await memory.current(phrases), heron, 'nest')).toBeUndefined();
  });

  it('is not pushed out by papers that were asked for and never looked through', async () => {
    const known = await memory.current(phrases);
    for (let n = 0; n < tooMany; n++) {
      known.foundIn(paperIdOf(`Stork ${n}`));
    }
    look(known, crane);
    expect(mentions(known, crane, 'wing')).toBe(true);
  });

  it('starts again where there are more papers than it can hold', async () => {
    const known = await memory.current(phrases);
    look(known, heron);
    for (let n = 0; n < tooMany; n++) {
      const id = paperIdOf(`Stork ${n}`);
      known.lookThrough(id, known.foundIn(id), []);
    }
    look(known, crane);
    expect(mentions(known, crane, 'wing')).toBe(true);
    expect(mentions(known, heron, 'nest')).toBeUndefined();
  });

  it('makes room for new phrases by forgetting those that nobody asks for any more', async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => `stork${n}`);
    const full = await memory.current(many);
    const kept = many.filter((phrase) => full.numberOf(phrase) !== undefined);
    expect(kept.length).toBeGreaterThan(1_000);
    expect(kept.length).toBeLessThan(many.length);
    look(full, heron);
    // Who asks for nothing, as a preview does, changes nothing.
    expect(mentions(await memory.current(), heron, kept[0] ?? '')).toBe(false);
    const later = await memory.current(phrases);
    expect(later.numberOf(kept[0] ?? '')).toBeUndefined();
    look(later, heron);
    expect(mentions(later, heron, 'nest')).toBe(true);
  });
});
