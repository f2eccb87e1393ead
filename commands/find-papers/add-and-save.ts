import { z } from 'zod';
import type { Call } from '../../src/command/define-command.ts';
import type { PaperRecord } from '../../src/corpus/corpus-store.ts';
import { small } from '../../src/reply/markup.ts';
import type { Button, Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { saveAndShow } from '../saved/buttons/save.ts';

const text = z.string().optional();
const texts = z.array(z.string()).optional();

/** A record that was looked up, as a view keeps it for the button. */
const foundView = z.object({
  found: z.object({
    title: z.string().min(1),
    abstract: text,
    tldr: text,
    keywords: texts,
    topic: text,
    links: texts,
    authors: texts,
    arxivId: text,
    version: z.number().optional(),
    doi: text,
    published: text,
    organisation: text,
    recordId: text,
  }),
});

/** The button that adds a paper to the corpus and saves it, also after a restart. */
export async function addButton({ offprint }: Call, record: PaperRecord): Promise<Button> {
  const key = await offprint.views.keepView(foundView.parse({ found: record }));
  return {
    label: 'Add and save',
    style: 'primary',
    emoji: '🔖',
    press: { command: 'Find papers', action: 'add', args: [key] },
  };
}

/** Adds the paper of a button and saves it for the presser. */
export async function addAndSave(call: Call, key = ''): Promise<Reply> {
  const view = foundView.safeParse(await call.offprint.views.openView(key));
  if (!view.success) {
    throw new UserError(
      'view-expired',
      'This result has expired. Please use Find papers on the message again.',
    );
  }
  const paper = await call.offprint.addPaper(view.data.found as PaperRecord);
  return saveAndShow(call, paper, [small('It is in Offprint now, so everybody can find it.')]);
}
