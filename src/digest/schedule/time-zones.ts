/** Every IANA zone of this Node and UTC. */
const zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const canonical = new Map(zones.map((zone) => [simplified(zone), zone]));

/**
 * The IANA zone that a text names, whatever its case and spaces: `europe/berlin`, `New York` where
 * only one place is called that.
 */
export function readZone(text: string): string | undefined {
  const asked = simplified(text);
  const named = canonical.get(asked);
  if (named || asked === '') {
    return named;
  }
  const places = zones.filter((zone) => simplified(zone).endsWith(`/${asked}`));
  if (places.length === 1) {
    return places[0];
  }
  return places.length === 0 ? alias(text.trim()) : undefined;
}

/** Zones whose names hold every typed word, those that begin so first. */
export function suggestZones(typed: string, now: Date): { name: string; value: string }[] {
  const words = simplified(typed)
    .split(/[\s/]+/)
    .filter((word) => word !== '');
  return zones
    .map((zone) => ({ zone, words: simplified(zone).split(/[\s/]+/) }))
    .filter((each) => words.every((word) => each.words.some((part) => part.startsWith(word))))
    .map(({ zone }) => ({ name: `${zone} (now ${clockIn(zone, now)})`, value: zone }))
    .slice(0, 25);
}

function clockIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(now);
}

/** Old and linked names (`Asia/Calcutta`, `US/Eastern`), which Node understands but does not list. */
function alias(text: string): string | undefined {
  if (!text.includes('/')) {
    return undefined;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function simplified(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ');
}
