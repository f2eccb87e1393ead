import { codeOf, StoreError, type StoreTrouble } from '../../store-error.ts';
import { shownAddress } from './address.ts';

/** By the codes of PostgreSQL (its manual's appendix A), of Node's network and of its TLS. */
const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'does not answer: nothing listens there. Is the server running?',
  ECONNRESET: 'ended the connection. Does it expect TLS (sslmode in the address)?',
  ENOTFOUND: 'cannot be found: there is no host of this name.',
  EAI_AGAIN: 'cannot be found: the name of its host is not answered right now.',
  ETIMEDOUT: 'does not answer in time.',
  EHOSTUNREACH: 'cannot be reached from this machine.',
  ENETUNREACH: 'cannot be reached from this machine.',
  ENOENT: 'does not answer: there is no socket of a server in this folder.',
  EACCES: 'cannot be reached: this user has no access to its socket.',
  '28P01': 'refuses the user or the password in OFFPRINT_DB.',
  '28000': 'refuses this user from this machine (see pg_hba.conf of the server).',
  '3D000': 'is not there. Create it first: createdb, or CREATE DATABASE.',
  '42501': 'refuses what Offprint needs: the user must own the database or its schema.',
  '53100': 'cannot be written: the disk of the server is full.',
  '53200': 'has too little memory for this right now.',
  '53300': 'has too many connections. Raise max_connections of the server, or run fewer processes.',
  '57P01': 'is being shut down.',
  '57P03': 'is starting or shutting down. Try again in a moment.',
  '25006': 'cannot be written: it is a read-only copy.',
  '55P03': 'is kept busy by another program. Try again when that one is done.',
};

const troubles: Readonly<Record<string, StoreTrouble>> = {
  '53100': 'disk-full',
  '53200': 'overloaded',
  '53300': 'overloaded',
};

/** What is wrong with the server, where it is more than one step that failed. */
export function troubleOf(error: unknown): StoreTrouble | undefined {
  return error instanceof StoreError ? error.trouble : troubles[codeOf(error) ?? ''];
}

/** The error as a sentence about the database where its code says enough, else as it is. */
export function explainPostgresError(error: unknown, address: string): unknown {
  if (error instanceof StoreError) {
    return error;
  }
  const sentence = sentences[codeOf(error) ?? ''] ?? otherSentence(error);
  const trouble = troubleOf(error);
  return sentence === undefined
    ? error
    : new StoreError(`${shownAddress(address)} ${sentence}`, {
        cause: error,
        ...(trouble && { trouble }),
      });
}

/** What is said in words alone, or of the address itself. */
function otherSentence(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  if (/timeout/i.test(message)) {
    return 'does not answer in time.';
  }
  if (message.includes('does not support SSL')) {
    return 'does not offer TLS. Leave sslmode out of the address, or turn TLS on at the server.';
  }
  if (/certificate|self.signed/i.test(message)) {
    return `has a certificate that is not trusted (${message}). Name its authority with sslrootcert in the address.`;
  }
  if (codeOf(error) === 'ERR_INVALID_URL') {
    return 'has an address that cannot be read. Write : / ? # and @ in a password as %3A %2F %3F %23 and %40.';
  }
  if (/password must be a string/i.test(message)) {
    return 'asks for a password, and OFFPRINT_DB has none.';
  }
  return /terminated unexpectedly/i.test(message) ? 'ended the connection.' : undefined;
}
