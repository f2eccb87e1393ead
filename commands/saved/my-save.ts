import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import type { Call, Choice } from '../../src/command/define-command.ts';
import { findNamed } from '../../src/corpus/find-paper.ts';
import { isReferredTo, readReference } from '../../src/corpus/identifiers/reference.ts';
import type { Paper, PaperId } from '../../src/corpus/paper.ts';
import { type LibraryId, libraryOf } from '../../src/library/library-id.ts';
import type { Save, SaveKey } from '../../src/library/saves/save.ts';
import { cutText } from '../../src/reply/fit/cut-text.ts';
import { limits } from '../../src/reply/fit/limits.ts';
import { describeMissing } from '../../src/reply/papers/describe-reference.ts';
import { requirePaper } from '../../src/reply/require-paper.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { foldText } from '../../src/search/text/fold-text.ts';

/** The shelf of the place somebody calls from. */
export function libraryOfCall({ server, person }: Call): LibraryId {
  return libraryOf({ server: server?.id, person: person.id });
}

/** Whether what is saved here is a team's. */
export function isTeam({ server }: Call): boolean {
  return server !== undefined;
}

/** The key of the caller's save of a paper. */
export function keyOf(call: Call, paper: PaperId): SaveKey {
  return { library: libraryOfCall(call), person: call.person.id, paper };
}

/** A save of the caller's, with its paper. */
export interface MySave {
  readonly key: SaveKey;
  readonly paper: Paper;
  readonly save: Save;
}

/**
 * The caller's standing save of the paper a button carries.
 * @throws {UserError} where it is no longer saved.
 */
export async function requireMySave(call: Call, id: string | undefined): Promise<MySave> {
  const paper = await requirePaper(call.offprint.corpus, id);
  const key = keyOf(call, paper.id);
  const save = await call.offprint.library.queries.find(key);
  if (save && !save.removedAt) {
    return { key, paper, save };
  }
  throw new UserError('not-saved', 'You have not saved this paper. Press Save on it first.');
}

/** The same for a title, number, DOI or address that somebody typed or chose. */
export async function requireMySaveNamed(call: Call, named: string): Promise<MySave> {
  const found = await findNamed(call.offprint.corpus, named);
  const papers = found?.papers ?? [];
  const mine = await ownAmong(call, papers);
  const [paper] = mine.length > 0 ? mine : papers;
  if (paper) {
    return requireMySave(call, paper.id);
  }
  const [only, ...others] = found?.reference ? [] : await suggestMySaves(call, named);
  if (only && others.length === 0) {
    return requireMySave(call, only.value);
  }
  throw new UserError(
    'unknown-paper',
    found?.reference
      ? describeMissing(found.reference)
      : `None of your saved papers is titled “${cutText(named, 100)}”. Choose one from the list.`,
  );
}

/** Those that the caller saved. */
async function ownAmong(call: Call, papers: readonly Paper[]): Promise<Paper[]> {
  const by = await call.offprint.library.queries.savedBy(
    libraryOfCall(call),
    call.person.id,
    papers.map(({ id }) => id),
  );
  return papers.filter(({ id }) => by.get(id)?.mine);
}

/** Names one of the caller's saved papers; see `suggestMySaves` and `requireMySaveNamed`. */
export const mySaveOption = {
  name: 'paper',
  description: 'One of your saved papers: its title, arXiv number, DOI or link',
  type: Option.String,
  required: true,
  autocomplete: true,
  max_length: 500,
} as const;

/** The caller's saved papers whose titles hold all words typed, newest first. */
export async function suggestMySaves(call: Call, typed: string): Promise<Choice[]> {
  const { corpus, library } = call.offprint;
  const saves = await library.queries.list({
    library: libraryOfCall(call),
    asker: call.person.id,
    whose: 'mine',
  });
  return suggestTitles(await corpus.papers(saves.map(({ paper }) => paper)), typed);
}

/** The same to search for: titles as they are, as far as Discord takes them. */
export async function suggestMyTitles(call: Call, typed: string): Promise<Choice[]> {
  const choices = await suggestMySaves(call, typed);
  return choices.map(({ name }) => ({ name, value: cutText(name, limits.choiceText) }));
}

/**
 * Papers whose titles hold what is typed, then those whose authors do, as suggestions; for a number,
 * DOI or address the papers that have it.
 */
export function suggestTitles(papers: readonly Paper[], typed: string): Choice[] {
  const reference = readReference(typed);
  const words = foldText(typed)
    .split(/[\s,]+/)
    .filter(Boolean);
  const hold = (text: string) => {
    const folded = foldText(text);
    return words.every((word) => folded.includes(word));
  };
  const referred = papers.filter((paper) => reference && isReferredTo(paper, reference));
  const titled = papers.filter(({ title }) => hold(title));
  const written = papers.filter(({ authors }) => authors.some(hold));
  return [...new Set([...referred, ...titled, ...written])].map(({ id, title }) => ({
    name: title,
    value: id,
  }));
}
