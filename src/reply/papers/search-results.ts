import { topicName } from '../../corpus/topics.ts';
import type { SearchResults } from '../../search/search.ts';
import { type Line, line, type Span, small } from '../markup.ts';
import type { ActionRef, Block, Button, Reply } from '../reply.ts';
import type { SeenBy } from '../saved/react-to-save.ts';
import { buildingLine, describeCount, readingLine } from './describe-corpus.ts';
import { describeDay } from './describe-days.ts';
import { describeMissing } from './describe-reference.ts';
import { type ListedPaper, paperList } from './paper-list.ts';

/** What was searched for. */
export interface Searched {
  readonly text: string;
  readonly topic?: string;
  readonly author?: string;
  readonly since?: string;
  readonly hasCode?: boolean;
}

/** Where the buttons of a page of results lead; none where there is nothing there. */
export interface SearchWays {
  readonly back?: ActionRef | undefined;
  readonly next?: ActionRef | undefined;
  /** The query exactly as typed, where its spelling was corrected. */
  readonly asTyped?: ActionRef | undefined;
  /** The nearest query, where nothing was found. */
  readonly nearest?: ActionRef | undefined;
  readonly withoutFilter?: ActionRef | undefined;
}

/** A page of what a search found. */
export function searchResults(
  searched: Searched,
  results: SearchResults,
  listed: readonly ListedPaper[],
  ways: SearchWays,
  reading: boolean,
  seenBy: SeenBy,
): Reply {
  return paperList(
    [
      ...headingLines(searched, results, listed),
      ...correctionLine(searched, results),
      ...missingLines(results),
      ...filterLine(searched),
      ...buildingLine(results),
      ...readingLine(reading),
    ],
    listed,
    buttonsOf(ways, results),
    seenBy,
  );
}

/** What was searched, that it found nothing, and the nearest thing there is. */
export function nothingFound(
  searched: Searched,
  results: SearchResults,
  ways: SearchWays,
  reading: boolean,
  seenBy: SeenBy,
): Reply {
  const { query, withoutFilter } = results.nearest ?? {};
  return paperList(
    [
      ...(results.reference && !withoutFilter
        ? [{ spans: [describeMissing(results.reference)], shrinkTo: 200 }]
        : [{ spans: ['Nothing found for ', { bold: searched.text }], shrinkTo: 80 }]),
      ...missingLines(results),
      ...filterLine(searched),
      ...(results.reference
        ? [line(`Searched ${describeCount(results.searched, 'paper')}.`)]
        : [
            line(
              `Searched the titles, abstracts and summaries of ${describeCount(results.searched, 'paper')}.`,
            ),
          ]),
      ...(query ? [line('The closest known term is ', { bold: query }, '.')] : []),
      ...(withoutFilter
        ? [
            line(
              `Without the filter there ${withoutFilter === 1 ? 'is' : 'are'} ${describeCount(withoutFilter, 'paper')}.`,
            ),
          ]
        : []),
      ...(query || withoutFilter ? [] : [line({ command: 'topics' }, ' lists what is there.')]),
      ...buildingLine(results),
      ...readingLine(reading),
    ],
    [],
    buttonsOf(ways, results),
    seenBy,
  );
}

/** A paper with any word of the query matches, so that the count alone would promise too much. */
function headingLines(
  { text }: Searched,
  { total, matching, unmentioned = [], author, reference }: SearchResults,
  listed: readonly ListedPaper[],
): Line[] {
  const place = describePlace(listed, total);
  if (text.trim() === '') {
    return [{ spans: [place, describeCount(total, 'paper')], as: 'subheading' }];
  }
  return [
    { spans: ['Papers for ', { italic: text }], as: 'subheading', shrinkTo: 80 },
    ...(unmentioned.length > 0 ? [unmentionedLine(unmentioned, matching)] : []),
    ...(reference
      ? [small(place, describeCount(total, 'paper'))]
      : countLines(listed, matching, total)),
    ...(author
      ? [
          small(
            author.papers === 1 ? 'the first is by ' : `the first ${author.papers} are by `,
            author.name,
          ),
        ]
      : []),
  ];
}

/** `Nothing mentions Mamba. Loosely related:` */
function unmentionedLine(words: readonly string[], matching: number): Line {
  const named = words.slice(0, maxUnmentioned);
  const spans = named.flatMap((word, at): Span[] => [
    ...(at === 0 ? [] : [at === named.length - 1 ? ' or ' : ', ']),
    { bold: word },
  ]);
  const rest = matching > 0 ? '. These match your other words:' : '. Loosely related:';
  return { ...line('Nothing mentions ', ...spans, rest), shrinkTo: 120 };
}

const maxUnmentioned = 4;

/** How many papers match, and where in the list those begin that are only close in meaning. */
function countLines(listed: readonly ListedPaper[], matching: number, total: number): Line[] {
  const first = listed[0]?.place ?? 0;
  const last = listed.at(-1)?.place ?? 0;
  if (matching === 0) {
    return [small(`${first}–${last}, closest in meaning first`)];
  }
  const place = describePlace(listed, total);
  const count = small(place, describeCount(matching, 'matching paper'), ', best first');
  if (last <= matching) {
    return [count];
  }
  const from = Math.max(first, matching + 1);
  return [count, small(`from ${from} on, only close in meaning`)];
}

/** `1–5 of `, or nothing where all are listed. */
function describePlace(listed: readonly ListedPaper[], total: number): string {
  const first = listed[0]?.place ?? 0;
  const last = listed.at(-1)?.place ?? 0;
  return first === 1 && last === total ? '' : `${first}–${last} of `;
}

function correctionLine({ text }: Searched, { correctedTo }: SearchResults): Line[] {
  if (!correctedTo) {
    return [];
  }
  return [
    {
      spans: ['Showing results for ', { bold: correctedTo }, ' instead of ', { italic: text }],
      shrinkTo: 120,
    },
  ];
}

function missingLines({ missing = [] }: SearchResults): Line[] {
  return missing
    .slice(0, 3)
    .map((reference) => ({ ...line(describeMissing(reference)), shrinkTo: 120 }));
}

function filterLine({ topic, author, since, hasCode }: Searched): Line[] {
  const filters = [
    topic && `topic ${topicName(topic)}`,
    author && `author ${author}`,
    since && `seen since ${describeDay(since)}`,
    hasCode !== undefined && (hasCode ? 'with code' : 'without code'),
  ].filter((filter) => typeof filter === 'string' && filter !== '');
  return filters.length > 0 ? [{ ...small(`Only: ${filters.join(' · ')}`), shrinkTo: 80 }] : [];
}

function buttonsOf(ways: SearchWays, results: SearchResults): Block[] {
  const { nearest } = results;
  const buttons: Button[] = [
    ...(ways.back ? [{ label: 'Back', press: ways.back }] : []),
    ...(ways.next ? [{ label: 'Next', press: ways.next }] : []),
    ...(ways.asTyped ? [{ label: 'Search as typed', press: ways.asTyped }] : []),
    ...(ways.nearest ? [{ label: `Search for “${nearest?.query}”`, press: ways.nearest }] : []),
    ...(ways.withoutFilter
      ? [{ label: 'Search without the filter', press: ways.withoutFilter }]
      : []),
  ];
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
}
