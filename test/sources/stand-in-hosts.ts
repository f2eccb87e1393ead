import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { askedHost, redirectFetch } from './redirect-fetch.ts';

/** What a service is asked. */
export interface AskedFor {
  /** As the program asked it, with the service's own host. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

/** What it answers; a text alone is the body of a 200. */
export type StandInAnswer =
  | string
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

/** The services of a test by host name. */
export type StandIns = Readonly<
  Record<string, (asked: AskedFor) => StandInAnswer | Promise<StandInAnswer>>
>;

/**
 * Answers in place of hosts on the network, over a server on loopback, until the test ends: what the
 * program asks with `fetch` goes there, whatever the host. A host that no service stands in for
 * cannot be reached.
 * @returns everything that was asked so far, in order.
 */
export async function standInFor(services: StandIns): Promise<readonly AskedFor[]> {
  const asked: AskedFor[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `https://${String(request.headers[askedHost])}`);
    const question = { url, headers: request.headers };
    asked.push(question);
    void Promise.resolve(services[url.hostname]?.(question) ?? { status: 502 })
      .catch((error: unknown) => ({ status: 500, headers: {}, body: String(error) }))
      .then((answer) => {
        const {
          status = 200,
          headers = {},
          body = '',
        } = typeof answer === 'string' ? { body: answer } : answer;
        response.writeHead(status, headers).end(body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endRedirection = redirectFetch((host) => (services[host] ? port : undefined));
  onTestFinished(async () => {
    endRedirection();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return asked;
}
