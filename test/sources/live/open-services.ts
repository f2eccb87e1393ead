import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/corpus/clock.ts';
import { addDays, utcDayOf } from '../../../src/corpus/days.ts';
import type { Day } from '../../../src/corpus/paper.ts';
import { askedHost, redirectFetch } from '../redirect-fetch.ts';
import {
  announcementFeed,
  dailyList,
  papersOf,
  queryAnswer,
  type ServiceFault,
  spoil,
  submittedAt,
} from './service-month.ts';

/** A request as the services saw it, in the test's own time. */
export interface SeenRequest {
  readonly host: string;
  readonly path: string;
  readonly began: Date;
  readonly ended: Date;
  readonly agent: string;
}

/** Hugging Face and arXiv on 127.0.0.1; every request to their hosts arrives here. */
export interface Services {
  readonly seen: readonly SeenRequest[];
  /** For other processes; see test/cli/stand-in.js. */
  readonly port: number;
  /** What is wrong on a day with a host. */
  fault: (host: string, today: Day) => ServiceFault | undefined;
  close(): Promise<void>;
}

export async function openServices(clock: Clock): Promise<Services> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const host = String(request.headers[askedHost]);
    const url = new URL(request.url ?? '/', `https://${host}`);
    const began = clock.now();
    const today = utcDayOf(began);
    const body = answer(url, today);
    response.on('close', () => {
      const agent = String(request.headers['user-agent']);
      seen.push({ host, path: url.pathname + url.search, began, ended: clock.now(), agent });
    });
    const fault = services.fault(host, today);
    if (body === undefined) {
      response.writeHead(url.pathname.endsWith('daily_papers') ? 400 : 404).end('{"error":"no"}');
    } else if (fault === undefined) {
      response.end(body);
    } else {
      spoil(fault, body, response);
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const endRedirection = redirectFetch(() => port);
  const services: Services = {
    seen,
    port,
    fault: () => undefined,
    async close() {
      endRedirection();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return services;
}

function answer({ host, pathname, searchParams }: URL, today: Day): string | undefined {
  if (host === 'huggingface.co') {
    const day = searchParams.get('date') ?? '';
    return pathname === '/api/daily_papers' && day <= today
      ? JSON.stringify(dailyList(day, today))
      : undefined;
  }
  if (host === 'rss.arxiv.org') {
    return announcementFeed(today);
  }
  if (host !== 'export.arxiv.org') {
    return undefined;
  }
  const numbers = searchParams.get('id_list')?.split(',');
  const lately = Array.from({ length: 20 }, (_, back) => papersOf(addDays(today, -back))).flat();
  if (numbers) {
    return queryAnswer(lately.filter(({ number }) => numbers.includes(number)));
  }
  const [, since = '', until = ''] =
    /submittedDate:\[(\d{8})\d{4} TO (\d{8})\d{4}\]/.exec(searchParams.get('search_query') ?? '') ??
    [];
  const found = lately.filter((paper) => {
    const submitted = submittedAt(paper).toISOString().slice(0, 10).replaceAll('-', '');
    return submitted >= since && submitted <= until;
  });
  const start = Number(searchParams.get('start'));
  return queryAnswer(found.slice(start, start + Number(searchParams.get('max_results'))));
}
