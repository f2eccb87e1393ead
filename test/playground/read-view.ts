import type { PageAction, PageAnswer, PageView } from '../../src/playground/page/page-view.ts';

/** What the page shows a person in a channel right now. */
export async function readView(
  origin: string,
  place: { readonly person?: string; readonly channel?: string } = {},
): Promise<PageView> {
  const leaving = new AbortController();
  const query = new URLSearchParams(place);
  const events = await fetch(new URL(`/page/events?${query}`, origin), { signal: leaving.signal });
  let text = '';
  for await (const part of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const found = /^data: (.*)\n\n/m.exec(text)?.[1];
    if (found !== undefined) {
      leaving.abort();
      return JSON.parse(found) as PageView;
    }
  }
  throw new Error('The page showed nothing');
}

/** Does something on the page in a person's name. */
export async function act(origin: string, person: string, action: PageAction): Promise<PageAnswer> {
  const response = await fetch(new URL('/page/actions', origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, action }),
  });
  return (await response.json()) as PageAnswer;
}
