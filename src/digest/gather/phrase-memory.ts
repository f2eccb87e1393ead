import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader, Revision } from '../../corpus/paper-reader.ts';
import { rememberLast } from '../../corpus/text/remember-last.ts';

/** Whether papers mention some phrases, by their places in a list, as far as somebody looked. */
export interface PhraseMarks {
  /**
   * Undefined where nobody looked.
   * @param number - of a paper, from the same `KnownPhrases`.
   */
  get(number: number, place: number): boolean | undefined;
  set(number: number, place: number, mentions: boolean): void;
}

/** What is known of papers as they are now; once the corpus changes, nothing more is kept. */
export interface KnownPhrases {
  /** The number under which the marks of a paper are kept; undefined where none is left. */
  numberOf(paper: PaperId): number | undefined;
  marksOf(phrases: readonly string[]): PhraseMarks;
}

/**
 * Which papers mention which phrases, kept from one day to the next: most papers that a digest is
 * chosen from were there yesterday.
 */
export interface PhraseMemory {
  /** Forgets papers that changed since the last call. */
  current(): Promise<KnownPhrases>;
}

/** Phrases that are remembered: those of some two thousand channels. */
const maxPhrases = 4_000;
/** Papers up to which the marks of a phrase take 8 KB; with more, everything is forgotten. */
const maxPapers = 32_000;
/** More changes come from an import of everything: then everything is forgotten, too. */
const maxChanges = 1_000;

/** Nobody looked, by the value of a mark. */
const unknown = 0;
const unmentioned = 1;
const mentioned = 2;

/** What is remembered, until everything is forgotten at once. */
interface Memory {
  readonly numbers: Map<PaperId, number>;
  /** Gives a paper a number; undefined where there are no more. */
  readonly add: (paper: PaperId) => number | undefined;
  readonly pairsOf: (phrase: string) => PairsOfBits;
}

/** An empty memory. */
export function createPhraseMemory(
  corpus: Pick<PaperReader, 'overview' | 'changedPapers'>,
): PhraseMemory {
  let latest = rememberNothing();
  let revision: Revision | undefined;
  let updating: Promise<unknown> = Promise.resolve();

  async function update(): Promise<void> {
    const now = (await corpus.overview()).revision;
    if (now === revision) {
      return;
    }
    // Who asks from now on reads papers that changed, and who asked before may have read them as they were.
    latest = revision === undefined ? rememberNothing() : { ...latest };
    const { numbers } = latest;
    let changes = 0;
    for await (const papers of revision === undefined ? [] : corpus.changedPapers(revision)) {
      for (const { id } of papers) {
        numbers.delete(id);
      }
      changes += papers.length;
      if (changes > maxChanges) {
        latest = rememberNothing();
        break;
      }
    }
    revision = now;
  }

  function marksOf(memory: Memory, phrases: readonly string[]): PhraseMarks {
    const pairs = phrases.map(memory.pairsOf);
    return {
      get(number, place) {
        const mark = memory === latest ? pairs[place]?.get(number) : unknown;
        return mark === unknown ? undefined : mark === mentioned;
      },
      set(number, place, mentions) {
        if (memory === latest) {
          pairs[place]?.set(number, mentions ? mentioned : unmentioned);
        }
      },
    };
  }

  function numberOf(memory: Memory, paper: PaperId): number | undefined {
    if (memory !== latest) {
      return undefined;
    }
    const number = memory.numbers.get(paper) ?? memory.add(paper);
    if (number === undefined) {
      latest = rememberNothing();
    }
    return number;
  }

  return {
    current() {
      const after = updating.then(update);
      updating = after.catch(() => {});
      return after.then(() => {
        const memory = latest;
        return {
          numberOf: (paper) => numberOf(memory, paper),
          marksOf: (phrases) => marksOf(memory, phrases),
        };
      });
    },
  };
}

function rememberNothing(): Memory {
  const numbers = new Map<PaperId, number>();
  let next = 0;
  return {
    numbers,
    add(paper) {
      if (next === maxPapers) {
        return undefined;
      }
      numbers.set(paper, next);
      return next++;
    },
    pairsOf: rememberLast(maxPhrases, createPairsOfBits),
  };
}

/** Numbers up to 3, each set once; 0 until then. */
interface PairsOfBits {
  get(at: number): number;
  set(at: number, value: number): void;
}

function createPairsOfBits(): PairsOfBits {
  let bytes = new Uint8Array(32);
  return {
    get: (at) => ((bytes[at >> 2] ?? 0) >> ((at & 3) * 2)) & 3,
    set(at, value) {
      if (at >> 2 >= bytes.length) {
        const longer = new Uint8Array(2 * ((at >> 2) + 1));
        longer.set(bytes);
        bytes = longer;
      }
      bytes[at >> 2] = (bytes[at >> 2] ?? 0) | (value << ((at & 3) * 2));
    },
  };
}
