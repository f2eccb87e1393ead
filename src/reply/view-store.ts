/** Arguments of a button that do not fit into a custom id (a query and its filters). Any JSON. */
export type View = { readonly [key: string]: unknown };

/** Keeps views under a short content hash for 30 days after their last use, or an hour less. */
export interface ViewStore {
  /** The key of this view, at most 22 characters of [A-Za-z0-9_-]; the same view always has the same key. */
  keepView(view: View): Promise<string>;
  /** The view and a renewed lease, or undefined where it is gone. */
  openView(key: string): Promise<View | undefined>;
}
