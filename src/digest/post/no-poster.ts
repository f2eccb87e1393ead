import type { Poster } from './poster.ts';

/** Where nothing is to be posted: the command line reaches no channel. */
export const noPoster: Poster = {
  post: notHere,
  readBack: notHere,
  publish: notHere,
  tell: notHere,
  check: notHere,
};

async function notHere(): Promise<never> {
  throw new Error('only the running bot can post to Discord');
}
