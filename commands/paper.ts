import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineCommand } from '../src/command/define-command.ts';
import { findNamed } from '../src/corpus/find-paper.ts';
import type { Paper } from '../src/corpus/paper.ts';
import { topicsOfPapers } from '../src/corpus/topics.ts';
import { cutText } from '../src/reply/fit/cut-text.ts';
import { type Line, line, small } from '../src/reply/markup.ts';
import { orStillReading, readingLine } from '../src/reply/papers/describe-corpus.ts';
import { describeMissing } from '../src/reply/papers/describe-reference.ts';
import { listHits } from '../src/reply/papers/list-hits.ts';
import { paperCard } from '../src/reply/papers/paper-card.ts';
import { paperList } from '../src/reply/papers/paper-list.ts';
import type { Button, Reply } from '../src/reply/reply.ts';
import { findByWords, requirePaper } from '../src/reply/require-paper.ts';
import { sharedLines } from '../src/reply/saved/react-to-save.ts';
import { savedByLine, saveLabel } from '../src/reply/saved/saved-marks.ts';
import { shareNoteButtons, writeButtons, writtenLines } from '../src/reply/saved/saved-panel.ts';
import { teamNoteLines } from '../src/reply/saved/team-notes.ts';
import { UserError } from '../src/reply/user-error.ts';
import type { SearchResults } from '../src/search/search.ts';
import { markSaved, savedHere } from './saved/mark-saved.ts';
import { isTeam, keyOf } from './saved/my-save.ts';
import { requireTyped, requireUnderstood } from './search/require-query.ts';

const nearestShown = 5;

/** Shared notes on a card. */
const maxNotes = 3;

export default defineCommand({
  data: {
    name: 'paper',
    description: 'Show one paper with its full abstract',
    options: [
      {
        name: 'title',
        description: 'Words of its title, its arXiv number, DOI or link, or an author',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 500,
      },
    ],
  },
  visibility: () => 'private',
  async autocomplete(call, { typed }) {
    const titles = await call.offprint.search.suggestTitles(typed);
    const saved = await savedHere(
      call,
      titles.map(({ id }) => id),
    );
    return titles.map(({ id, title }) => ({
      name: saved.has(id) ? `🔖 ${title}` : title,
      value: id,
    }));
  },
  async run(call) {
    const { offprint, options } = call;
    requireTyped(options.title);
    const named = await findNamed(offprint.corpus, options.title);
    const [paper, ...more] = named?.papers ?? [];
    if (named?.reference && !paper) {
      const sentence = describeMissing(named.reference);
      throw new UserError('unknown-paper', orStillReading(sentence, offprint.isImporting()));
    }
    if (!paper || (named?.reference && more.length > 0)) {
      const meant = paper
        ? undefined
        : await findByWords(offprint.corpus, offprint.search, options.title);
      return meant ? openCard(call, meant) : showNearest(call, options.title);
    }
    if (more.length > 0) {
      return showTitled(call, options.title, [paper, ...more]);
    }
    return openCard(call, paper);
  },
  actions: {
    read: {
      answers: 'private',
      /** A menu under the results of a search passes no argument. */
      async run(call, args) {
        const paper = await requirePaper(call.offprint.corpus, call.values[0]);
        await noteOpen(call, paper, args.length === 0);
        return showCard(call, paper, 'private');
      },
    },
    share: {
      answers: 'shared',
      run: async (call, [id]) =>
        showCard(call, await requirePaper(call.offprint.corpus, id), 'shared'),
    },
  },
});

/** Somebody of a team opened a paper: a little attention, of which the person is soon forgotten. */
async function noteOpen(
  { offprint, server, person, now }: Call,
  { id }: Paper,
  fromSearch: boolean,
): Promise<void> {
  if (!server) {
    return;
  }
  const who = { server: server.id, person: person.id, at: now };
  await offprint.events.recordOpen({ ...who, paper: id, fromSearch });
}

/** The card of a paper that somebody asked for by name. */
async function openCard(call: Call, paper: Paper): Promise<Reply> {
  await noteOpen(call, paper, false);
  return showCard(call, paper, 'private');
}

/** Who sees a card: who asked, the channel that they shared it with, or the thread that it opens. */
type CardVisibility = 'private' | 'shared' | 'thread';

/**
 * The card of a paper, with who saved it here and what the caller can do with it.
 * @param notes - said below its facts.
 */
