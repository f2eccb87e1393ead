import { beforeEach, describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/corpus/paper.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { createPhraseMemory, type PhraseMemory } from '../../../src/digest/gather/phrase-memory.ts';
import { createMemoryPapers, type MemoryPapers } from '../../search/memory-papers.ts';
import { paperOf } from '../paper-of.ts';

const [crane, heron] = [paperOf('Crane'), paperOf('Heron')];
const phrases = ['wing', 'nest'];
let papers: MemoryPapers;
let memory: PhraseMemory;

beforeEach(() => {
  papers = createMemoryPapers([crane, heron]);
  memory = createPhraseMemory(papers);
});

/** Marks by paper. */
async function look(asked: readonly string[] = phrases) {
  const known = await memory.current();
  const marks = known.marksOf(asked);
  return {
    get(paper: PaperId, place: number) {
      const number = known.numberOf(paper);
      return number === undefined ? undefined : marks.get(number, place);
    },
    set(paper: PaperId, place: number, mentions: boolean) {
      const number = known.numberOf(paper);
      if (number !== undefined) {
        marks.set(number, place, mentions);
      }
    },
  };
}

describe('what was found in papers', () => {
  it('is remembered for each paper and phrase', async () => {
    const marks = await look();
    expect(marks.get(crane.id, 0)).toBeUndefined();
    marks.set(crane.id, 0, true);
    marks.set(heron.id, 0, false);
    marks.set(heron.id, 1, true);
    const later = await look();
    expect([0, 1].map((place) => later.get(crane.id, place))).toEqual([true, undefined]);
    expect([0, 1].map((place) => later.get(heron.id, place))).toEqual([false, true]);
    expect((await look(['nest'])).get(heron.id, 0)).toBe(true);
  });

  it('is forgotten where a paper changed', async () => {
    const marks = await look();
    marks.set(crane.id, 0, true);
    marks.set(heron.id, 0, true);
    papers.put([{ ...crane, abstract: 'It has no feathers.' }]);
    const later = await look();
    expect(later.get(crane.id, 0)).toBeUndefined();
    expect(later.get(heron.id, 0)).toBe(true);
  });

  it('is not taken from somebody who may have read a paper before it changed', async () => {
    const before = await look();
    papers.put([{ ...crane, abstract: 'It has no feathers.' }]);
    const after = await look();
    before.set(crane.id, 0, true);
    expect(after.get(crane.id, 0)).toBeUndefined();
    expect(before.get(crane.id, 0)).toBeUndefined();
  });

  it('is forgotten where a large part of the corpus changed', async () => {
    (await look()).set(heron.id, 0, true);
    papers.put(Array.from({ length: 1_200 }, (_, n) => paperOf(`Egret ${n}`)));
    expect((await look()).get(heron.id, 0)).toBeUndefined();
  });

  it('starts again where there are more papers than it can hold', async () => {
    const marks = await look();
    const many = 40_000;
    for (let n = 0; n < many; n++) {
      marks.set(paperIdOf(`Stork ${n}`), 0, true);
    }
    const later = await look();
    later.set(crane.id, 0, true);
    expect(later.get(crane.id, 0)).toBe(true);
    expect(later.get(paperIdOf('Stork 0'), 0)).toBeUndefined();
  });
});
