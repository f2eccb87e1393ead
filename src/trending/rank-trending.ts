import { addDays } from '../corpus/days.ts';
import type { Day, PaperId } from '../corpus/paper.ts';
import { type AttentionEvent, happenedSince, isOfTeam, type Mark } from './attention-event.ts';
import { describeReasons } from './describe-reasons.ts';
import { type Attention, attentionOf } from './score.ts';

/** A paper that is gathering attention. */
export interface TrendingPaper extends Attention {
  readonly paper: PaperId;
  /** What happened, in words; see `describeReasons`. */
  readonly reasons: readonly string[];
  /** True where the reasons say who saved it. */
  readonly saysWhoSaved: boolean;
}

/** The day, and how far back events count. */
export interface RankOptions {
  /** In days. */
  readonly halfLife: number;
  readonly on: Day;
  /** The previous digest: something must have happened to a paper after it. */
  readonly since: Mark;
  /** One person alone reads the reasons, and the events say which save is theirs. */
  readonly toReader?: boolean;
}

/** At least twice its usual attention. */
const minScore = 1;

/** Days in which saves and discussions of a team count as one movement. */
const teamDays = 14;

/**
 * The papers of these events that are trending, best first. Order: score, then recent rate, then
 * id, so that equal papers always come in one order.
 */
export function rankTrending(
  events: readonly AttentionEvent[],
  options: RankOptions,
): TrendingPaper[] {
  return [...eventsByPaper(events, options.on)]
    .flatMap(([paper, its]) => trendingPaper(paper, its, options) ?? [])
    .toSorted(byScore);
}

/** The order in which trending papers are listed. */
export function byScore(a: TrendingPaper, b: TrendingPaper): number {
  return b.score - a.score || b.recent - a.recent || (a.paper < b.paper ? -1 : 1);
}

/**
 * A paper with all its events until `on`, if they make it trending: by public attention alone, or by
 * what the team did as well where that is more than one person's save. Opens, and a save that is
 * alone, only raise the score of a paper that passes without them.
 * @param options - without `since` whatever happened last counts, however long ago.
 */
export function trendingPaper(
  paper: PaperId,
  its: readonly AttentionEvent[],
  options: RisingOptions & Pick<RankOptions, 'toReader'>,
): TrendingPaper | undefined {
  const { halfLife, on, toReader } = options;
  const shown = its.filter(({ kind }) => kind !== 'open');
  const ofPublic = shown.filter((event) => !isOfTeam(event));
  const passes =
    (isNotable(ofPublic) && isRising(ofPublic, options)) ||
    (isMovement(shown, on) && isRising(shown, options));
  return passes
    ? {
        paper,
        ...attentionOf(its, halfLife, on),
        reasons: describeReasons(its, on, toReader),
        saysWhoSaved: shown.some(({ kind }) => kind === 'save'),
      }
    : undefined;
}

/** The events until `on` by their paper; two pages of one day list a paper once. */
export function eventsByPaper(
  events: readonly AttentionEvent[],
  on: Day,
): Map<PaperId, AttentionEvent[]> {
  const papers = new Map<PaperId, AttentionEvent[]>();
  for (const event of events) {
    if (event.day > on) {
      continue;
    }
    const its = papers.get(event.paper) ?? [];
    papers.set(event.paper, its);
    const twin = its.findIndex((other) => isSameListing(other, event));
    if (twin < 0) {
      its.push(event);
    } else {
      its[twin] = joined(its[twin] ?? event, event);
    }
  }
  return papers;
}

function isSameListing(a: AttentionEvent, b: AttentionEvent): boolean {
  return a.kind === 'listing' && b.kind === 'listing' && a.day === b.day && a.undated === b.undated;
}

/** The heavier of two listings, as new as the newer. */
function joined(a: AttentionEvent, b: AttentionEvent): AttentionEvent {
  const page = Math.max(a.page ?? 0, b.page ?? 0);
  return { ...(a.weight >= b.weight ? a : b), ...(page > 0 && { page }) };
}

/** Public attention on two different days. */
function isNotable(events: readonly AttentionEvent[]): boolean {
  return new Set(events.filter(({ undated }) => !undated).map(({ day }) => day)).size >= 2;
}

/** Two people of the team saved it lately, or one did and it is being discussed. */
function isMovement(events: readonly AttentionEvent[], on: Day): boolean {
  return events.filter((event) => isOfTeam(event) && event.day > addDays(on, -teamDays)).length > 1;
}

type RisingOptions = Pick<RankOptions, 'halfLife' | 'on'> & Partial<Pick<RankOptions, 'since'>>;

function isRising(
  events: readonly AttentionEvent[],
  { halfLife, on, since }: RisingOptions,
): boolean {
  const moved = since === undefined || hasMoved(events, since);
  return moved && attentionOf(events, halfLife, on).score >= minScore;
}

/** Whether something happened after the mark. */
export function hasMoved(events: readonly AttentionEvent[], since: Mark): boolean {
  return events.some((event) => !event.undated && happenedSince(event, since));
}
