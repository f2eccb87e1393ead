import type { z } from 'zod';
import type { ActionRef, Reply } from '../reply/reply.ts';
import { UserError } from '../reply/user-error.ts';
import type { View } from '../reply/view-store.ts';
import type { Action, Call } from './define-command.ts';

/** A list whose pages are reached by buttons, with its arguments kept as a view. */
export interface PagedView<Kept> {
  /** `page` turns a private list in place; `open` answers the presser of a shared one privately. */
  readonly actions: Readonly<Record<'page' | 'turn' | 'open', Action>>;
  /** The button press that leads to a page of this view, from 0. */
  pageRef(call: Call, view: Kept, page?: number): Promise<ActionRef>;
}

/**
 * Keeps the arguments of a list for the buttons that page through it.
 * @param command - what to run again when the view has expired: `saved list`.
 * @param schema - everything that makes the list but its page. `shared`: others see the message,
 * so it stays as it is and its buttons answer the presser privately.
 * @param show - one page of the list, from 0.
 */
export function pagedView<Kept extends View & { readonly shared?: boolean | undefined }>(
  command: string,
  schema: z.ZodType<Kept>,
  show: (call: Call, view: Kept, page: number) => Promise<Reply>,
): PagedView<Kept> {
  async function open({ offprint }: Call, key = ''): Promise<Kept> {
    const view = schema.safeParse(await offprint.views.openView(key));
    if (view.success) {
      return view.data;
    }
    throw new UserError('view-expired', `This list has expired. Please run /${command} again.`);
  }
  const page: Action = {
    answers: 'update',
    run: async (call, [key, at]) => show(call, await open(call, key), Number(at)),
  };
  return {
    actions: {
      page,
      // Messages posted before the action was renamed say `turn`.
      turn: page,
      open: {
        answers: 'private',
        run: async (call, [key, at]) =>
          show(call, { ...(await open(call, key)), shared: false }, Number(at)),
      },
    },
    async pageRef({ offprint }, view, at = 0) {
      const [name = command] = command.split(' ');
      const key = await offprint.views.keepView(view);
      return { command: name, action: view.shared ? 'open' : 'page', args: [key, String(at)] };
    },
  };
}
