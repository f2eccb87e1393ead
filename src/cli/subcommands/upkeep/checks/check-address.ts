import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AppConfig } from '../../../../config/read-app-config.ts';
import { codeOf } from '../../../../store/store-error.ts';
import { type Finding, good, wrong } from './finding.ts';

/** Whether /healthz and the playground can listen on HOST and PORT. */
export async function checkAddress({ host, port }: AppConfig): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return good(`${host}:${port} is free.`);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EADDRINUSE' && (await isOffprint(host, port))) {
      return good(`Offprint is running on ${host}:${port}.`);
    }
    return wrong(describe(code, host, port) ?? `${host}:${port} cannot be used (${code}).`);
  } finally {
    server.close();
  }
}

function describe(code: string | undefined, host: string, port: number): string | undefined {
  const notOurs = `HOST is ${host}, which is not an address of this machine.`;
  const sentences = new Map([
    ['EADDRINUSE', `Another program listens on ${host}:${port}. Change PORT.`],
    ['EADDRNOTAVAIL', notOurs],
    ['ENOTFOUND', notOurs],
    ['EAI_AGAIN', notOurs],
    ['EACCES', `This user may not listen on port ${port}. Set PORT to 1024 or more.`],
  ]);
  return sentences.get(code ?? '');
}

/** Milliseconds for an answer of /healthz. */
const patience = 2000;

async function isOffprint(host: string, port: number): Promise<boolean> {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const origin = name.includes(':') ? `[${name}]` : name;
  try {
    const response = await fetch(`http://${origin}:${port}/healthz`, {
      signal: AbortSignal.timeout(patience),
    });
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null && 'gateway' in answer;
  } catch {
    return false;
  }
}
