import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWebClient, type Service } from '../../../src/sources/web/web-client.ts';
import { WebError } from '../../../src/sources/web/web-error.ts';
import { openTestStore } from '../../store/open-test-store.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A service on 127.0.0.1, a client whose waiting costs no time, and what it waited. */
async function openService(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const clock = { at: new Date('2026-10-05T00:00:00Z'), now: () => new Date(clock.at) };
  const waited: number[] = [];
  const web = createWebClient({
    paces: (await openTestStore({ clock })).sources,
    clock,
    log: quiet,
    async wait(ms) {
      waited.push(ms);
      clock.at = new Date(clock.at.getTime() + ms);
    },
  });
  const service: Service = { hosts: ['127.0.0.1'], pace: { name: 'test', gap: 3_000 } };
  const get = (path: string) => web.get(service, `http://127.0.0.1:${port}${path}`);
  return { get, waited };
}

/** Answers each request with the next of these. */
function inOrder(...answers: readonly RequestListener[]): RequestListener {
  let next = 0;
  return (request, response) => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    answer?.(request, response);
  };
}

const good: RequestListener = (_, response) => response.end('good');
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('no');
const empty: RequestListener = (_, response) => response.end();
const cut: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('half', () => response.destroy());
};

describe('a service that does not answer at once', () => {
  it.each([
    ['429', status(429)],
    ['406', status(406)],
    ['503', status(503)],
    ['an empty answer', empty],
    ['a cut answer', cut],
  ])('is asked again after growing pauses: %s', async (_, fault) => {
    const { get, waited } = await openService(inOrder(fault, fault, good));
    expect((await get('/')).text).toBe('good');
    const pauses = waited.filter((ms) => ms > 3_000);
    expect(pauses).toHaveLength(2);
    expect(pauses[1]).toBeGreaterThan(pauses[0] ?? 0);
  });

  it.each([
    ['in seconds', { 'retry-after': '90' }],
    ['as Hugging Face says it', { ratelimit: '"api";r=0;t=90' }],
  ])('is given the pause that it asks for, %s', async (_, headers) => {
    const { get, waited } = await openService(inOrder(status(429, headers), good));
    await get('/');
    expect(waited).toContain(90_000);
  });

  it('is left alone where it asks for hours', async () => {
    const { get } = await openService(status(429, { 'retry-after': '7200' }));
    await expect(get('/')).rejects.toThrow(/cannot answer now/);
  });

  it('is given up after some tries, with a sentence', async () => {
    const { get } = await openService(status(503));
    await expect(get('/')).rejects.toThrow('cannot answer now (HTTP 503)');
  });

  it.each([400, 401, 404])('is not asked again after %i', async (code) => {
    let requests = 0;
    const { get } = await openService((_, response) => {
      requests += 1;
      response.writeHead(code).end('no');
    });
    await expect(get('/')).rejects.toBeInstanceOf(WebError);
    expect(requests).toBe(1);
  });
});

describe('an address', () => {
  it('is followed where it leads, on the hosts of the service alone', async () => {
    const { get } = await openService((request, response) => {
      if (request.url === '/here') {
        response.writeHead(301, { location: '/there' }).end();
      } else if (request.url === '/away') {
        response.writeHead(302, { location: 'http://localhost:1/secret' }).end();
      } else if (request.url === '/circle') {
        response.writeHead(302, { location: '/circle' }).end();
      } else {
        response.end('there');
      }
    });
    expect((await get('/here')).text).toBe('there');
    await expect(get('/away')).rejects.toThrow('is not an address of');
    await expect(get('/circle')).rejects.toThrow('too many times');
  });

  it('of another host, or none, is never asked', async () => {
    const { get } = await openService(good);
    await expect(get('@example.org/')).rejects.toBeInstanceOf(WebError);
  });
});

describe('requests at one time', () => {
  it('are made one after the other, with the gap between them', async () => {
    let open = 0;
    let most = 0;
    const { get, waited } = await openService((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        response.end('good');
      });
    });
    await Promise.all([get('/1'), get('/2'), get('/3')]);
    expect(most).toBe(1);
    expect(waited).toEqual([3_000, 3_000]);
  });
});
