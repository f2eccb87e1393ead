// The parts of citation-js that are used here; the packages bring no types.

declare module '@citation-js/core' {
  /** https://citation.js.org/api/0.7/Cite.html */
  export class Cite {
    constructor(data: string, options?: { generateGraph?: boolean });
    /** In CSL's terms. */
    readonly data: readonly Readonly<Record<string, unknown>>[];
  }
  export const plugins: {
    readonly input: {
      /** What a reader makes of a text, one step on the way to CSL. */
      chainLink(
        data: string,
        options?: { generateGraph?: boolean },
      ): readonly (Readonly<Record<string, unknown>> & {
        readonly label?: string;
        readonly properties?: Readonly<Record<string, unknown>>;
      })[];
    };
  };
}

declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-ris' {}
