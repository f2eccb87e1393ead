import type { Call } from '../../src/command/define-command.ts';
import type { PaperRecord } from '../../src/corpus/corpus-store.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { paperOfRecord } from '../../src/corpus/records/paper-of-record.ts';
import { limits } from '../../src/reply/fit/limits.ts';
import { type Line, small } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import { listHits } from '../../src/reply/papers/list-hits.ts';
import { titleLink } from '../../src/reply/papers/paper-links.ts';
import { paperList } from '../../src/reply/papers/paper-list.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { markSaved } from '../saved/mark-saved.ts';
import { addButton } from './add-and-save.ts';

/** Rows of a list, and of one that has papers from outside as well; further papers are in a menu. */
const maxRows = { alone: 10, withOthers: 5 } as const;

/** What a message names. */
export interface FoundPapers {
  readonly papers: readonly Paper[];
  /** Not in the corpus, but elsewhere. */
  readonly records: readonly PaperRecord[];
  /** What was not found. */
  readonly notes: readonly Line[];
}

/** Several papers: rows with a menu to open one, those from outside with their own button. */
export async function listFound(
  call: Call,
  { papers, records, notes }: FoundPapers,
): Promise<Reply> {
  const { corpus, search } = call.offprint;
  const rows = records.length > 0 ? maxRows.withOthers : maxRows.alone;
  const shown = papers.slice(0, rows).map(({ id }) => ({ id, score: 0 }));
  const listed = await markSaved(call, await listHits(corpus, search, shown));
  const outside = await Promise.all(records.map((record) => foundSection(call, record)));
  const count = describeCount(papers.length + records.length, 'paper');
  return paperList(
    [{ spans: [`This message names ${count}`], as: 'subheading' }, ...notes],
    listed,
    [...moreMenu(papers.slice(rows)), ...outside],
  );
}

async function foundSection(call: Call, record: PaperRecord): Promise<Block> {
  const paper = paperOfRecord(record);
  return {
    kind: 'section',
    lines: [
      { spans: [{ link: paper.title, to: titleLink(paper), bold: true }], shrinkTo: 100 },
      { ...small(['not in Offprint yet', ...paper.authors].join(' · ')), shrinkTo: 60 },
    ],
    button: await addButton(call, record),
  };
}

function moreMenu(papers: readonly Paper[]): Block[] {
  if (papers.length === 0) {
    return [];
  }
  const options = papers.slice(0, limits.selectOptions);
  const left = papers.length - options.length;
  return [
    {
      kind: 'select',
      press: { command: 'saved', action: 'open' },
      placeholder: `${describeCount(papers.length, 'more paper')}: choose one to open`,
      of: options.map(({ id, title }) => ({ label: title, value: id })),
    },
    ...(left > 0
      ? [
          {
            kind: 'text' as const,
            lines: [small(`${describeCount(left, 'more paper')} did not fit here.`)],
          },
        ]
      : []),
  ];
}
