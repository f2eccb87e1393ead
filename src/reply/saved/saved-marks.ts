import type { PersonId } from '../../library/library-id.ts';
import type { SavedBy } from '../../library/library-queries.ts';
import { type Line, type Span, small } from '../markup.ts';
import { describeCount } from '../papers/describe-corpus.ts';

/** People named on a card at most; the others are counted. */
const maxNamed = 5;

/** In a list that its reader alone sees: `🔖 saved by you and 2 teammates`. */
export function savedMark({ count, mine }: SavedBy): string {
  const others = describeCount(mine ? count - 1 : count, 'teammate');
  if (!mine) {
    return `🔖 saved by ${others}`;
  }
  return count === 1 ? '🔖 saved by you' : `🔖 saved by you and ${others}`;
}

/** In a message that others see too: `🔖 saved by 3 people`. */
export function sharedMark({ count }: SavedBy): string {
  return `🔖 saved by ${describeCount(count, 'person', 'people')}`;
}

/** On a card: how many saved the paper and, of those who agree to be named, who. */
export function savedByLine({ count, named }: SavedBy): Line {
  const shown = named.slice(0, maxNamed);
  const unnamed = count - shown.length;
  const names = shown.flatMap((person, at): Span[] => (at > 0 ? [', ', { person }] : [{ person }]));
  const others = unnamed > 0 && shown.length > 0 ? [` and ${unnamed} more`] : [];
  return small(`🔖 saved by ${count}`, ...(names.length > 0 ? [': ', ...names, ...others] : []));
}

/** To one of the team: ` by you, @grace and 2 more`. */
export function saversSpans({ count, named, mine }: SavedBy, reader: PersonId): Span[] {
  const others = named.filter((person) => person !== reader).slice(0, maxNamed);
  const known: Span[] = [...(mine ? ['you'] : []), ...others.map((person) => ({ person }))];
  const unnamed = count - known.length;
  const rest = known.length > 0 ? `${unnamed} more` : describeCount(unnamed, 'teammate');
  const all: Span[] = unnamed > 0 ? [...known, rest] : known;
  return all.flatMap((span, at): Span[] => [
    at === 0 ? ' by ' : at === all.length - 1 ? ' and ' : ', ',
    span,
  ]);
}

/** What the Save button says. */
export function saveLabel(count: number): string {
  return count > 0 ? `Save · ${count}` : 'Save';
}
