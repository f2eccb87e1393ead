import type { ShownMessage } from '../../library/saves/shown-message.ts';
import { line, small } from '../markup.ts';
import type { Reply } from '../reply.ts';
import { reactToSave } from './react-to-save.ts';

/** To somebody whose reaction could mean any of several papers, in a direct message. */
export function unclearSave({ id, channel, server = '@me', papers }: ShownMessage): Reply {
  const to = `https://discord.com/channels/${server}/${channel}/${id}`;
  const said = line(
    'Nothing was saved: ',
    { link: 'that message', to },
    ` shows ${papers.length} papers. ${howToSave(papers.length)}`,
  );
  return { blocks: [{ kind: 'text', lines: [said] }] };
}

/** The same, as a note in the channel of that message. */
export function unclearSaveHere(person: string, { papers }: ShownMessage): Reply {
  const said = line(
    { person },
    `, nothing was saved: this message shows ${papers.length} papers. ${howToSave(papers.length)}`,
  );
  const why = small('You do not accept direct messages here. This note is deleted in a minute.');
  return { blocks: [{ kind: 'text', lines: [said, why] }] };
}

function howToSave(papers: number): string {
  return `${reactToSave(papers).replace('react', 'React with')} to save one of them.`;
}
