import type { Paper } from '../../corpus/paper.ts';
import type { Logger } from '../../log.ts';
import { createShelf, type Shelf } from '../browse/shelf.ts';
import { createBackgroundMeaning } from '../meaning/background-meaning.ts';
import { learnLatentSemantics } from '../meaning/latent-semantics.ts';
import type { Meaning } from '../meaning/meaning.ts';
import type { SentenceEncoder } from '../meaning/sentence-encoder.ts';
import type { Layer } from '../ranking/layer.ts';
import { type Authors, createAuthors } from '../suggest/authors.ts';
import { createSuggester, type Suggester } from '../suggest/suggester.ts';
import type { Analysis } from '../text/analyse.ts';
import { createTextReader, type ReadableText } from '../text/readable-text.ts';
import { createTopicGuesses, type TopicGuesses } from '../topics/topic-guesses.ts';
import { type Acronyms, createAcronyms } from '../vocabulary/acronyms.ts';
import { createSpelling, type Spelling } from '../vocabulary/spelling.ts';
import { createYielder } from '../yielder.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { type IndexedPaper, type IndexPart, indexPaper } from './indexed-paper.ts';
import { createNames, type Names } from './names.ts';
import { invertTerms, type Postings } from './postings.ts';
import type { DocumentNumber, IndexedText, TermEngine } from './term-engine.ts';
import { createTermStatistics, type TermStatistics } from './term-statistics.ts';

/** All that search knows of the corpus, as of one moment. */
export interface PaperIndex {
  readonly engine: TermEngine;
  readonly statistics: TermStatistics;
  /** Which documents have which terms, as of now: made when it is first asked for after a change. */
  readonly postings: () => Promise<Postings>;
  readonly catalogue: Catalogue;
  readonly acronyms: Acronyms;
  readonly authors: Authors;
  readonly names: Names;
  readonly spelling: Spelling;
  readonly titles: Suggester;
  readonly shelf: Shelf;
  readonly topics: TopicGuesses;
  /** What ranking leaves out. */
  readonly without: ReadonlySet<Layer>;
  readonly meaning: Meaning | undefined;
  /** How often papers were taken in: an answer begun at one number and ended at another is torn. */
  readonly changes: number;
  /** Until `learn` is done: papers come in all the time. */
  readonly isBuilding: boolean;
  /** Prepares a text of a paper for showing passages of it. */
  readonly read: (text: string) => ReadableText;
  /** Takes in papers that are new or changed. Who asks meanwhile sees all of them or none. */
  add(papers: readonly Paper[]): Promise<void>;
  /** Learns what only the whole corpus tells; to be called once, when the first papers are in. */
  learn(): Promise<void>;
  close(): Promise<void>;
}

/** What an index is made of. */
export interface PaperIndexOptions {
  readonly engine: TermEngine;
  /** A sorted list of English words. */
  readonly english: readonly string[];
  /** Instead of latent semantic analysis, at any size. */
  readonly encoder?: SentenceEncoder | 'none';
  /** What ranking is to leave out. */
  readonly without?: readonly Layer[];
  readonly log?: Logger;
}

/** Fewer papers keep too little company; above the most, latent semantics hurts more than it helps. */
const latentSemanticsRange = { from: 20, to: 2_000 };

/** An empty index with all its parts. */
export function createPaperIndex({
  engine,
  english,
  encoder,
  without,
  log,
}: PaperIndexOptions): PaperIndex {
  const statistics = createTermStatistics();
  const catalogue = createCatalogue();
  const acronyms = createAcronyms();
  const authors = createAuthors(catalogue);
  const names = createNames();
  const spelling = createSpelling(english);
  const titles = createSuggester();
  const parts: readonly IndexPart[] = [
    catalogue,
    authors,
    acronyms,
    names,
    spelling,
    ofTitles(titles),
  ];
  const topics = createTopicGuesses(statistics, catalogue);
  const modelled = typeof encoder === 'object' ? createBackgroundMeaning(encoder, log) : undefined;
  let latent: Meaning | undefined;
  /** What the engine still takes in while the index is being built. */
  const taking: Promise<void>[] = [];
  let building = true;
  let changes = 0;
  const settle = () => Promise.all(taking.splice(0));

  let inverted: { readonly of: number; readonly postings: Promise<Postings> } | undefined;

  async function postings(): Promise<Postings> {
    for (;;) {
      const of = changes;
      if (inverted?.of !== of) {
        inverted = { of, postings: invertTerms(statistics) };
      }
      const found = await inverted.postings;
      if (of === changes) {
        return found;
      }
    }
  }

  const shelf = createShelf({
    statistics,
    catalogue,
    topics,
    postings,
    get changes() {
      return changes;
    },
  });

  return {
    engine,
    statistics,
    postings,
    catalogue,
    acronyms,
    authors,
    names,
    spelling,
    titles,
    shelf,
    topics,
    without: new Set(without),
    read: createTextReader(),
    get meaning() {
      return modelled ? modelled.current() : latent;
    },
    get changes() {
      return changes;
    },
    get isBuilding() {
      return building;
    },
    async add(papers) {
      const yieldWhenDue = createYielder();
      const indexed: IndexedPaper[] = [];
      for (const paper of papers) {
        indexed.push(indexPaper(paper));
        await yieldWhenDue();
      }
      const first = statistics.nextDocument;
      const vectors = await latent?.encoder.encode(indexed);
      const texts = indexed.map((paper, i) => textOf(first + i, paper));
      // The engine learns of new papers first and of old ones last: what it finds without their
      // being known here is left out.
      const taken = engine.update(texts, []);
      taken.catch(() => {}); // heard of when it settles
      taking.push(taken);
      if (!building) {
        await settle();
      }
      const replaced = indexed.flatMap(({ paper }) => catalogue.document(paper.id) ?? []);
      for (const document of replaced) {
        statistics.remove(document);
        for (const part of parts) {
          part.remove(document);
        }
        latent?.vectors.delete(document);
        modelled?.remove(document);
      }
      for (const [i, paper] of indexed.entries()) {
        const document = statistics.add(paper);
        for (const part of parts) {
          part.add(document, paper);
        }
        topics.guess(document);
        if (building) {
          await yieldWhenDue();
        }
        const vector = vectors?.[i];
        if (vector) {
          latent?.vectors.set(document, vector);
        }
      }
      modelled?.add(first, indexed);
      changes++;
      await engine.update([], replaced);
    },
    async learn() {
      const documents = [...catalogue.entries.keys()];
      const { from, to } = latentSemanticsRange;
      if (encoder === undefined && documents.length >= from && documents.length <= to) {
        latent = await learnLatentSemantics(statistics, documents);
      }
      await settle();
      building = false;
      void topics.ready();
    },
    async close() {
      topics.stop();
      modelled?.stop();
      await engine.close();
    },
  };
}

/** Title and keywords count double; the text has the keywords once more. */
function textOf(document: DocumentNumber, paper: IndexedPaper): IndexedText {
  const head = `${termsOf(paper.titleTerms)} ${termsOf(paper.keywordTerms)}`;
  return { document, terms: `${head} ${head} ${termsOf(paper.textTerms)}` };
}

function termsOf({ terms, compounds }: Analysis): string {
  const words = terms.join(' ');
  return compounds.length === 0 ? words : `${words} ${compounds.map(({ term }) => term).join(' ')}`;
}

function ofTitles(titles: Suggester): IndexPart {
  return {
    add(document, { title, paper }) {
      // A paper on many pages is more likely to be meant.
      titles.add(document, title, 1 - 1 / (1 + paper.listings.length));
    },
    remove: (document) => titles.remove(document),
  };
}
