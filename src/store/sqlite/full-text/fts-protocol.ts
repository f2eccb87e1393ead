import type { DocumentNumber, IndexedText, TermQuery } from '../../../search/index/term-engine.ts';

/** What the engine asks of its thread. */
export type FtsRequest =
  | {
      readonly id: number;
      readonly kind: 'update';
      readonly added: readonly IndexedText[];
      readonly removed: readonly DocumentNumber[];
    }
  | { readonly id: number; readonly kind: 'search'; readonly query: TermQuery };

/** The answer to the request of the same id. */
export type FtsResponse =
  | { readonly id: number; readonly documents: readonly DocumentNumber[] }
  | { readonly id: number; readonly error: string };
