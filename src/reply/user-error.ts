/** Something the person can mend: `message` is a sentence for them, shown privately. */
export class UserError extends Error {
  override name = 'UserError';
}
