import { randomBytes } from 'node:crypto';
import type { Clock } from '../corpus/clock.ts';
import type { PaperRecord } from '../corpus/corpus-store.ts';
import type { Logger } from '../log.ts';
import type { Offprint } from '../offprint.ts';
import { UserError } from '../reply/user-error.ts';
import { WebError } from '../sources/web/web-error.ts';
import type { Store } from '../store/store.ts';
import type { OpenSearch } from './open-search.ts';

/** Finds the paper with an arXiv number outside; undefined where no service has it. */
export type LookUp = (number: string) => Promise<PaperRecord | undefined>;

/** The person who gives a file sees everything that is wrong with it. */
const maxWarnings = 10_000;

/** What brings papers in one by one, and by hand. */
export function openImports(
  store: Store,
  finding: OpenSearch,
  { clock, log, lookUp }: { readonly clock: Clock; readonly log: Logger; readonly lookUp?: LookUp },
): Pick<Offprint, 'importFile' | 'undoImport' | 'addPaper' | 'lookUp'> {
  const { corpus } = store;
  return {
    async importFile({ name, content }, by) {
      const id = randomBytes(12).toString('base64url');
      const now = clock.now();
      await corpus.startImport({ id, at: now, ...by });
      const file = { name, path: name, modifiedAt: now, content, read: async () => content };
      const found = { files: [file], warnings: [] };
      return { ...(await finding.importFound(found, { by: id, maxWarnings })), id };
    },

    async undoImport(id, server) {
      const undone = await corpus.undoImport(id, server, clock.now());
      await finding.search.refresh();
      return undone;
    },

    async addPaper(record) {
      const { papers } = await corpus.importRecords('look-up', [record]);
      await finding.search.refresh();
      const [paper] = await corpus.papers(papers.map(({ id }) => id));
      if (!paper) {
        throw new Error('A paper that was added is not there.');
      }
      return paper;
    },

    ...(lookUp && { lookUp: sayingWhatFails(lookUp, log) }),
  };
}

function sayingWhatFails(lookUp: LookUp, log: Logger): LookUp {
  return async (number) => {
    try {
      return await lookUp(number);
    } catch (error) {
      if (!(error instanceof WebError)) {
        throw error;
      }
      log.warn({ err: error, number }, 'paper could not be looked up');
      throw new UserError(
        'service-down',
        'The live source does not respond right now. Please try again later.',
      );
    }
  };
}
