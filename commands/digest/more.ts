import type { Call } from '../../src/discord/define-command.ts';
import { listHits } from '../../src/reply/list-hits.ts';
import { line, small } from '../../src/reply/markup.ts';
import { paperList } from '../../src/reply/paper-list.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';

const shownAtMost = 10;

/** What had no room in a digest. */
export async function showMore({ offprint }: Call, claim = ''): Promise<Reply> {
  const { corpus, search, digests } = offprint;
  const ids = await digests.moreOf(claim);
  if (ids.length === 0)
    throw new UserError('I do not know any more what had no room here. /new shows what is new.');
  const listed = await listHits(
    corpus,
    search,
    ids.slice(0, shownAtMost).map((id) => ({ id, score: 0 })),
  );
  const left = ids.length - listed.length;
  return paperList(
    [
      line({ bold: `${ids.length} more that had no room` }),
      ...(left > 0 ? [small(`the first ${listed.length}; /new shows all that is new`)] : []),
    ],
    listed,
    [],
  );
}
