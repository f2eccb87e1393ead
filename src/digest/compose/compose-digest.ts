import type { Day, Paper, PaperId } from '../../corpus/paper.ts';
import { rememberLast } from '../../corpus/text/remember-last.ts';
import { shrinkReply } from '../../reply/fit/fit-reply.ts';
import { type Line, type Span, small } from '../../reply/markup.ts';
import { codeSpans, titleLink } from '../../reply/papers/paper-links.ts';
import { openMenuLabel } from '../../reply/papers/paper-list.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import { reactToSave } from '../../reply/saved/react-to-save.ts';
import { saveLabel } from '../../reply/saved/saved-marks.ts';
import { dayInWords } from '../../trending/describe-reasons.ts';
import { weekdayOfDay } from '../schedule/local-time.ts';
import { weekdayName } from '../schedule/read-days.ts';
import { type DescribedPick, describePick } from './describe-pick.ts';
import { moreAction, readDigestAction, saveAction } from './digest-actions.ts';
import { maxPapers, type Part, type PickedPaper } from './pick.ts';
import type { PreparedDigest } from './prepare-digest.ts';

/** What a digest says besides its papers. */
export interface DigestWords {
  readonly claim: string;
  readonly on: Day;
  /** Days it covers. */
  readonly covers: number;
  /** The first one in this destination introduces itself with this line. */
  readonly introduction?: Line | undefined;
  /** How many of the team saved a paper, next to its Save button. */
  readonly saves?: ReadonlyMap<PaperId, number>;
  /** `Papers` by default. */
  readonly heading?: string;
}

/** A digest as a reply, with the papers on it. */
export interface ComposedDigest {
  readonly reply: Reply;
  readonly shown: readonly PickedPaper[];
  /** What had no room, in the message or in its limits. */
  readonly more: readonly PickedPaper[];
}

const headings: Readonly<Record<Part, string>> = {
  trending: '🔥 Trending',
  new: '🆕 New',
  shelf: '📚 Earlier papers',
};

/** Characters that are kept of each when a message is too long. */
const floors = { title: 80, line: 60, reason: 60 } as const;

/**
 * The message of a digest, inside Discord's limits whatever the papers say: lines are shortened
 * first, then the last papers move to "+N more".
 * @returns undefined where there is nothing to post.
 */
export function composeDigest(
  prepared: PreparedDigest,
  words: DigestWords,
): ComposedDigest | undefined {
  const { savedTitles } = prepared;
  const described = prepared.papers.map((picked) =>
    describePick(picked, { on: words.on, savedTitles }),
  );
  for (let count = prepared.papers.length; count > 0; count -= 1) {
    const shown = prepared.papers.slice(0, count);
    const more = [...prepared.papers.slice(count), ...prepared.more];
    const reply = shrinkReply(
      composeReply(shown, described.slice(0, count), more.length, prepared.oldPage, words),
    );
    if (reply) {
      return { reply, shown, more };
    }
  }
  return undefined;
}

function composeReply(
  shown: readonly PickedPaper[],
  described: readonly DescribedPick[],
  more: number,
  oldPage: Day | undefined,
  words: DigestWords,
): Reply {
  return {
    framed: true,
    papers: described.map(({ id }) => id),
    blocks: [
      { kind: 'text', lines: headingLines(shown, oldPage, words) },
      ...described.flatMap((each, at): Block[] => {
        const picked = shown[at];
        return picked
          ? [
              ...(picked.part === shown[at - 1]?.part ? [] : headingOf(picked.part)),
              paperBlock(picked, each, at, words.saves),
            ]
          : [];
      }),
      {
        kind: 'text',
        lines: [small(`${reactToSave(shown.length)} or press Save to save a paper`)],
      },
      {
        kind: 'select',
        press: readDigestAction(words.claim, countParts(shown)),
        placeholder: openMenuLabel,
        of: described.map(({ id, title }, at) => ({ label: `${at + 1}. ${title}`, value: id })),
      },
      ...(more > 0
        ? [
            {
              kind: 'buttons',
              buttons: [{ label: `+${more} more`, press: moreAction(words.claim) }],
            } as const,
          ]
        : []),
    ],
  };
}

function headingLines(
  shown: readonly PickedPaper[],
  oldPage: Day | undefined,
  { on, covers, introduction, heading = 'Papers' }: DigestWords,
): Line[] {
  const day = `${weekdayName(weekdayOfDay(on)).slice(0, 3)} ${dayInWords(on, on)}`;
  const page = oldPage === undefined ? '' : ` · from the page of ${dayInWords(oldPage, on)}`;
  const { trending, new: fresh, shelf } = countParts(shown);
  const facts = [
    ...(trending > 0 ? [`${trending} trending`] : []),
    ...(fresh > 0 ? [`${fresh} new`] : []),
    ...(shelf > 0 ? [`${shelf} earlier`] : []),
    ...(covers > 1 ? [`covers ${covers} days`] : []),
  ];
  return [
    { spans: [`📰 ${heading} · ${day}${page}`], as: 'heading' },
    ...(introduction ? [introduction] : []),
    small(facts.join(' · ')),
  ];
}

function headingOf(part: Part): Block[] {
  return [
    { kind: 'separator' },
    { kind: 'text', lines: [{ spans: [headings[part]], as: 'subheading' }] },
  ];
}

function paperBlock(
  picked: PickedPaper,
  described: DescribedPick,
  at: number,
  saves: DigestWords['saves'],
): Block {
  const { paper } = picked.candidate.known;
  const { title, line, code } = shownOf(paper, described);
  return {
    kind: 'section',
    lines: [
      title(at + 1),
      ...line,
      { ...small(described.reason, ...code), shrinkTo: floors.reason },
    ],
    button: {
      label: saveLabel(saves?.get(paper.id) ?? 0),
      emoji: '🔖',
      press: saveAction(paper.id),
    },
  };
}

/** What all digests show of a paper. */
interface ShownOfPaper {
  /** Under a number. */
  readonly title: (number: number) => Line;
  readonly line: readonly Line[];
  readonly code: readonly Span[];
}

/** A line that is the same object is measured and shortened once for all channels of a day. */
const shownOfPapers = new WeakMap<Paper, ShownOfPaper>();

function shownOf(paper: Paper, described: DescribedPick): ShownOfPaper {
  const known = shownOfPapers.get(paper);
  if (known) {
    return known;
  }
  const link = { link: described.title, to: titleLink(paper), bold: true };
  const shown: ShownOfPaper = {
    title: rememberLast(
      maxPapers,
      (number: number): Line => ({
        spans: [{ bold: `${number}.` }, ' ', link],
        shrinkTo: floors.title,
      }),
    ),
    line:
      described.line === ''
        ? []
        : [{ spans: [described.line], shrinkTo: floors.line, cutsAt: 'clause' }],
    code: codeSpans(paper),
  };
  shownOfPapers.set(paper, shown);
  return shown;
}

function countParts(shown: readonly PickedPaper[]): Record<Part, number> {
  const counts = { trending: 0, new: 0, shelf: 0 };
  for (const { part } of shown) {
    counts[part] += 1;
  }
  return counts;
}
