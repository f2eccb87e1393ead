import type { ShownMessage } from '../../library/saves/shown-message.ts';
import { line } from '../markup.ts';
import type { Reply } from '../reply.ts';
import { reactToSave } from './react-to-save.ts';

/** To somebody whose reaction could mean any of several papers. */
export function unclearSave({ id, channel, server = '@me', papers }: ShownMessage): Reply {
  const to = `https://discord.com/channels/${server}/${channel}/${id}`;
  const react = reactToSave(papers.length).replace('react', 'React with');
  return {
    blocks: [
      {
        kind: 'text',
        lines: [
          line(
            'Nothing was saved: ',
            { link: 'that message', to },
            ` shows ${papers.length} papers. ${react} to save one of them.`,
          ),
        ],
      },
    ],
  };
}
