/** How many views are kept in memory. */
const maxUnwritten = 500;

/** Bodies of views by their keys. */
export interface UnwrittenViews {
  keep(key: string, body: string): void;
  bodyOf(key: string): string | undefined;
}

/**
 * The newest views, in memory while the database has no room for them: their buttons work until the bot is
 * started again.
 */
export function createUnwrittenViews(): UnwrittenViews {
  const bodies = new Map<string, string>();
  return {
    keep(key, body) {
      bodies.delete(key);
      bodies.set(key, body);
      const [oldest] = bodies.keys();
      if (bodies.size > maxUnwritten && oldest !== undefined) {
        bodies.delete(oldest);
      }
    },
    bodyOf: (key) => bodies.get(key),
  };
}
