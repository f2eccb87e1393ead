/** Names the host that was asked, where a server on loopback answers for it. */
export const askedHost = 'x-asked-host';

/**
 * Sends what the program asks other machines with `fetch` to a server on loopback. Done in front of
 * `fetch`, because each version of Node has its own way to set what is behind it.
 * @param portFor - the server's port, undefined where nothing answers for a host.
 * @returns a function that ends it.
 */
export function redirectFetch(portFor: (hostname: string) => number | undefined): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = async (asked, options) => {
    const url = new URL(asked instanceof Request ? asked.url : asked);
    if (url.hostname === '127.0.0.1') {
      return real(asked, options);
    }
    const port = portFor(url.hostname);
    if (port === undefined) {
      const cause = new Error(`Nothing answers for ${url.hostname}.`);
      throw new TypeError('fetch failed', { cause });
    }
    const headers = new Headers(options?.headers);
    headers.set(askedHost, url.host);
    return real(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { ...options, headers });
  };
  return () => {
    globalThis.fetch = real;
  };
}
