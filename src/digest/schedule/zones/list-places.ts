import { createRequire } from 'node:module';
import { rawTimeZones } from '@vvo/tzdb';
import type { cityMapping } from 'city-timezones';
import { type Country, countryOf } from './countries.ts';
import { placeKey, placeKeys } from './place-key.ts';
import { currentZone, oldNamesOf, zones } from './zone-names.ts';

/** A city, a state or a country with the zone of its clocks. A country has one place for each zone. */
export interface Place {
  /** As it is shown: `Portland, Oregon, United States`. */
  readonly name: string;
  /** Its own names as keys. */
  readonly keys: readonly string[];
  /** The country that it lies in. */
  readonly country?: Country;
  /** What else may be said after its name to tell it from others (a state, a continent), as keys. */
  readonly within: readonly string[];
  readonly zone: string;
  /** People who live there, roughly. */
  readonly people: number;
}

/** Countries whose people name the state with a city, or the state alone. */
const federal = new Set(['US', 'CA', 'AU']);

/** The list of main cities does not say how many live there. */
const peopleOfMainCity = 100_000;

/** Continents and oceans, as the names of zones begin with them. */
const largeAreas =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//;

/** Every city, state and country of the lists, some of them twice. */
export function listPlaces(): Place[] {
  const cities = listCities();
  const places = [...cities, ...listMainCities(), ...listStates(cities)];
  return [...places, ...listCountries(cities), ...listZoneCities()];
}

interface City extends Place {
  readonly country: Country;
  /** Where people name it. */
  readonly state: string | undefined;
}

/** A city of the list as it is: its types promise more than it has. */
interface ListedCity {
  readonly city: string;
  readonly pop: number;
  readonly country: string;
  readonly iso2?: string | null;
  readonly iso3?: string | null;
  readonly province?: string | null;
  /** The code of a state of the USA. */
  readonly state_ansi?: string | null;
  readonly timezone?: string | null;
}

const require = createRequire(import.meta.url);

/** Loaded with the first place that somebody names: the list takes 5 MB. */
function loadCities(): readonly ListedCity[] {
  const { cityMapping: cities } = require('city-timezones') as {
    readonly cityMapping: typeof cityMapping;
  };
  return cities;
}

function listCities(): City[] {
  return loadCities().flatMap((listed) => {
    const zone = currentZone(listed.timezone ?? '');
    if (zone === undefined) {
      return [];
    }
    const { city, pop, province, state_ansi: code } = listed;
    const iso2 = listed.iso2 ?? '';
    const country = countryOf(iso2, { iso3: listed.iso3 ?? '', name: listed.country });
    const state = federal.has(iso2) && province ? province : undefined;
    return [
      {
        name: [city, ...(state === undefined ? [] : [state]), country.name].join(', '),
        keys: (city.includes(',') ? [city, city.split(',')[0] ?? ''] : [city]).flatMap(placeKeys),
        country,
        within: [
          ...city.split(',').slice(1).flatMap(placeKeys),
          ...regionKeys(province ?? '', code ?? '', zone),
        ],
        zone,
        people: pop,
        state,
      },
    ];
  });
}

function listMainCities(): Place[] {
  return rawTimeZones.flatMap(({ name, countryCode, mainCities }) => {
    const country = countryOf(countryCode);
    const zone = currentZone(name);
    return mainCities.flatMap((city) => {
      const within = [areaOf(name)];
      const place = { name: `${city}, ${country.name}`, keys: placeKeys(city), country, within };
      return zone === undefined ? [] : [{ ...place, zone, people: peopleOfMainCity }];
    });
  });
}

function listStates(cities: readonly City[]): Place[] {
  const states = new Map<string, Place>();
  for (const { state, country, zone, people } of cities) {
    if (state !== undefined) {
      const name = `${state}, ${country.name}`;
      const before = states.get(`${name} ${zone}`)?.people ?? 0;
      const place = { name, keys: placeKeys(state), country, within: [], zone };
      states.set(`${name} ${zone}`, { ...place, people: before + people });
    }
  }
  return [...states.values()];
}

function listCountries(cities: readonly City[]): Place[] {
  const peopleIn = new Map<string, number>();
  for (const { zone, people } of cities) {
    peopleIn.set(zone, (peopleIn.get(zone) ?? 0) + people);
  }
  return rawTimeZones.flatMap(({ name, group, countryCode }) => {
    const { name: shown, names } = countryOf(countryCode);
    const zone = currentZone(name);
    const within = [areaOf(name)];
    const people = group.reduce((sum, each) => sum + (peopleIn.get(each) ?? 0), 0);
    return zone === undefined ? [] : [{ name: shown, keys: [...names], within, zone, people }];
  });
}

/** The cities that zones are called after, by their old names too: `Calcutta`. */
function listZoneCities(): Place[] {
  return zones.flatMap((zone) =>
    [zone, ...oldNamesOf(zone)]
      .filter((name) => largeAreas.test(name))
      .map((name) => {
        const city = cityOf(name);
        return { name: city, keys: [placeKey(city)], within: [], zone, people: 0 };
      }),
  );
}

/** The city in the name of a zone: `Ho Chi Minh` in `Asia/Ho_Chi_Minh`. */
export function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

const regions = new Map<string, readonly string[]>();

/** The keys of a state and its code, and of the continent: many cities share them. */
function regionKeys(state: string, code: string, zone: string): readonly string[] {
  const id = `${state}/${code}/${areaOf(zone)}`;
  const keys = regions.get(id) ?? [...placeKeys(state), placeKey(code), areaOf(zone)];
  regions.set(id, keys);
  return keys;
}

function areaOf(zone: string): string {
  return placeKey(zone.split('/')[0] ?? '');
}
