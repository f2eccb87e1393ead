import { abbreviations, getTimeZones, type RawTimeZone, rawTimeZones } from '@vvo/tzdb';
import { placeKey } from './place-key.ts';
import { peopleIn } from './places.ts';
import { zones } from './zone-names.ts';

/** UTC+14, the farthest that any clocks are ahead. */
const maxOffset = 14 * 60;

const offset = /^(?:utc|gmt)?\s*([+−–-])\s*(\d{1,2})(?::?(\d{2}))?(?:\s*(?:h|hrs?|hours?))?$/i;

/** What the package leaves out: German names. */
const moreNames: Readonly<Record<string, string>> = {
  mez: 'cet',
  mesz: 'cest',
  'mitteleuropaische zeit': 'cet',
};

/**
 * The zones that an offset or an abbreviation may mean (`GMT+2`, `EST`, `Eastern time`), the one
 * with the most people first. Their clocks may show it now or at another time of the year.
 */
export function zonesMeant(typed: string, now: Date): readonly string[] {
  const text = typed.trim().replace(/^\((.*)\)$/, '$1');
  const minutes = readOffset(text);
  if (minutes !== undefined) {
    return zonesAt(minutes, now);
  }
  const key = abbreviationKey(text);
  const named = byAbbreviation.get(moreNames[key] ?? key) ?? [];
  return key === 'gmt' ? ['UTC', ...largestFirst(named)] : largestFirst(named);
}

/** Minutes ahead of UTC, of `UTC+5:30`, `GMT-3`, `+0200`; undefined for what is no offset. */
function readOffset(text: string): number | undefined {
  const [, sign, hours, minutes = '0'] = offset.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59) {
    return undefined;
  }
  const size = Number(hours) * 60 + Number(minutes);
  return size > maxOffset ? undefined : sign === '+' ? size : -size;
}

/** Those whose clocks show it now come before those that show it in another season. */
function zonesAt(minutes: number, now: Date): string[] {
  const current = getTimeZones({ date: now });
  const isNow = current.filter((zone) => zone.currentTimeOffsetInMinutes === minutes);
  const seasonal = current.filter(
    (zone) => !isNow.includes(zone) && offsetsOf(zone).includes(minutes),
  );
  const utc = minutes === 0 ? ['UTC'] : [];
  return [...utc, ...largestFirst(isNow), ...largestFirst(seasonal)];
}

function offsetsOf({ rawOffsetInMinutes: standard, dstAbbreviation }: RawTimeZone): number[] {
  return dstAbbreviation === undefined ? [standard] : [standard, standard + 60];
}

/** `C.E.T.` as `cet`, `US Eastern` as `eastern`. */
function abbreviationKey(text: string): string {
  return placeKey(text).replace(/^(?:the )?usa? (?=.)/, '');
}

const byAbbreviation = readAbbreviations();

function readAbbreviations(): Map<string, RawTimeZone[]> {
  const found = new Map<string, RawTimeZone[]>();
  for (const zone of rawTimeZones.filter(({ name }) => zones.includes(name))) {
    for (const key of new Set(namesOfTime(zone).map(placeKey))) {
      found.set(key, [...(found.get(key) ?? []), zone]);
    }
  }
  return found;
}

/** What the time of a zone is called: `Eastern Time`, `Eastern`, `Eastern Standard Time`, `ET`, `EST`, `EDT`. */
function namesOfTime({ alternativeName, abbreviation, dstAbbreviation }: RawTimeZone): string[] {
  const base = alternativeName.replace(/ Time$/, '');
  const long = ['Standard', 'Daylight', 'Summer'].map((season) => `${base} ${season} Time`);
  const names = [alternativeName, ...long];
  const short = [abbreviation, dstAbbreviation, ...names.map((name) => abbreviations[name])];
  return [
    base,
    ...names,
    ...short.flatMap((name) => (name !== undefined && /^[a-z]{2,5}$/i.test(name) ? [name] : [])),
  ];
}

function largestFirst(found: readonly RawTimeZone[]): string[] {
  return found
    .map(({ name, group }) => ({
      name,
      people: group.reduce((sum, each) => sum + peopleIn(each), 0),
    }))
    .toSorted((a, b) => b.people - a.people)
    .map(({ name }) => name);
}
