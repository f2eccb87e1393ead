/** Whether the address of a database is one of PostgreSQL; else it is the path of a SQLite file. */
export function isPostgresAddress(address: string): boolean {
  return /^postgres(?:ql)?:/i.test(address);
}

/** The address as people may see it: without its password and what follows the name of the database. */
export function shownAddress(address: string): string {
  if (!isPostgresAddress(address)) {
    return address;
  }
  if (!URL.canParse(address)) {
    return 'The PostgreSQL database';
  }
  const url = new URL(address);
  const user = url.username === '' ? '' : `${url.username}@`;
  return `postgres://${user}${url.host}${url.pathname}`;
}
