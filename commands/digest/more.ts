import { z } from 'zod';
import type { Call } from '../../src/command/define-command.ts';
import type { PaperId } from '../../src/corpus/paper.ts';
import type { Offprint } from '../../src/offprint.ts';
import { line, small } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import { listHits } from '../../src/reply/papers/list-hits.ts';
import { paperList } from '../../src/reply/papers/paper-list.ts';
import type { Button, Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { markSaved } from '../saved/mark-saved.ts';

const pageSize = 10;

const previewedView = z.object({ more: z.array(z.string()) });

/** By the claim of a digest that was posted, or the view of one that was previewed. */
async function moreOf({ digests, views }: Offprint, key: string): Promise<readonly PaperId[]> {
  const ids = await digests.moreOf(key);
  if (ids.length > 0) {
    return ids;
  }
  const { data } = previewedView.safeParse(await views.openView(key));
  return (data?.more ?? []) as PaperId[];
}

/**
 * What had no room in a digest, by pages.
 * @param page - from 0.
 */
export async function showMore(call: Call, claim = '', page = 0): Promise<Reply> {
  const { corpus, search } = call.offprint;
  const ids = await moreOf(call.offprint, claim);
  if (ids.length === 0) {
    throw new UserError('view-expired', 'This list has expired. /new shows what is new.');
  }
  const first = page * pageSize;
  const hits = ids.slice(first, first + pageSize).map((id) => ({ id, score: 0 }));
  const listed = await markSaved(call, await listHits(corpus, search, hits, first + 1));
  const pageRef = (to: number) => ({ action: 'page', args: [claim, String(to)] });
  const last = first + hits.length;
  const buttons: Button[] = [
    ...(page > 0 ? [{ label: 'Back', press: pageRef(page - 1) }] : []),
    ...(last < ids.length ? [{ label: 'Next', press: pageRef(page + 1) }] : []),
  ];
  return paperList(
    [
      line({ bold: `${describeCount(ids.length, 'more paper')}` }),
      ...(ids.length > pageSize ? [small(`${first + 1}–${last} of ${ids.length}`)] : []),
    ],
    listed,
    buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [],
  );
}
