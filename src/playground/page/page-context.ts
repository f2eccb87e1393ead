import type { PageAction, PageAnswer, PageMessage, PageView } from './page-view.ts';

/** A channel, or a message in it, that a link leads to. */
export interface Place {
  readonly channel: string;
  readonly message?: string | undefined;
}

/** What every part of the page needs from the whole. */
export interface PageContext {
  readonly view: PageView;
  /** Does something in the person's name, and shows what came of it. */
  act(action: PageAction): void;
  /** The same where the part itself needs the answer. */
  ask(action: PageAction): Promise<PageAnswer>;
  /** Begins a command in the field at the bottom. */
  write(command: string): void;
  go(place: Place): void;
  /** Scrolls to the newest message, wherever the person is reading. */
  showNewest(): void;
  openMenu(entry: PageMessage, at: { readonly x: number; readonly y: number }): void;
}

/** The world's time, in milliseconds since 1970. */
export function worldNow({ time }: PageView): number {
  return Date.now() + time.ahead;
}

/** A channel as the person sees it in the list. */
export function channelNamed(view: PageView, id: string): string | undefined {
  return view.guilds.flatMap(({ channels }) => channels).find((channel) => channel.id === id)?.name;
}

/** The place of this Discord that an address means, as Discord's own links are written. */
export function placeOf(address: string): Place | undefined {
  const [, host = '', channel, message] =
    /^https?:\/\/([^/]+)\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/.exec(address) ?? [];
  const isOurs = host === location.host || /^(?:\w+\.)?discord(?:app)?\.com$/.test(host);
  return channel !== undefined && isOurs ? { channel, message } : undefined;
}

/** Where a place is found on this page. */
export function addressOf(view: PageView, { channel, message }: Place): string {
  const guild = view.guilds.find(({ channels }) => channels.some(({ id }) => id === channel));
  const path = [
    'channels',
    guild?.id ?? '@me',
    channel,
    ...(message === undefined ? [] : [message]),
  ];
  return new URL(`/${path.join('/')}`, location.href).href;
}
