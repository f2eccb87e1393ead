// Loaded with --import before the program: every request to another machine goes to the port in STAND_IN_PORT.
import { Agent, setGlobalDispatcher } from 'undici';

const origin = `http://127.0.0.1:${process.env.STAND_IN_PORT}`;

setGlobalDispatcher(
  new Agent().compose((dispatch) => (options, handler) => {
    const { host, hostname } = new URL(String(options.origin));
    if (hostname === '127.0.0.1') {
      return dispatch(options, handler);
    }
    const given = Array.isArray(options.headers)
      ? options.headers
      : Object.entries(options.headers ?? {}).flat();
    return dispatch({ ...options, origin, headers: [...given, 'host', host] }, handler);
  }),
);
