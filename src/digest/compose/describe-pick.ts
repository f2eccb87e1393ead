import type { Day, PaperId } from '../../corpus/paper.ts';
import { paperLine } from '../../corpus/paper-line.ts';
import type { RawText } from '../../corpus/raw-text.ts';
import { topicName } from '../../corpus/topics.ts';
import { dayInWords } from '../../trending/describe-reasons.ts';
import type { Match } from '../gather/interest-filter.ts';
import type { PickedPaper } from './pick.ts';

/** A paper of a digest in words. */
export interface DescribedPick {
  readonly id: PaperId;
  readonly title: string;
  /** The title as it first came, for JSON. */
  readonly storedTitle: RawText;
  /** What it does; empty where the corpus holds no summary and no abstract of it. */
  readonly line: string;
  /** Why it is there. */
  readonly reason: string;
}

/** What describing papers needs besides them. */
export interface PickWords {
  readonly on: Day;
  /** Titles of papers that the team saved, where they are a reason. */
  readonly savedTitles: ReadonlyMap<PaperId, string>;
}

/** A picked paper as a digest shows it. */
export function describePick(picked: PickedPaper, words: PickWords): DescribedPick {
  const { paper } = picked.candidate.known;
  return {
    id: paper.id,
    title: paper.title,
    storedTitle: paper.storedTitle,
    line: paperLine(paper) ?? '',
    reason: reasonOf(picked, words),
  };
}

function reasonOf(picked: PickedPaper, { on, savedTitles }: PickWords): string {
  const { known, filter, closeTo } = picked.candidate;
  if (picked.part === 'trending') {
    return picked.candidate.trending.reasons.join(' · ');
  }
  const reasons = describeMatch(filter.matchOf(known));
  const savedTitle = closeTo && savedTitles.get(closeTo);
  if (savedTitle !== undefined) {
    reasons.push(`similar to “${savedTitle}”, which your team saved`);
  }
  const seen = known.firstSeen ? [`first seen on ${dayInWords(known.firstSeen, on)}`] : [];
  if (picked.part === 'new') {
    return [...seen, ...reasons].join(' · ');
  }
  return reasons.length > 0
    ? [...reasons, ...seen].join(' · ')
    : ['not shown here yet', ...seen].join(' · ');
}

function describeMatch({ topics, mentions, authors }: Match): string[] {
  const words = [...new Set(mentions)].map((mention) => `“${mention}”`);
  return [
    ...topics.map((topic) => `topic ${topicName(topic)}`),
    ...(words.length > 0 ? [`mentions ${words.join(', ')}`] : []),
    ...authors.map((author) => `author ${author}`),
  ];
}
