import { placeKey, placeKeys } from './place-key.ts';

/** A country and what it is called. */
export interface Country {
  /** In English. */
  readonly name: string;
  /** Its names as keys. */
  readonly names: ReadonlySet<string>;
  /** Its codes as keys: `de`, `deu`. Alone they mean other things as well. */
  readonly codes: ReadonlySet<string>;
}

/** Languages whose names of countries are understood. */
const languages = ['en', 'de', 'fr', 'es'];

/** What people call countries besides the names that Node knows. */
const moreNames: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'Emirates'],
  CZ: ['Czech Republic'],
  GB: ['UK', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  KR: ['Korea', 'Republic of Korea'],
  NL: ['Holland', 'The Netherlands'],
  US: ['USA', 'United States of America', 'America', 'the US', 'the USA'],
};

const displayNames = languages.map(
  (language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
);

const known = new Map<string, Country>();

/**
 * The country of a two-letter code.
 * @param listed - what a list of cities says besides; it has no letters for disputed countries.
 */
export function countryOf(
  iso2: string,
  listed: { readonly iso3: string; readonly name: string } = { iso3: '', name: '' },
): Country {
  const id = isCode(iso2) ? iso2 : listed.name;
  const before = known.get(id);
  if (before && (listed.name === '' || before.names.has(placeKey(listed.name)))) {
    return before;
  }
  const ofNode = isCode(iso2) ? displayNames.flatMap((names) => names.of(iso2) ?? []) : [];
  const names = [...ofNode, listed.name, ...(moreNames[iso2] ?? [])].flatMap(placeKeys);
  const codes = [iso2, listed.iso3].filter(isCode).map((code) => code.toLowerCase());
  const country = {
    name: ofNode[0] ?? listed.name,
    names: new Set(names.filter((name) => name !== '')),
    codes: new Set(codes),
  };
  known.set(id, country);
  return country;
}

function isCode(code: string): boolean {
  return /^[A-Z]{2,3}$/.test(code);
}
