/** Every table that is carried over, each after those that it refers to. */
export const tables = [
  'papers',
  'abstracts',
  'paper_titles',
  'merged_papers',
  'removed_papers',
  'pages',
  'listings',
  'imports',
  'imported_pages',
  'imported_papers',
  'views',
  'shown_messages',
  'shown_papers',
  'saves',
  'save_tags',
  'save_reactions',
  'passed_over',
  'servers',
  'people',
  'members',
  'discussions',
  'zotero_items',
  'secrets',
  'forgotten_reactions',
  'forgotten_people',
  'gains',
  'counts',
  'opens',
  'schedules',
  'digests',
  'digest_papers',
  'digest_more',
  'digest_troubles',
  'source_states',
  'paces',
  'resolutions',
  'corpus',
] as const;

/** The name of a table that is carried over. */
export type Table = (typeof tables)[number];

/** Tables that have their rows in a new database already: what is carried over takes their place. */
export const prefilled: ReadonlySet<Table> = new Set(['secrets', 'corpus']);

/** Tables whose database gives their rows numbers, and in which column. */
export const numbered = {
  papers: 'rowid',
  pages: 'id',
  saves: 'id',
  discussions: 'id',
} as const satisfies Partial<Record<Table, string>>;

/** A row as both engines have it: texts, numbers, bytes and nulls by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Reads tables as of one moment. */
export interface TableSource {
  columns(table: Table): Promise<readonly string[]>;
  rows(table: Table): AsyncIterable<readonly Row[]>;
  /** The highest number that a numbered table has ever given, 0 where none. */
  lastNumber(table: keyof typeof numbered): Promise<number>;
}

/** Writes tables inside one transaction. */
export interface TableTarget extends Pick<TableSource, 'rows'> {
  clear(table: Table): Promise<void>;
  add(table: Table, columns: readonly string[], rows: readonly Row[]): Promise<void>;
  /** New rows get higher numbers than this. */
  setLastNumber(table: keyof typeof numbered, last: number): Promise<void>;
}
