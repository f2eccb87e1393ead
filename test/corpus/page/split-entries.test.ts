import { describe, expect, it } from 'vitest';
import { textLines } from '../../../src/corpus/page/lines/text-lines.ts';
import { splitEntries } from '../../../src/corpus/page/split-entries.ts';
import { needsRealPages, realEntries, withoutRealPages } from '../real-pages.ts';
import { type InventedPaper, inventedPapers } from './invented-page.ts';

type Cut = (abstract: string, random: () => number) => string[];

/** A seeded generator (numerical recipes' constants), so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const wrap =
  (width: number): Cut =>
  (abstract) => {
    const lines: string[] = [];
    for (const word of abstract.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + word.length < width) {
        lines[lines.length - 1] = `${last} ${word}`;
      } else {
        lines.push(word);
      }
    }
    return lines;
  };

const atWords =
  (pieces: number): Cut =>
  (abstract, random) => {
    const words = abstract.split(' ');
    const cuts = Array.from({ length: pieces - 1 }, () => 1 + Math.floor(random() * words.length));
    const ends = [...cuts.sort((a, b) => a - b), words.length];
    return ends
      .map((end, at) => words.slice(at === 0 ? 0 : ends[at - 1], end).join(' '))
      .filter((piece) => piece !== '');
  };

const atSentences: Cut = (abstract) => abstract.split(/(?<=[.!?]) (?=[A-Z])/);
const whole: Cut = (abstract) => [abstract];
const some =
  (cut: Cut): Cut =>
  (abstract, random) =>
    random() < 0.2 ? cut(abstract, random) : [abstract];

const cuts: Readonly<Record<string, Cut>> = {
  whole,
  'wrapped at 60': wrap(60),
  'wrapped at 80': wrap(80),
  'wrapped at 120': wrap(120),
  'cut at sentences': atSentences,
  'cut in two anywhere': atWords(2),
  'some cut at sentences': some(atSentences),
  'some cut in three anywhere': some(atWords(3)),
};

const layouts: Readonly<Record<string, (title: string, pieces: readonly string[]) => string>> = {
  'lines, titles in blank lines': (title, pieces) => `${title}\n\n${pieces.join('\n')}\n\n`,
  'paragraphs, titles in blank lines': (title, pieces) => `${title}\n\n${pieces.join('\n\n')}\n\n`,
  'lines, no blank lines': (title, pieces) => `${title}\n${pieces.join('\n')}\n`,
  'paragraphs, no other blank lines': (title, pieces) => `${title}\n${pieces.join('\n\n')}\n`,
};

const variants = Object.keys(cuts).flatMap((cut) =>
  Object.keys(layouts).map((layout) => [cut, layout] as const),
);

function splitAgain(papers: readonly InventedPaper[], cut: string, layout: string) {
  const random = seeded(7);
  const page = papers
    .map(({ title, abstract = '' }) =>
      layouts[layout]?.(title, cuts[cut]?.(abstract, random) ?? []),
    )
    .join('');
  return splitEntries(textLines(page) ?? []);
}

describe.each(variants)('splitEntries on abstracts %s (%s)', (cut, layout) => {
  it('puts invented papers together again', () => {
    const entries = splitAgain(inventedPapers, cut, layout);
    expect(entries.map(({ title, abstract }) => ({ title, abstract }))).toEqual(inventedPapers);
  });

  it.skipIf(withoutRealPages)(
    `puts 19 of 20 listings together again, nearly all titles, ${needsRealPages}`,
    () => {
      const papers = realEntries();
      const entries = splitAgain(papers, cut, layout);
      const abstracts = new Map(entries.map(({ title, abstract }) => [title, abstract]));
      const right = papers.filter(({ title, abstract }) => abstracts.get(title) === abstract);
      const titles = new Set(papers.map(({ title }) => title));
      const invented = entries.filter(({ title }) => !titles.has(title));
      expect(right.length).toBeGreaterThan(papers.length * 0.95);
      expect(invented.length).toBeLessThan(papers.length * 0.03);
    },
  );
});

describe('splitEntries', () => {
  const split = (text: string) =>
    splitEntries(textLines(text) ?? []).map(({ title, abstract }) => [title, abstract]);
  const [first, second] = inventedPapers;

  it('puts a word together again that was cut at its own hyphen, and no other', () => {
    const text = `A Title about Words and Lines\n\nA method for state-\nof-the-art planners that use pre-\nand post-processing --\nboth slow--\nis shown here to be faster than all of them by a wide margin. We also prove it.`;
    expect(split(text)).toEqual([
      [
        'A Title about Words and Lines',
        'A method for state-of-the-art planners that use pre- and post-processing -- both slow--is shown here to be faster than all of them by a wide margin. We also prove it.',
      ],
    ]);
  });

  it('joins a title that was wrapped', () => {
    const text = `${first?.title}\n\n${first?.abstract}\n\nA Very Long Title about Planners that Remember and\nreturn to Older Plans\n\n${second?.abstract}`;
    expect(split(text)).toEqual([
      [first?.title, first?.abstract],
      [
        'A Very Long Title about Planners that Remember and return to Older Plans',
        second?.abstract,
      ],
    ]);
  });

  it('never makes a title of a line that goes on in lower case', () => {
    const text = `${first?.title}\n\n${first?.abstract}\n\nbut only on the small domains\n\n${second?.title}\n\n${second?.abstract}`;
    expect(split(text).map(([title]) => title)).toEqual([first?.title, second?.title]);
  });

  it('has nothing to say about nothing', () => {
    expect(splitEntries([])).toEqual([]);
  });
});
