/** A piece of a query. */
export type QueryPart =
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  | { readonly kind: Sign };

type Sign = 'AND' | 'OR' | 'NOT' | '(' | ')';

/** A quoted phrase, a quote that is never closed, the minus of a word, or what spaces part. */
const pattern =
  /(?<minus>-)?["“”](?<phrase>[^"“”]*)["“”]|(?<=^|[\s(])(?<open>-)?["“”](?<rest>[^"“”]+)$|(?<=^|\s)(?<not>-)(?=[\p{L}\p{N}(])|(?<word>[^\s"“”]+)|["“”]/gu;

/**
 * Takes a query apart. A minus is read as NOT; a quote that is never closed goes to the end.
 * Parentheses are like other signs, unless they are used with AND, OR or NOT.
 */
export function lexQuery(typed: string): QueryPart[] {
  const pieces = [...typed.normalize('NFC').matchAll(pattern)].map(({ groups = {} }) => groups);
  const isJoined = pieces.some(
    ({ word = '', not }, i) =>
      /^\(*(?:AND|OR)\)*$/u.test(word) ||
      (/^(?:-|NOT)$/.test(not ?? word) && pieces[i + 1]?.word?.startsWith('(')),
  );
  return pieces.flatMap(({ minus, phrase, open, rest, not, word }): QueryPart[] => {
    const quoted = (phrase ?? rest ?? '').trim();
    if (quoted !== '') {
      const said = { kind: 'phrase', text: quoted } as const;
      return (minus ?? open) ? [{ kind: 'NOT' }, said] : [said];
    }
    if (not) {
      return [{ kind: 'NOT' }];
    }
    if (!word) {
      return [];
    }
    if (word === 'NOT') {
      return [{ kind: 'NOT' }];
    }
    return isJoined ? [...partsOf(word)] : [{ kind: 'word', text: word }];
  });
}

/** A word with the parentheses that are glued to it; those of `f(x)` are its own. */
function* partsOf(glued: string): Generator<QueryPart> {
  const [opening = ''] = /^\(*/u.exec(glued) ?? [];
  let word = glued.slice(opening.length);
  let closing = 0;
  while (word.endsWith(')') && count(word, ')') > count(word, '(')) {
    word = word.slice(0, -1);
    closing++;
  }
  for (const _ of opening) {
    yield { kind: '(' };
  }
  if (opening !== '' && /^-[\p{L}\p{N}]/u.test(word)) {
    yield { kind: 'NOT' };
    word = word.slice(1);
  }
  if (word === 'AND' || word === 'OR' || word === 'NOT') {
    yield { kind: word };
  } else if (word !== '') {
    yield { kind: 'word', text: word };
  }
  for (let i = 0; i < closing; i++) {
    yield { kind: ')' };
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
