import type { IndexKeeper } from '../search/index/kept-index.ts';
import { isPostgresAddress } from './postgres/database/address.ts';
import { createIndexKeeper } from './sqlite/kept-index/index-keeper.ts';
import type { StoreSettings } from './store.ts';

/** Keeps the search index of a database; undefined where it has no place on this machine. */
export function openIndexKeeper({ database }: StoreSettings): IndexKeeper | undefined {
  const isFile = database !== ':memory:' && !isPostgresAddress(database);
  return isFile ? createIndexKeeper(database) : undefined;
}
