import { foldText } from '../../search/text/fold-text.ts';
import { cityOf, type Place } from './zones/list-places.ts';
import { placeKey } from './zones/place-key.ts';
import { allPlaces, placeMeant, placesCalled } from './zones/places.ts';
import { currentZone, oldNamesOf, zones } from './zones/zone-names.ts';
import { zonesMeant } from './zones/zones-meant.ts';

/** A zone to choose: what is shown, and its IANA name. */
export interface ZoneChoice {
  readonly name: string;
  readonly value: string;
}

/** Zones offered where nothing is typed yet. */
export const commonZones: readonly string[] = [
  'UTC',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Toronto',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Zurich',
  'Europe/Warsaw',
  'Europe/Helsinki',
  'Europe/Istanbul',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Shanghai',
  'Asia/Seoul',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];

const maxChoices = 25;
const defaultZones = [...commonZones, ...zones];

/**
 * The zone that a text names, by the name now in use: `europe/berlin`, `Asia/Calcutta`, `New York`,
 * `Zürich`, `Berlin, Germany`. Undefined where it names none, or could mean several: an offset or
 * an abbreviation always could.
 */
export function readZone(typed: string): string | undefined {
  const text = withoutClock(typed);
  const named = currentZone(
    foldText(text)
      .replace(/(?:(?<!\s)\s+)?\/\s*/g, '/')
      .replace(/\s+/g, '_'),
  );
  if (named !== undefined || text.includes('/')) {
    return named;
  }
  return placeMeant(placesNamed(text))?.zone;
}

/** The zones that a text may mean where `readZone` cannot tell, those with the most people first. */
export function zonesToChoose(typed: string, now: Date): readonly string[] {
  const text = withoutClock(typed);
  const places = text.includes('/') ? [] : placesNamed(text).map(({ zone }) => zone);
  return [...new Set([...zonesMeant(text, now), ...places])];
}

/** Zones to choose from while somebody types, each with the time there. */
export function suggestZones(typed: string, now: Date): ZoneChoice[] {
  const text = withoutClock(typed);
  const found: FoundZone[] =
    text === '' ? defaultZones.map((zone) => ({ zone })) : findZones(text, now);
  const firsts = new Map(found.toReversed().map((each) => [each.zone, each]));
  return [...new Set(found.map(({ zone }) => zone))]
    .slice(0, maxChoices)
    .map((zone) => choiceOf(zone, firsts.get(zone)?.place, now));
}

interface FoundZone {
  readonly zone: string;
  /** By which it was found, where not by its own name. */
  readonly place?: Place;
}

/** What the text names comes first, then what it begins to name. */
function findZones(text: string, now: Date): FoundZone[] {
  const zone = readZone(text);
  const meant = zone === undefined ? zonesMeant(text, now).map((each) => ({ zone: each })) : [];
  const named = text.includes('/') ? [] : placesNamed(text).map(foundBy);
  const first = named.filter((each) => each.zone === zone);
  if (meant.length > 0) {
    return [...meant, ...named];
  }
  return [
    ...(zone === undefined || first.length > 0 ? first : [{ zone }]),
    ...named,
    ...zonesBeginning(text),
    ...placesBeginning(text),
  ];
}

/** By the names in use, then by old ones. */
function zonesBeginning(text: string): FoundZone[] {
  const words = wordsOf(text);
  const begins = (name: string) => beginsEach(words, placeKey(name));
  const inUse = zones.filter(begins);
  const byOldName = zones.filter((zone) => oldNamesOf(zone).some(begins));
  return [...inUse, ...byOldName].map((zone) => ({ zone }));
}

function placesBeginning(text: string): FoundZone[] {
  const words = wordsOf(text);
  return allPlaces()
    .filter(({ name }) => beginsEach(words, placeKey(name)))
    .toSorted((a, b) => b.people - a.people)
    .map(foundBy);
}

/** Whether each of the typed words begins a word of a name. */
function beginsEach(words: readonly string[], key: string): boolean {
  return words.length > 0 && words.every((word) => ` ${key}`.includes(` ${word}`));
}

function wordsOf(text: string): string[] {
  return placeKey(text)
    .split(' ')
    .filter((word) => word !== '');
}

function foundBy(place: Place): FoundZone {
  const [city = ''] = place.name.split(',');
  return placeKey(city) === placeKey(cityOf(place.zone))
    ? { zone: place.zone }
    : { zone: place.zone, place };
}

function choiceOf(zone: string, place: Place | undefined, now: Date): ZoneChoice {
  const clock = `${zone} (now ${clockIn(zone, now)})`;
  return { name: place ? `${place.name}: ${clock}` : clock, value: zone };
}

function clockIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(now);
}

function placesNamed(text: string): readonly Place[] {
  const named = placesCalled(text);
  return named.length > 0 ? named : placesCalled(text.replace(/(?<!\s)\s+time(?:\s*zone)?$/i, ''));
}

/** A choice as the bot shows it may be pasted back, with the time there. */
function withoutClock(typed: string): string {
  return typed
    .trim()
    .replace(/(?<!\s)\s*\(now \d{2}:\d{2}\)$/, '')
    .replace(/^.*: (?=\w+\/)/, '');
}
