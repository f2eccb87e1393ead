import { cityOf, listPlaces, type Place } from './list-places.ts';
import { placeKey } from './place-key.ts';

/** Names that the lists leave out, each with the one under which they have the city. */
const otherNames: readonly (readonly [other: string, listed: string])[] = [
  ['Bangalore', 'Bengaluru'],
  ['Bombay', 'Mumbai'],
  ['Bruxelles', 'Brussels'],
  ['Genève', 'Geneva'],
  ['Genf', 'Geneva'],
  ['København', 'Copenhagen'],
  ['Lisboa', 'Lisbon'],
  ['Madras', 'Chennai'],
  ['Milano', 'Milan'],
  ['München', 'Munich'],
  ['NYC', 'New York'],
  ['Peking', 'Beijing'],
  ['Praha', 'Prague'],
  ['Roma', 'Rome'],
  ['Torino', 'Turin'],
  ['Warszawa', 'Warsaw'],
  ['Wien', 'Vienna'],
];

/** Of two places of one name, the one with so many times the people is meant. */
const farLarger = 15;

interface Places {
  readonly all: readonly Place[];
  readonly byKey: ReadonlyMap<string, readonly Place[]>;
  readonly peopleIn: ReadonlyMap<string, number>;
}

let places: Places | undefined;

/** Every city, state and country known. Reading the lists takes a moment, so it waits for the first who asks. */
export function allPlaces(): readonly Place[] {
  return knownPlaces().all;
}

/** People on the clocks of a zone, roughly. */
export function peopleIn(zone: string): number {
  return knownPlaces().peopleIn.get(zone) ?? 0;
}

/**
 * The places that a text names, by its whole length: `Mumbai`, `Berlin, Germany`, `Paris France`,
 * `Portland, OR`, `Spain`. One for each zone, the largest first.
 */
export function placesCalled(text: string): readonly Place[] {
  const [name = '', ...within] = text
    .split(',')
    .map(placeKey)
    .filter((part) => part !== '');
  const found = placesWithin(name, within);
  if (found.length > 0 || within.length > 0) {
    return largestByZone(found);
  }
  const words = name.split(' ');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const split = placesWithin(words.slice(0, count).join(' '), [words.slice(count).join(' ')]);
    if (split.length > 0) {
      return largestByZone(split);
    }
  }
  return [];
}

/**
 * The place that is meant where several have one name: that which a zone is called after where none
 * is larger, or one far larger than the others. Undefined where it has to be asked.
 */
export function placeMeant([first, second]: readonly Place[]): Place | undefined {
  if (!first || !second) {
    return first;
  }
  const namesZone = first.keys.includes(placeKey(cityOf(first.zone)));
  return namesZone || first.people >= farLarger * second.people ? first : undefined;
}

function placesWithin(name: string, within: readonly string[]): Place[] {
  const named = knownPlaces().byKey.get(name) ?? [];
  return named.filter((place) => within.every((each) => isWithin(place, each)));
}

function isWithin({ country, within }: Place, key: string): boolean {
  return within.includes(key) || country?.names.has(key) || country?.codes.has(key) || false;
}

function largestByZone(found: readonly Place[]): Place[] {
  const largest = new Map<string, Place>();
  for (const place of found.toSorted((a, b) => b.people - a.people)) {
    if (!largest.has(place.zone)) {
      largest.set(place.zone, place);
    }
  }
  return [...largest.values()];
}

function knownPlaces(): Places {
  places ??= readPlaces();
  return places;
}

function readPlaces(): Places {
  const all = listPlaces();
  const byKey = new Map<string, Place[]>();
  const peopleOf = new Map<string, number>();
  for (const place of all) {
    for (const key of new Set(place.keys)) {
      byKey.set(key, [...(byKey.get(key) ?? []), place]);
    }
    peopleOf.set(place.zone, (peopleOf.get(place.zone) ?? 0) + place.people);
  }
  for (const [other, listed] of otherNames) {
    const same = byKey.get(placeKey(listed)) ?? [];
    byKey.set(placeKey(other), [...(byKey.get(placeKey(other)) ?? []), ...same]);
  }
  return { all, byKey, peopleIn: peopleOf };
}
