// The parts of citation-js that are used here; the packages bring no types.

declare module '@citation-js/core' {
  /** https://citation.js.org/api/0.7/Cite.html */
  export class Cite {
    constructor(data: readonly object[], options?: { generateGraph?: boolean });
    format(format: string, options?: object): unknown;
  }
  export const plugins: {
    readonly config: { get(name: '@bibtex'): { format: Record<string, boolean> } };
  };
}

declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-ris' {}
