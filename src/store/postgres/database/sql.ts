/** Runs SQL: on the pool, or on the connection of one transaction. */
export interface Sql {
  /**
   * @param text - with `$1`, `$2` and so on; without values it may be several statements.
   * @returns the rows of the last statement. `bigint` and `numeric` are numbers, `bytea` is bytes.
   */
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/**
 * How transactions that run at the same time see each other. `serializable`: as if they had run one
 * after the other, where the database may ask for another attempt. `read committed`: each statement sees
 * what was committed before it; for steps that first lock what they decide on. `repeatable read`: all statements
 * see one moment; for reading much.
 */
export type Isolation = 'serializable' | 'read committed' | 'repeatable read';

/** A connection of its own. What is locked in it is free again when it ends, however it ends. */
export interface Session extends Sql {
  /** Called once when the connection has ended by itself. */
  onEnd(listener: () => void): void;
  close(): Promise<void>;
}

/** A PostgreSQL database. */
export interface Postgres extends Sql {
  /**
   * One whole step, which happens or does not. It is taken again after a serialisation failure, a deadlock
   * and where the connection was lost before it began, so `run` must do nothing else than SQL.
   */
  transaction<T>(run: (sql: Sql) => Promise<T>, isolation?: Isolation): Promise<T>;
  /**
   * Calls the listener when somebody notifies the channel, and once whenever listening began (again):
   * what was notified meanwhile is unknown.
   * @returns how to stop listening.
   */
  listen(channel: string, listener: () => void): Promise<() => Promise<void>>;
  /** Opens a connection whose end the server notices within half a minute, even where its machine is gone. */
  openSession(): Promise<Session>;
  close(): Promise<void>;
}

/** The one row of a query that always has one, such as a count. */
export async function queryOne<Row>(
  sql: Sql,
  text: string,
  values?: readonly unknown[],
): Promise<Row> {
  const [row] = await sql.query<Row>(text, values);
  if (row === undefined) {
    throw new Error('A query that always has a row has none.');
  }
  return row;
}
