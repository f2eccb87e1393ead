import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { findPaper } from '../src/corpus/find-paper.ts';
import type { Paper } from '../src/corpus/paper.ts';
import { type Call, defineCommand } from '../src/discord/define-command.ts';
import type { Offprint } from '../src/offprint.ts';
import { cutText } from '../src/reply/cut-text.ts';
import { listHits } from '../src/reply/list-hits.ts';
import { line } from '../src/reply/markup.ts';
import { paperCard } from '../src/reply/paper-card.ts';
import { paperList } from '../src/reply/paper-list.ts';
import type { Reply } from '../src/reply/reply.ts';
import { requirePaper } from '../src/reply/require-paper.ts';
import { UserError } from '../src/reply/user-error.ts';

const nearestShown = 5;

export default defineCommand({
  data: {
    name: 'paper',
    description: 'Show one paper with its whole abstract',
    options: [
      {
        name: 'title',
        description: 'Any words of its title',
        type: Option.String,
        required: true,
        autocomplete: true,
      },
    ],
  },
  visibility: () => 'private',
  async autocomplete({ offprint }, { typed }) {
    const titles = await offprint.search.suggestTitles(typed);
    return titles.map(({ id, title }) => ({ name: title, value: id }));
  },
  async run(call) {
    const { offprint, options } = call;
    const paper = await findPaper(offprint.corpus, options.title);
    if (!paper) return showNearest(offprint, options.title);
    await noteOpen(call, paper, false);
    return showCard(offprint, paper, 'private');
  },
  actions: {
    read: {
      answers: 'private',
      /** A menu under the results of a search passes no argument. */
      async run(call, args) {
        const paper = await requirePaper(call.offprint.corpus, call.values[0]);
        await noteOpen(call, paper, args.length === 0);
        return showCard(call.offprint, paper, 'private');
      },
    },
    share: {
      answers: 'shared',
      run: async ({ offprint }, [id]) =>
        showCard(offprint, await requirePaper(offprint.corpus, id), 'shared'),
    },
  },
});

/** Somebody of a team opened a paper: a little attention, of which the person is soon forgotten. */
async function noteOpen(
  { offprint, server, person, now }: Call,
  { id }: Paper,
  fromSearch: boolean,
): Promise<void> {
  if (!server) return;
  const who = { server: server.id, person: person.id, at: now };
  await offprint.events.recordOpen({ ...who, paper: id, fromSearch });
}

async function showCard(
  { search }: Offprint,
  paper: Paper,
  visibility: 'private' | 'shared',
): Promise<Reply> {
  const args = [paper.id];
  return paperCard(paper, {
    topic: await search.topicOf(paper.id),
    buttons: [
      { label: 'Similar', press: { command: 'similar', action: 'show', args } },
      ...(visibility === 'private'
        ? [{ label: 'Share', press: { command: 'paper', action: 'share', args } }]
        : []),
    ],
  });
}

async function showNearest({ search, corpus }: Offprint, title: string): Promise<Reply> {
  const { hits } = await search.find({ text: title, limit: nearestShown });
  if (hits.length === 0)
    throw new UserError(
      `I know no paper titled “${cutText(title, 100)}”, and none with these words.`,
    );
  const heading = line('I know no paper titled “', { bold: title }, '”. The nearest are:');
  return paperList([{ ...heading, shrinkTo: 80 }], await listHits(corpus, search, hits), []);
}
