/** A person of Discord, or who stands for somebody that left: `left-` and a random word. */
export type PersonId = string;

/**
 * Where saves belong: the id of a server, or `@` and a person's id for the shelf that their direct
 * messages fill. Nothing that belongs to one shelf is ever read for another.
 */
export type LibraryId = string;

/** The shelf that a press, a reaction or a command at this place means. */
export function libraryOf(place: {
  readonly server?: string | undefined;
  readonly person: PersonId;
}): LibraryId {
  return place.server ?? `@${place.person}`;
}

/** True for the shelf of one person's direct messages. */
export function isPersonal(shelf: LibraryId): boolean {
  return shelf.startsWith('@');
}
