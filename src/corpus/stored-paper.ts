import type { Paper } from './paper.ts';
import { type RawText, rawStringOf } from './raw-text.ts';
import { cleanText, onOneLine } from './text/clean-text.ts';
import { searchTextOf } from './text/search-text.ts';

/** A paper as the store keeps it, with its texts as they came. */
export interface StoredPaper
  extends Omit<Paper, 'title' | 'storedTitle' | 'abstract' | 'tldr' | 'searchText'> {
  readonly title: RawText;
  readonly abstract?: RawText | undefined;
  readonly tldr?: RawText | undefined;
}

/**
 * A stored paper as people are shown it. The longer texts are cleaned when they are first read:
 * that takes some 0.1 ms for an abstract, and most papers that are read are never shown.
 * @param clean - `cleanText`, or the same function with a memory.
 */
export function showPaper(stored: StoredPaper, clean: (raw: string) => string = cleanText): Paper {
  const { title, abstract, tldr, ...rest } = stored;
  const shown = (raw: RawText | undefined) => once(() => raw && clean(rawStringOf(raw)));
  const [shownAbstract, shownTldr] = [shown(abstract), shown(tldr)];
  return {
    ...rest,
    ...namesOf(stored),
    title: clean(rawStringOf(title)),
    storedTitle: title,
    get abstract() {
      return shownAbstract();
    },
    get tldr() {
      return shownTldr();
    },
    get searchText() {
      return searchTextOf(stored);
    },
  };
}

/** The short texts of a paper, without what hides, turns or covers text. */
function namesOf({ authors, keywords, topic, organisation }: StoredPaper) {
  const all = (names: readonly string[]) => names.map(onOneLine).filter((name) => name !== '');
  return {
    authors: all(authors),
    keywords: all(keywords),
    ...(topic !== undefined && { topic: onOneLine(topic) }),
    ...(organisation !== undefined && { organisation: onOneLine(organisation) }),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
