// Loaded with --import before the program: what it asks other machines goes to the port in STAND_IN_PORT, as
// test/sources/redirect-fetch.ts does it in the same process.
const real = globalThis.fetch;

globalThis.fetch = (asked, options) => {
  const url = new URL(asked);
  if (url.hostname === '127.0.0.1') {
    return real(asked, options);
  }
  const headers = new Headers(options?.headers);
  headers.set('x-asked-host', url.host);
  const here = `http://127.0.0.1:${process.env.STAND_IN_PORT}${url.pathname}${url.search}`;
  return real(here, { ...options, headers });
};
