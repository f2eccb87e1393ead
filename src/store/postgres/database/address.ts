/** Whether the address of a database is one of PostgreSQL; else it is the path of a SQLite file. */
export function isPostgresAddress(address: string): boolean {
  return /^postgres(?:ql)?:/i.test(address);
}

/** The address as people may see it: without its password and what follows the name of the database. */
export function shownAddress(address: string): string {
  if (!isPostgresAddress(address)) {
    return address;
  }
  const url = urlOf(address);
  if (url === undefined) {
    return 'The PostgreSQL database';
  }
  const user = url.username === '' ? '' : `${url.username}@`;
  return `postgres://${user}${url.host}${url.pathname}`;
}

/** The passwords in an address, as written there and as meant, so that neither is logged. */
export function passwordsIn(address: string): string[] {
  const url = isPostgresAddress(address) ? urlOf(address) : undefined;
  if (url === undefined) {
    return [];
  }
  const written = [url.password, url.searchParams.get('password') ?? ''];
  return [...new Set([...written, ...written.map(decoded)])].filter((word) => word !== '');
}

/** Undefined where it cannot be read as an address. */
function urlOf(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
