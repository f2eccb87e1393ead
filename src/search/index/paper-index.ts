import type { Paper } from '../../corpus/paper.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { Logger } from '../../log.ts';
import { createShelf, type Shelf } from '../browse/shelf.ts';
import { createBackgroundMeaning } from '../meaning/background-meaning.ts';
import { learnLatentSemantics } from '../meaning/latent-semantics.ts';
import type { Meaning } from '../meaning/meaning.ts';
import type { EncodedText, SentenceEncoder } from '../meaning/sentence-encoder.ts';
import type { Layer } from '../ranking/layer.ts';
import { type Authors, createAuthors } from '../suggest/authors.ts';
import { createTitles, type Titles } from '../suggest/titles.ts';
import { createTextReader, type ReadableText } from '../text/readable-text.ts';
import { createTopicGuesses, type TopicGuesses } from '../topics/topic-guesses.ts';
import { type Acronyms, createAcronyms } from '../vocabulary/acronyms.ts';
import { createSpelling, type Spelling } from '../vocabulary/spelling.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { type IndexedPaper, type IndexPart, indexPaper } from './indexed-paper.ts';
import { createNames, type Names } from './names.ts';
import { createPostingsEngine } from './postings-engine.ts';
import type { IndexedText, TermEngine } from './term-engine.ts';
import { createPostings, type Postings } from './terms/postings.ts';
import { gap, type TermSequence } from './terms/term-sequence.ts';
import { createTermStatistics, type TermStatistics } from './terms/term-statistics.ts';

/** All that search knows of the corpus, as of one moment. */
export interface PaperIndex {
  readonly engine: TermEngine;
  readonly statistics: TermStatistics;
  /** Which documents have which terms, as of now: made when it is first asked for after a change. */
  readonly postings: () => Promise<readonly Postings[]>;
  readonly catalogue: Catalogue;
  readonly acronyms: Acronyms;
  readonly authors: Authors;
  readonly names: Names;
  readonly spelling: Spelling;
  readonly titles: Titles;
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
  /** Takes in the papers whose terms were kept, with their topics where these had been guessed. */
  restore(kept: {
    readonly papers: readonly IndexedPaper[];
    readonly topicsAreGuessed: boolean;
  }): Promise<void>;
  /** Learns what only the whole corpus tells; to be called once, when the first papers are in. */
  learn(): Promise<void>;
  /** Makes what queries would wait for when they first need it. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/** What an index is made of. */
export interface PaperIndexOptions {
  /** @default one over the index itself, in this thread */
  readonly engine?: TermEngine | undefined;
  /** The terms of the papers, as they were kept. */
  readonly statistics?: TermStatistics;
  /** Instead of latent semantic analysis, at any size. */
  readonly encoder?: SentenceEncoder | 'none';
  /** What ranking is to leave out. */
  readonly without?: readonly Layer[];
  readonly log?: Logger;
}

/** Fewer papers keep too little company; above the most, latent semantics hurts more than it helps. */
const latentSemanticsRange = { from: 20, to: 2_000 };

const noTerms: TermSequence = { terms: new Uint32Array(0), headLength: 0, length: 0 };

/** An empty index with all its parts. */
export function createPaperIndex(options: PaperIndexOptions = {}): PaperIndex {
  const { encoder, without, log, statistics = createTermStatistics() } = options;
  const postings = createPostings(statistics);
  const { engine = createPostingsEngine(statistics, postings) } = options;
  let building = true;
  let changes = 0;
  const catalogue = createCatalogue();
  const acronyms = createAcronyms();
  const authors = createAuthors(catalogue, () => building);
  const names = createNames();
  const titles = createTitles();
  const parts: readonly IndexPart[] = [catalogue, authors, acronyms, names, titles];
  const topics = createTopicGuesses(statistics, catalogue);
  const modelled = typeof encoder === 'object' ? createBackgroundMeaning(encoder, log) : undefined;
  let latent: Meaning | undefined;
  /** What the engine still takes in while the index is being built. */
  const taking: Promise<void>[] = [];
  const settle = () => Promise.all(taking.splice(0));

  const shelf = createShelf({
    statistics,
    catalogue,
    topics,
    postings,
    get changes() {
      return changes;
    },
  });

  /** Those that are new or changed, each with the number that it gets. */
  async function letEngineTake(sequences: readonly TermSequence[], first: number): Promise<void> {
    const texts = sequences.map((sequence, i) => textOf(first + i, sequence));
    // The engine learns of new papers first and of old ones last: what it finds without their
    // being known here is left out.
    const taken = engine.update(texts, []);
    taken.catch(() => {}); // heard of when it settles
    taking.push(taken);
    if (!building) {
      await settle();
    }
  }

  function textOf(document: number, { terms, headLength }: TermSequence): IndexedText {
    const words = (from: number, to?: number) =>
      Array.from(terms.subarray(from, to))
        .filter((term) => term !== gap)
        .map((term) => statistics.term(term))
        .join(' ');
    const head = words(0, headLength);
    return { document, terms: `${head} ${head} ${words(headLength)}` };
  }

  return {
    engine,
    statistics,
    postings,
    catalogue,
    acronyms,
    authors,
    names,
    spelling: createSpelling(statistics.words),
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
      const read: { readonly paper: IndexedPaper; readonly sequence: TermSequence }[] = [];
      const texts: EncodedText[] = [];
      for (const paper of papers) {
        const { title, keywords, searchText: text } = paper;
        const sequence = statistics.read({ title, keywords, text });
        read.push({ paper: indexPaper(paper, text), sequence });
        if (encoder !== 'none') {
          texts.push({ title, text });
        }
        await yieldWhenDue();
      }
      const first = statistics.nextDocument;
      const vectors = await latent?.encoder.encode(texts);
      if (options.engine) {
        await letEngineTake(
          read.map(({ sequence }) => sequence),
          first,
        );
      }
      const replaced = read.flatMap(({ paper }) => catalogue.document(paper.id) ?? []);
      for (const document of replaced) {
        const paper = catalogue.entries.get(document);
        statistics.remove(document);
        for (const part of paper ? parts : []) {
          part.remove(document, paper as IndexedPaper);
        }
        latent?.vectors.delete(document);
        modelled?.remove(document);
      }
      for (const [i, { paper, sequence }] of read.entries()) {
        const document = statistics.add(sequence);
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
      modelled?.add(first, texts);
      changes++;
      await engine.update([], replaced);
    },
    async restore({ papers, topicsAreGuessed }) {
      for (const [document, paper] of papers.entries()) {
        for (const part of parts) {
          part.add(document, paper);
        }
        if (options.engine) {
          await letEngineTake([statistics.sequence(document) ?? noTerms], document);
        }
        await yieldWhenDue();
      }
      if (topicsAreGuessed) {
        topics.noteGuessed();
      }
      changes++;
    },
    async learn() {
      const documents = [...catalogue.entries.keys()];
      const { from, to } = latentSemanticsRange;
      if (encoder === undefined && documents.length >= from && documents.length <= to) {
        latent = await learnLatentSemantics(statistics, documents);
      }
      await settle();
      building = false;
      authors.forget();
    },
    async prepare() {
      await postings();
      await authors.list();
      await titles.suggest('', 1);
      await topics.ready();
    },
    async close() {
      topics.stop();
      modelled?.stop();
      await engine.close();
    },
  };
}
