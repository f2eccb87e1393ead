import { cutText } from '../../../reply/fit/cut-text.ts';
import { UserError } from '../../../reply/user-error.ts';
import { editDistance } from '../../../search/vocabulary/edit-distance.ts';
import { readZone, suggestZones, zonesToChoose } from '../time-zones.ts';
import { cityOf } from './list-places.ts';
import { placeKey } from './place-key.ts';
import { zoneName, zones } from './zone-names.ts';

/** Zones named in a sentence. */
const maxNamed = 5;
const maxEdits = 2;

/** Whose hours a zone is for: they are asked in their own words. */
export type ZoneOwner = 'server' | 'person';

const questions: Readonly<Record<ZoneOwner, string>> = {
  server:
    'Which time zone is that time in? Run this again with time_zone, for example Europe/Berlin. This is asked only once per server.',
  person:
    'Which time zone are you in? Run this again with time_zone, for example Europe/Berlin. This is asked only once.',
};

/**
 * The zone that somebody typed, or else the one known of them or their server.
 * @throws {UserError} that asks for it where there is neither.
 */
export function requireZoneOf(
  owner: ZoneOwner,
  typed: string | undefined,
  known: string | undefined,
  now: Date,
): string {
  if (typed !== undefined) {
    return requireZone(typed, now);
  }
  if (known !== undefined) {
    return zoneName(known);
  }
  throw new UserError('time-zone-needed', questions[owner]);
}

/** @throws {UserError} for what is no zone, or may be one of several, with those to choose from. */
export function requireZone(typed: string, now: Date): string {
  const zone = readZone(typed);
  if (zone !== undefined) {
    return zone;
  }
  const text = cutText(typed.trim(), 60);
  const meant = zonesToChoose(typed, now);
  if (meant.length === 1) {
    const [only = ''] = meant;
    throw new UserError(
      'unknown-time-zone',
      `Did you mean ${only} by “${text}”? Type that name, or a city.`,
    );
  }
  if (meant.length > 1) {
    const which = meant.length > maxNamed ? 'many time zones, such as' : 'the time zone';
    throw new UserError(
      'unknown-time-zone',
      `“${text}” can mean ${which} ${inWords(meant)}. Type the one that you mean, or a city.`,
    );
  }
  const near = nearZones(typed, now);
  const way =
    near.length === 0
      ? 'Type a city and choose from the list, for example Europe/Berlin.'
      : `Did you mean ${inWords(near)}?`;
  throw new UserError('unknown-time-zone', `There is no time zone “${text}”. ${way}`);
}

function inWords(names: readonly string[]): string {
  const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
  return either.format(names.slice(0, maxNamed));
}

/** Zones that the text, or a part of it, begins to name, or names with a slip. */
function nearZones(typed: string, now: Date): string[] {
  if (typed.trim() === '') {
    return [];
  }
  const [whole = [], ...parts] = [typed, ...typed.split(',')].map((text) =>
    text.trim() === '' ? [] : suggestZones(text, now).map(({ value }) => value),
  );
  const begun = whole.length > 0 ? whole : parts.flatMap((each) => each.slice(0, 2));
  return [...new Set(begun.length > 0 ? begun : misspelt(typed))].slice(0, 3);
}

function misspelt(typed: string): string[] {
  const asked = placeKey(cityOf(typed.trim()));
  const edits = (zone: string) => editDistance(asked, placeKey(cityOf(zone)), maxEdits);
  return asked.length < 5 ? [] : zones.filter((zone) => edits(zone) <= maxEdits);
}
