import type { Day, PaperId } from '../corpus/paper.ts';
import { type AttentionEvent, happenedSince, type Mark } from './attention-event.ts';
import { describeReasons } from './describe-reasons.ts';
import { type Attention, attentionOf } from './score.ts';

/** A paper that is gathering attention. */
export interface TrendingPaper extends Attention {
  readonly paper: PaperId;
  /** What happened, in words; see `describeReasons`. */
  readonly reasons: readonly string[];
}

/** The day, and how far back events count. */
export interface RankOptions {
  /** In days. */
  readonly halfLife: number;
  readonly on: Day;
  /** The previous digest: something must have happened to a paper after it. */
  readonly since: Mark;
}

/** At least twice its usual attention. */
const minScore = 1;

/**
 * The papers of these events that are trending, best first. Opens only raise the score of a paper
 * that passes without them. Order: score, then recent rate, then id, so that equal papers always
 * come in one order.
 */
export function rankTrending(
  events: readonly AttentionEvent[],
  { halfLife, on, since }: RankOptions,
): TrendingPaper[] {
  const trending: TrendingPaper[] = [];
  for (const [paper, its] of eventsByPaper(events, on)) {
    const told = its.filter(({ kind }) => kind !== 'open');
    if (!isNotable(told) || !hasMoved(told, since)) {
      continue;
    }
    if (attentionOf(told, halfLife, on).score < minScore) {
      continue;
    }
    const attention = attentionOf(its, halfLife, on);
    trending.push({ paper, ...attention, reasons: describeReasons(its, on) });
  }
  return trending.toSorted(
    (a, b) => b.score - a.score || b.recent - a.recent || (a.paper < b.paper ? -1 : 1),
  );
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

/** Something of the team's own, or public attention on two different days. */
function isNotable(events: readonly AttentionEvent[]): boolean {
  if (events.some(({ kind }) => kind === 'save' || kind === 'discussion')) {
    return true;
  }
  return new Set(events.filter(({ undated }) => !undated).map(({ day }) => day)).size >= 2;
}

function hasMoved(events: readonly AttentionEvent[], since: Mark): boolean {
  return events.some((event) => !event.undated && happenedSince(event, since));
}
