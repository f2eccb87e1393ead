import type { ChosenServerSettings, PersonSettings } from '../../../library/people/settings.ts';

/** Settings of a server as a database gives them. */
export interface ServerRow {
  readonly saveEmoji: string | null;
  readonly timeZone: string | null;
  readonly managerRole: string | null;
}

/** Settings of a person as a database gives them. */
export interface PersonRow {
  readonly named: 0 | 1 | null;
  readonly timeZone: string | null;
  readonly sharesNotes: 0 | 1 | null;
}

/** Of a server whose managers chose nothing. */
export const noServer: ServerRow = { saveEmoji: null, timeZone: null, managerRole: null };

/** Of a person who chose nothing. */
export const noPerson: PersonRow = { named: null, timeZone: null, sharesNotes: null };

/** A row as the library knows it. */
export function serverOf({ saveEmoji, timeZone, managerRole }: ServerRow): ChosenServerSettings {
  return {
    ...(saveEmoji !== null && { saveEmoji }),
    ...(timeZone !== null && { timeZone }),
    ...(managerRole !== null && { managerRole }),
  };
}

/** A row as the library knows it: being named is the default, and notes are private until shared. */
export function personOf({ named, timeZone, sharesNotes }: PersonRow): PersonSettings {
  return {
    named: named !== 0,
    sharesNotes: sharesNotes === 1,
    ...(timeZone !== null && { timeZone }),
  };
}

/** What was given, without what was left out; null stays: it takes the value away. */
export function given<Row extends object>(change: Row): Partial<Row> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<Row>;
}

/** A choice as it is stored. */
export function flag(value: boolean | null | undefined): 0 | 1 | null | undefined {
  return typeof value === 'boolean' ? (value ? 1 : 0) : value;
}
