import { explainPostgresError, troubleOf } from './explain-postgres-error.ts';
import type { Postgres } from './sql.ts';

/**
 * A database that throws a StoreError with a sentence and its trouble where its server has no room. Within a
 * transaction errors are the driver's own.
 */
export function tellingTrouble(postgres: Postgres, address: string): Postgres {
  async function told<T>(step: Promise<T>): Promise<T> {
    try {
      return await step;
    } catch (error) {
      throw troubleOf(error) === undefined ? error : explainPostgresError(error, address);
    }
  }

  return {
    ...postgres,
    query: <Row>(text: string, values?: readonly unknown[]) =>
      told(postgres.query<Row>(text, values)),
    transaction: (run, isolation) => told(postgres.transaction(run, isolation)),
    openSession: () => told(postgres.openSession()),
  };
}
