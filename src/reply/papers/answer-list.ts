import type { Day, PaperId } from '../../corpus/paper.ts';
import { topicName } from '../../corpus/topics.ts';
import type { Answer } from '../../trending/list-papers.ts';
import { line, small } from '../markup.ts';
import type { ActionRef, Button, Reply } from '../reply.ts';
import type { SeenBy } from '../saved/react-to-save.ts';
import { readingLine } from './describe-corpus.ts';
import { describeDay } from './describe-days.ts';
import { reasonedList } from './reasoned-list.ts';

/** Papers on a page of an answer. */
const answerPageSize = 5;

/** What an answer to /new or /trending says around its papers. */
export interface AnswerWords {
  readonly heading: string;
  readonly today: Day;
  readonly topic?: string | undefined;
  /** Said where there is nothing. */
  readonly nothing: string;
  /** Who saved a paper, in words, where somebody did. */
  readonly marks: ReadonlyMap<PaperId, string>;
  readonly seenBy: SeenBy;
  /** Pages are still being read. */
  readonly reading: boolean;
  /** The page shown, from 0. */
  readonly page: number;
  /** The button press that leads to another page, from 0. */
  readonly pageRef: (page: number) => Promise<ActionRef>;
}

/** A page of what somebody asked for on demand, and as of when it is answered. */
export async function answerList(
  { asOf, teamIsCurrent, hits }: Answer,
  words: AnswerWords,
): Promise<Reply> {
  const { heading, today, topic, marks, reading, page, pageRef } = words;
  const first = page * answerPageSize;
  const shown = hits.slice(first, first + answerPageSize);
  const facts = [
    ...(topic === undefined ? [] : [`topic ${topicName(topic)}`]),
    ...(asOf === today ? [] : [`as of ${describeDay(asOf)}, the date of the newest page`]),
    ...(teamIsCurrent ? ['your team’s saves as of today'] : []),
    ...(hits.length > answerPageSize
      ? [`${first + 1}–${first + shown.length} of ${hits.length}`]
      : []),
  ];
  const buttons: Button[] = [
    ...(page > 0 ? [{ label: 'Back', press: await pageRef(page - 1) }] : []),
    ...(first + shown.length < hits.length
      ? [{ label: 'Next', press: await pageRef(page + 1) }]
      : []),
  ];
  return reasonedList(
    [
      { spans: [heading], as: 'subheading' },
      ...(facts.length > 0 ? [{ ...small(facts.join(' · ')), shrinkTo: 80 }] : []),
      ...(shown.length === 0 ? [line(words.nothing)] : []),
      ...readingLine(reading),
    ],
    shown.map(({ paper, line: what, reasons, saysWhoSaved }, at) => ({
      place: first + at + 1,
      paper,
      line: what,
      reason: reasons.join(' · '),
      mark: saysWhoSaved ? undefined : marks.get(paper.id),
    })),
    buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [],
    words.seenBy,
  );
}
