/** A person of Discord, or a stand-in for somebody who left: `left-` and a random word. */
export type PersonId = string;

/**
 * Where saves belong: the id of a server, or `@` and a person's id for the library that their direct
 * messages fill. Nothing that belongs to one library is ever read for another.
 */
export type LibraryId = string;

/** The library that a press, a reaction or a command at this place means. */
export function libraryOf(place: {
  readonly server?: string | undefined;
  readonly person: PersonId;
}): LibraryId {
  return place.server ?? `@${place.person}`;
}

/** True for the library of one person's direct messages. */
export function isPersonal(library: LibraryId): boolean {
  return library.startsWith('@');
}