export async function showCard(
  call: Call,
  paper: Paper,
  visibility: CardVisibility,
  notes: readonly Line[] = [],
): Promise<Reply> {
  const { search, library } = call.offprint;
  const key = keyOf(call, paper.id);
  const savedBy = (await library.queries.savedBy(key.library, key.person, [paper.id])).get(
    paper.id,
  );
  const mine =
    savedBy?.mine && visibility === 'private' ? await library.queries.find(key) : undefined;
  const teamNotes = await library.queries.teamNotes(
    key.library,
    [paper.id],
    visibility === 'private' ? key.person : undefined,
  );
  const [topic] = await topicsOfPapers(search, [paper]);
  return paperCard(paper, {
    topic,
    lines: [
      ...(savedBy && call.server ? [savedByLine(savedBy)] : []),
      ...(await discussionLine(call, paper)),
      ...(await openedLine(call, visibility)),
      ...(mine ? writtenLines(mine) : []),
      ...teamNoteLines(teamNotes.get(paper.id) ?? [], maxNotes),
      ...notes,
    ],
    buttons: [
      ...(mine ? [] : [saveButton(paper, visibility === 'private' ? 0 : (savedBy?.count ?? 0))]),
      similarButton(paper),
      ...(visibility === 'private' ? [shareButton(paper)] : []),
      ...(call.server ? [discussButton(paper)] : []),
      ...(mine ? shareNoteButtons(paper, mine, 'card', isTeam(call)) : []),
    ],
    ...(mine && { below: writeButtons(paper, mine, 'card') }),
  });
}

function saveButton({ id }: Paper, count: number): Button {
  const press = { command: 'saved', action: 'save', args: [id] };
  return { label: saveLabel(count), press, emoji: '🔖' };
}

function similarButton({ id }: Paper): Button {
  return { label: 'Similar', press: { command: 'similar', action: 'show', args: [id] } };
}

function shareButton({ id }: Paper): Button {
  return { label: 'Share', press: { command: 'paper', action: 'share', args: [id] } };
}

/** Leads to the paper's discussion, and opens it where there is none (or no longer any). */
function discussButton({ id }: Paper): Button {
  return { label: 'Discuss', press: { command: 'saved', action: 'discuss', args: [id] } };
}

async function discussionLine({ server, offprint }: Call, { id }: Paper): Promise<Line[]> {
  const discussion = server && (await offprint.library.discussions.findDiscussion(server.id, id));
  return discussion ? [small('💬 discussed in ', { channel: discussion.thread })] : [];
}

/** Who shared a card or opened its thread; somebody who hides their name is named only by sharing. */
async function openedLine(
  { person, offprint }: Call,
  visibility: CardVisibility,
): Promise<readonly Line[]> {
  if (visibility !== 'thread') {
    return visibility === 'shared' ? sharedLines(1, { sharedBy: person.id }) : [];
  }
  const { named } = await offprint.library.settings.personSettings(person.id);
  return named ? [small('discussion started by ', { person: person.id })] : [];
}

async function showNearest(call: Call, title: string): Promise<Reply> {
  const { search, corpus } = call.offprint;
  const reading = call.offprint.isImporting();
  const results = await search.find({ text: title, limit: nearestShown });
  requireUnderstood(results);
  const { hits } = results;
  if (hits.length === 0) {
    throw new UserError(
      'unknown-paper',
      orStillReading(
        `No paper is titled “${cutText(title, 100)}” or contains these words.`,
        reading,
      ),
    );
  }
  const heading = nearestHeading(title, results);
  return paperList(
    [{ ...heading, shrinkTo: 80 }, ...readingLine(reading)],
    await markSaved(call, await listHits(corpus, search, hits)),
    [],
  );
}

/** Papers that share a title, such as “Preface”. */
async function showTitled(call: Call, title: string, papers: readonly Paper[]): Promise<Reply> {
  const { search, corpus } = call.offprint;
  const shown = papers.slice(0, nearestShown);
  const heading = line(`${papers.length} papers are titled “`, { bold: title }, '”:');
  return paperList(
    [{ ...heading, shrinkTo: 80 }],
    await markSaved(
      call,
      await listHits(
        corpus,
        search,
        shown.map(({ id }) => ({ id, score: 1 })),
      ),
    ),
    [],
  );
}

function nearestHeading(title: string, { hits, author, reference }: SearchResults): Line {
  if (reference) {
    return line('These papers have this link:');
  }
  if (!author) {
    return line('No paper is titled “', { bold: title }, '”. The closest are:');
  }
  const theirs = hits.length > author.papers ? `The first ${author.papers} are papers` : 'Papers';
  return line(`${theirs} by `, { bold: author.name }, ':');
}
