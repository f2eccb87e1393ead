import type { PageAction, PageAnswer, PageView } from './page-view.ts';

/** Does something in a person's name. Never rejects: what fails is an `error` to show. */
export async function perform(person: string, action: PageAction): Promise<PageAnswer> {
  try {
    const response = await fetch('/page/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, action }),
    });
    return (await response.json()) as PageAnswer;
  } catch {
    return { error: 'The playground is not responding. Is it still running?' };
  }
}

/** Who looks, where, back to which message, and at how many messages. */
export interface Watched {
  readonly person?: string | undefined;
  readonly channel?: string | undefined;
  readonly message?: string | undefined;
  readonly count: number;
}

/** What a person sees in a channel, from now on. Returns the function that ends it. */
export function watchView(
  watched: Watched,
  see: (view: PageView) => void,
  lose: () => void,
): () => void {
  const query = new URLSearchParams(
    Object.entries(watched).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  const source = new EventSource(`/page/events?${query}`);
  source.addEventListener('message', (event: MessageEvent<string>) => {
    see(JSON.parse(event.data) as PageView);
  });
  source.addEventListener('error', lose);
  return () => source.close();
}
