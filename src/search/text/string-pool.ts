import { ownString } from './analyse.ts';

/** Gives equal strings as one string, which keeps no text alive that it was cut from. */
export function createStringPool(): (text: string) => string {
  const pool = new Map<string, string>();
  return (text) => {
    const known = pool.get(text);
    if (known !== undefined) {
      return known;
    }
    const own = ownString(text);
    pool.set(own, own);
    return own;
  };
}
