import { daysBetween } from '../corpus/days.ts';
import type { Day } from '../corpus/paper.ts';
import type { AttentionEvent } from './attention-event.ts';

/** How much attention a paper has, by its events until a day. */
export interface Attention {
  /** log2 of its recent rate over its usual rate, smoothed: 1 is twice its usual attention. */
  readonly score: number;
  /** The recent rate itself, weighted events a day. */
  readonly recent: number;
}

/** Of how much of one event the prior consists: a paper with none has score 0. */
const prior = 0.43;
/** The usual rate looks back this many times further than the recent one. */
const longer = 7;

/**
 * The smoothed ratio of recent to usual rate: both are sums of weights that halve every `halfLife`
 * (recent) or seven times that (usual) days, under a Gamma–Poisson prior of 0.43 events. Bounded
 * by log2 7. Events after `on` have not happened yet.
 * @param halfLife - in days.
 */
export function attentionOf(
  events: readonly Pick<AttentionEvent, 'day' | 'weight'>[],
  halfLife: number,
  on: Day,
): Attention {
  const past = events
    .filter(({ day }) => day <= on)
    // One order whatever the store's, so that equal papers get equal sums.
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.weight - b.weight));
  const recent = rateOf(past, halfLife, on);
  const usual = rateOf(past, longer * halfLife, on);
  const smoothing = prior * (Math.LN2 / halfLife);
  return { score: Math.log2((recent + smoothing) / (usual + smoothing)), recent };
}

function rateOf(
  events: readonly Pick<AttentionEvent, 'day' | 'weight'>[],
  halfLife: number,
  on: Day,
): number {
  const sum = events.reduce(
    (total, { day, weight }) => total + weight * 2 ** (-daysBetween(day, on) / halfLife),
    0,
  );
  return (Math.LN2 / halfLife) * sum;
}
