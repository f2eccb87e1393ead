import { rawTimeZones, timeZonesNames } from '@vvo/tzdb';

const listedHere = new Set(Intl.supportedValuesOf('timeZone'));

/** The IANA zones in use, by the names of now, and UTC. Those that this Node does not know are left out. */
export const zones: readonly string[] = ['UTC', ...timeZonesNames.filter(isKnown)];

const utcNames = ['Etc/UTC', 'Etc/UCT', 'Etc/Universal', 'Etc/Zulu', 'UCT', 'Universal', 'Zulu'];

const inUse = new Set(zones);

/** IANA has links of these names, each to one zone; people mean more zones by them. */
const abbreviations = new Set(['CET', 'EET', 'EST', 'HST', 'MET', 'MST', 'WET']);

interface OldNames {
  readonly ofZone: ReadonlyMap<string, readonly string[]>;
  /** Zones in use by any of their names in lower case. */
  readonly zoneOf: ReadonlyMap<string, string>;
}

let oldNames: OldNames | undefined;

/** Old names and links of a zone in use: `Asia/Calcutta`, `US/Eastern`. */
export function oldNamesOf(zone: string): readonly string[] {
  return knownOldNames().ofZone.get(zone) ?? [];
}

/** Asking Node for each takes a moment, so it waits until somebody uses one. */
function knownOldNames(): OldNames {
  if (!oldNames) {
    const ofZone = findOldNames();
    const named = zones.flatMap((zone) =>
      [zone, ...(ofZone.get(zone) ?? [])].map((name) => [name.toLowerCase(), zone] as const),
    );
    oldNames = { ofZone, zoneOf: new Map(named) };
  }
  return oldNames;
}

/**
 * The name now in use of an IANA zone, given any of its names in any case: `Asia/Kolkata` for
 * `asia/calcutta`. Undefined for what is no name of a zone.
 */
export function currentZone(name: string): string | undefined {
  if (inUse.has(name)) {
    return name;
  }
  const { zoneOf } = knownOldNames();
  const known = zoneOf.get(name.toLowerCase());
  if (known !== undefined || !name.includes('/')) {
    return known;
  }
  const canonical = canonicalName(name);
  return canonical && (zoneOf.get(canonical.toLowerCase()) ?? canonical);
}

/** How a zone is shown: one kept under an old name by the name of now. */
export function zoneName(zone: string): string {
  return currentZone(zone) ?? zone;
}

/**
 * A group of the package holds the zones of a country whose clocks agree today, in use or not, so
 * an old name goes to the zone that Node says it is, or else to the first of its group.
 */
function findOldNames(): Map<string, string[]> {
  const found = new Map<string, string[]>([['UTC', utcNames]]);
  const canonical = new Map(zones.map((zone) => [canonicalName(zone), zone]));
  for (const { name, group } of rawTimeZones) {
    for (const old of group.filter((each) => !inUse.has(each) && !abbreviations.has(each))) {
      const zone = canonical.get(canonicalName(old)) ?? name;
      found.set(zone, [...(found.get(zone) ?? []), old]);
    }
  }
  return found;
}

function isKnown(zone: string): boolean {
  return canonicalName(zone) !== undefined;
}

/** The name that this Node has for a zone, which may be an old one. */
function canonicalName(name: string): string | undefined {
  if (listedHere.has(name)) {
    return name;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
