import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * Why a request is refused, or undefined. A page elsewhere must not reach this server through the
 * browser: not by its own origin, and not by a name that it lets point here (DNS rebinding), for
 * which a host that is an address, localhost, or the host that was configured is let through.
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  configuredHost: string,
): string | undefined {
  const host = headers.host ?? '';
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (name !== 'localhost' && name !== configuredHost && isIP(name) === 0) {
    return `This server does not answer for ${name}`;
  }
  const { origin } = headers;
  const foreign =
    origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
  return foreign || headers['sec-fetch-site'] === 'cross-site'
    ? 'This server answers its own page only'
    : undefined;
}
