import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { composeDigest, type DigestWords } from '../../../src/digest/compose/compose-digest.ts';
import { papersOfMessage } from '../../../src/digest/compose/digest-actions.ts';
import type { PickedPaper } from '../../../src/digest/compose/pick.ts';
import type { PreparedDigest } from '../../../src/digest/compose/prepare-digest.ts';
import { customIdOf } from '../../../src/discord/custom-id.ts';
import { fits, measureReply } from '../../../src/reply/fit/measure-reply.ts';
import { toMarkdown } from '../../../src/reply/fit/to-markdown.ts';
import { line } from '../../../src/reply/markup.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { anyPaper } from '../../reply/any-paper.ts';
import { candidateOf } from '../candidate-of.ts';
import { paperOf } from '../paper-of.ts';

const words: DigestWords = { claim: 'c'.repeat(22), on: '2025-09-24', covers: 1 };

function pickedOf(paper: Paper, part: PickedPaper['part'] = 'new'): PickedPaper {
  const candidate = candidateOf(paper, { matched: ['agents'] });
  if (part !== 'trending') {
    return { part, candidate };
  }
  const reasons = ['saved by 3 people this week', 'on the pages of 9 Sep and 24 Sep'];
  const trending = { paper: paper.id, score: 1.4, recent: 1, reasons, saysWhoSaved: true };
  return { part, candidate: { ...candidate, trending } };
}

function preparedOf(papers: readonly PickedPaper[], more: readonly PickedPaper[] = []) {
  return {
    papers,
    more,
    leftOut: { excluded: 0, unmatched: 0 },
    savedTitles: new Map(),
  } satisfies PreparedDigest;
}

function textOf({ blocks }: Reply): string {
  return blocks
    .flatMap((block) => (block.kind === 'text' || block.kind === 'section' ? block.lines : []))
    .map((each) => toMarkdown([each], (command) => `/${command}`))
    .join('\n');
}

describe('a digest', () => {
  const papers = [
    pickedOf(paperOf('Alpha'), 'trending'),
    pickedOf(paperOf('Beta')),
    pickedOf(paperOf('Gamma'), 'shelf'),
  ];

  it('says of each paper what it does and why it is there, under its heading', () => {
    const composed = composeDigest(preparedOf(papers, [pickedOf(paperOf('Delta'))]), words);
    const text = composed ? textOf(composed.reply) : '';
    expect(text).toMatch(/^## 📰 Papers · Wed 24 Sep\n-# 1 trending · 1 new · 1 earlier\n/);
    expect(text).toMatch(/### 🔥 Trending\n\*\*1\.\*\* .*Alpha.*\nA study of Alpha\.\n-# saved by/);
    expect(text).toMatch(/### 🆕 New\n\*\*2\.\*\* .*\n.*\n-# first seen on 24 Sep · topic Agents/);
    expect(text).toMatch(/### 📚 Earlier papers\n\*\*3\.\*\* /);
    expect(text).toMatch(/\n-# react 1️⃣–3️⃣ or press Save to save a paper$/);
    expect(composed?.reply.blocks.at(-1)).toMatchObject({ buttons: [{ label: '+1 more' }] });
  });

  it('names an old page, the days it covers and itself the first time', () => {
    const prepared = { ...preparedOf(papers.slice(1, 2)), oldPage: '2024-09-24' };
    const introduction = line('Offprint posts');
    const composed = composeDigest(prepared, { ...words, covers: 3, introduction });
    expect(composed && textOf(composed.reply)).toMatch(
      /^## 📰 Papers · Wed 24 Sep · from the page of 24 Sep 2024\nOffprint posts\n-# 1 new · covers 3 days\n/,
    );
    expect(composed && textOf(composed.reply)).toMatch(/react 1️⃣ or press Save to save a paper$/);
  });

  it('is nothing where there is nothing to say', () => {
    expect(composeDigest(preparedOf([]), words)).toBeUndefined();
  });

  it('is found again, with its papers, by the custom ids of its message', () => {
    const composed = composeDigest(preparedOf(papers), words);
    const menu = composed?.reply.blocks.find((block) => block.kind === 'select');
    if (menu?.kind !== 'select' || typeof menu.of === 'string') {
      throw new Error('no menu');
    }
    const message = {
      id: '1',
      channel: '2',
      sentAt: new Date(),
      customIds: ['saved:save:x', customIdOf(menu.press, 'digest')],
      values: menu.of.map(({ value }) => value),
    };
    expect(papersOfMessage(message, words.claim)).toEqual(
      papers.map(({ part, candidate }) => ({ id: candidate.known.paper.id, part })),
    );
    expect(papersOfMessage(message, 'd'.repeat(22))).toBeUndefined();
  });
});

describe('the budget', () => {
  const part = fc.constantFrom<PickedPaper['part'][]>('trending', 'new', 'shelf');
  const anyPicked = fc.tuple(anyPaper, part).map(([paper, its]) => pickedOf(paper, its));

  it('keeps any papers inside every limit, and loses none without saying so', () => {
    fc.assert(
      fc.property(fc.array(anyPicked, { minLength: 1, maxLength: 8 }), (papers) => {
        const inOrder = ['trending', 'new', 'shelf'].flatMap((its) =>
          papers.filter((picked) => picked.part === its),
        );
        const composed = composeDigest(preparedOf(inOrder), { ...words, covers: 60 });
        if (!composed) {
          throw new Error('no paper fitted');
        }
        expect(fits(measureReply(composed.reply))).toBe(true);
        expect([...composed.shown, ...composed.more]).toEqual(inOrder);
        expect(composed.reply.papers).toHaveLength(composed.shown.length);
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('holds eight real-sized papers in three parts whole', () => {
    const tldr = 'Shows something that fits into the length of a summary. '.repeat(3).trim();
    const papers = Array.from({ length: 8 }, (_, at) =>
      pickedOf(
        paperOf(`${at} A Title of a Hundred Letters, Which Is the Length That Real Titles Have`, {
          tldr,
        }),
        at < 3 ? 'trending' : at < 6 ? 'new' : 'shelf',
      ),
    );
    const composed = composeDigest(preparedOf(papers, papers.slice(0, 1)), words);
    expect(composed?.shown).toHaveLength(8);
    expect(composed && textOf(composed.reply)).not.toContain('…');
  });

  it('shortens lines before it leaves out papers', () => {
    const papers = Array.from({ length: 8 }, (_, at) =>
      pickedOf(paperOf(`${at} Title`, { tldr: 'Finds a word in each line. '.repeat(40).trim() })),
    );
    const composed = composeDigest(preparedOf(papers), words);
    expect(composed?.shown).toHaveLength(8);
    expect(composed && textOf(composed.reply)).toContain('…');
  });

  it('moves papers to “more” where short lines are not enough', () => {
    const papers = Array.from({ length: 8 }, (_, at) =>
      pickedOf(paperOf(`${at}${'語'.repeat(170)}`, { tldr: '語'.repeat(900) })),
    );
    const composed = composeDigest(preparedOf(papers), words);
    expect(composed?.shown.length).toBeGreaterThanOrEqual(4);
    expect(composed?.more.length).toBe(8 - (composed?.shown.length ?? 0));
  });
});
