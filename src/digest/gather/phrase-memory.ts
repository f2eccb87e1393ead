import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader, Revision } from '../../corpus/paper-reader.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import { createPhraseFinder, type PhraseFinder } from '../../search/wording/phrase-finder.ts';
import type { ReadText } from '../../search/wording/read-text.ts';

/** Which phrases a paper mentions, as far as somebody looked; phrases are named by their numbers. */
export interface FoundPhrases {
  /** Phrases with lower numbers were looked for. */
  readonly upTo: number;
  /** Those that the paper mentions. */
  readonly mentioned: readonly number[];
}

/** What is known of papers as they are now; once the corpus changes, nothing more is kept. */
export interface KnownPhrases {
  /** The number of a phrase; undefined where it is not remembered. */
  numberOf(phrase: string): number | undefined;
  /** What was found in a paper: nothing yet where nobody looked. */
  foundIn(paper: PaperId): FoundPhrases;
  /**
   * Looks in the texts of a paper for all phrases that were not looked for, and remembers what it finds.
   * @param found - what was found in the paper before; it is completed.
   */
  lookThrough(paper: PaperId, found: FoundPhrases, texts: readonly ReadText[]): void;
}

/**
 * Which papers mention which phrases. A paper is looked through once for the phrases of all
 * destinations, and what was found is kept from one day to the next: most papers that a digest is
 * chosen from were there yesterday.
 */
export interface PhraseMemory {
  /**
   * Forgets papers that changed since the last call.
   * @param phrases - those of all destinations; when the memory is full, others are forgotten.
   */
  current(phrases?: Iterable<string>): Promise<KnownPhrases>;
}

/** Phrases that are remembered: those of some two thousand channels. */
const maxPhrases = 4_000;
/** Papers that are remembered, some 250 bytes each; with one more, all of them are forgotten. */
const maxPapers = 100_000;
/** More changes come from an import of everything: then everything is forgotten, too. */
const maxChanges = 1_000;

/** What is remembered, until everything is forgotten at once. */
interface Memory {
  readonly finder: PhraseFinder;
  readonly numbers: Map<string, number>;
  readonly papers: Map<PaperId, Found>;
}

type Found = { -readonly [Field in keyof FoundPhrases]: FoundPhrases[Field] };

/** An empty memory. */
export function createPhraseMemory(
  corpus: Pick<PaperReader, 'overview' | 'changedPapers'>,
): PhraseMemory {
  let latest = rememberNothing();
  let revision: Revision | undefined;
  let updating: Promise<unknown> = Promise.resolve();

  async function forgetChanged(): Promise<void> {
    const now = (await corpus.overview()).revision;
    if (now === revision) {
      return;
    }
    // Who asks from now on reads papers that changed, and who asked before may have read them as they were.
    latest = revision === undefined ? rememberNothing() : { ...latest };
    const { papers } = latest;
    let changes = 0;
    for await (const changed of revision === undefined ? [] : corpus.changedPapers(revision)) {
      for (const { id } of changed) {
        papers.delete(id);
      }
      changes += changed.length;
      if (changes > maxChanges) {
        latest = rememberNothing();
        break;
      }
    }
    revision = now;
  }

  async function addPhrases(phrases: Iterable<string>): Promise<void> {
    const asked = new Set<string>();
    for (const phrase of phrases) {
      asked.add(phrase);
      await yieldWhenDue();
    }
    if (asked.size === 0) {
      return;
    }
    const isAsked = (phrase: string) => asked.has(phrase);
    const known = [...latest.numbers.keys()];
    const size = known.length + [...asked].filter((each) => !latest.numbers.has(each)).length;
    if (size > maxPhrases && !known.every(isAsked)) {
      latest = rememberNothing();
    }
    const { finder, numbers } = latest;
    for (const phrase of asked) {
      if (finder.size === maxPhrases) {
        return;
      }
      if (!numbers.has(phrase)) {
        numbers.set(phrase, finder.add(phrase));
        await yieldWhenDue();
      }
    }
  }

  function foundIn(memory: Memory, paper: PaperId): Found {
    const known = memory === latest ? memory.papers.get(paper) : undefined;
    return known ?? { upTo: 0, mentioned: [] };
  }

  function remember({ papers }: Memory, paper: PaperId, found: Found): void {
    if (papers.size === maxPapers && !papers.has(paper)) {
      papers.clear();
    }
    papers.set(paper, found);
  }

  return {
    current(phrases = []) {
      const after = updating.then(async () => {
        await forgetChanged();
        await addPhrases(phrases);
      });
      updating = after.catch(() => {});
      return after.then(() => {
        const memory = latest;
        const { finder, numbers } = memory;
        return {
          numberOf: (phrase) => numbers.get(phrase),
          foundIn: (paper) => foundIn(memory, paper),
          lookThrough(paper, found: Found, texts) {
            const more = finder.findIn(texts, found.upTo);
            found.mentioned = [...found.mentioned, ...more.keys()];
            found.upTo = finder.size;
            if (memory === latest) {
              remember(memory, paper, found);
            }
          },
        };
      });
    },
  };
}

function rememberNothing(): Memory {
  return { finder: createPhraseFinder(), numbers: new Map(), papers: new Map() };
}
