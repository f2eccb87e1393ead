import { isPhrase } from '../../wording/phrase.ts';
import { lexQuery, type QueryPart } from './lex-query.ts';

/** What a person typed into the search box, taken apart. */
export interface ParsedQuery {
  /** Everything to search for, phrases included, without quotes. */
  readonly text: string;
  /** Each must be in the paper word for word. */
  readonly phrases: readonly string[];
  /** None of these words or phrases may be in the paper. */
  readonly excluded: readonly string[];
  /** What AND and OR ask for. */
  readonly condition?: Condition;
  /** In a sentence, why this cannot be searched for. */
  readonly problem?: string;
}

/** What a paper must satisfy: a word in any inflection, a phrase word for word, or several of these. */
export type Condition =
  | { readonly word: string }
  | { readonly phrase: string }
  | { readonly without: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/**
 * Reads `"exact phrase"`, `-word`, `NOT word`, `a AND b`, `a OR b` and parentheses; AND goes before
 * OR, and words side by side belong together. Without these signs any of the words will do.
 */
export function parseQuery(typed: string): ParsedQuery {
  const parts = withoutIdleParentheses(lexQuery(typed));
  const said = parts.flatMap((part) => ('text' in part ? [part] : []));
  const reading = createReading(parts);
  try {
    const condition = reading.read();
    const { text, phrases, excluded, isJoined } = reading;
    if (text.length === 0 && (excluded.length > 0 || condition)) {
      throw new QueryProblem(
        'This query only excludes words. Add what to look for: kettles -storm.',
      );
    }
    return {
      text: text.join(' '),
      phrases: isJoined ? [] : phrases,
      excluded,
      ...(isJoined && condition && { condition }),
    };
  } catch (error) {
    if (error instanceof QueryProblem) {
      const text = said.map((part) => part.text).join(' ');
      return { text, phrases: [], excluded: [], problem: error.message };
    }
    throw error;
  }
}

const operators: readonly QueryPart['kind'][] = ['AND', 'OR', 'NOT'];

/** Parentheses group what AND, OR and NOT join; elsewhere they are part of a sentence. */
function withoutIdleParentheses(parts: readonly QueryPart[]): readonly QueryPart[] {
  return parts.some(({ kind }) => operators.includes(kind))
    ? parts
    : parts.filter(({ kind }) => kind !== '(' && kind !== ')');
}

/** The query as words alone: a title with `NOT` in it, typed whole. */
export function plainQuery(typed: string): ParsedQuery {
  return { text: typed.replace(/["“”]/gu, ' ').trim(), phrases: [], excluded: [] };
}

class QueryProblem extends Error {}

const maxDepth = 20;

/** Reads the parts one after the other. */
function createReading(parts: readonly QueryPart[]) {
  const text: string[] = [];
  const phrases: string[] = [];
  const excluded: string[] = [];
  let at = 0;
  let isJoined = false;

  const next = () => parts[at];
  const takes = (kind: QueryPart['kind']): boolean => {
    const isNext = next()?.kind === kind;
    at += isNext ? 1 : 0;
    return isNext;
  };

  function readAny(depth: number): Condition | undefined {
    const ways = [readAll(depth)];
    while (takes('OR')) {
      isJoined = true;
      ways.push(readAll(depth));
      if (ways.includes(undefined)) {
        throw missingOperand('OR');
      }
    }
    return ways.length === 1 ? ways[0] : { any: present(ways) };
  }

  function readAll(depth: number): Condition | undefined {
    const all = [readRun(depth)];
    while (takes('AND')) {
      isJoined = true;
      const before = excluded.length;
      const run = readRun(depth);
      // `a AND NOT b` gives AND only something to leave out.
      if (all[0] === undefined || (run === undefined && excluded.length === before)) {
        throw missingOperand('AND');
      }
      all.push(run);
    }
    const asked = present(all);
    return asked.length > 1 ? { all: asked } : asked[0];
  }

  /** Words, phrases and parentheses side by side. */
  function readRun(depth: number): Condition | undefined {
    const run: Condition[] = [];
    for (let part = next(); part !== undefined; part = next()) {
      if (takes('NOT')) {
        const without = readLeftOut(depth);
        run.push(...(without ? [without] : []));
      } else if (takes('(')) {
        run.push(readGroup(depth));
      } else if ('text' in part) {
        at++;
        text.push(part.text);
        if (part.kind === 'phrase') {
          phrases.push(part.text);
        }
        run.push(conditionOf(part));
      } else {
        break;
      }
    }
    // What says nothing ("the") is asked for only where it stands alone.
    const telling = run.filter((each) => !('word' in each) || isPhrase(each.word));
    const asked = telling.length > 0 ? telling : run;
    return asked.length > 1 ? { all: asked } : asked[0];
  }

  function readGroup(depth: number): Condition {
    isJoined = true;
    if (depth === maxDepth) {
      throw new QueryProblem('The parentheses are nested too deeply.');
    }
    const inside = readAny(depth + 1);
    if (!takes(')')) {
      throw new QueryProblem('A closing parenthesis is missing: (a OR b).');
    }
    if (inside === undefined) {
      throw new QueryProblem('There is nothing between the parentheses.');
    }
    return inside;
  }

  /** Outside of parentheses what is left out is left out of everything. */
  function readLeftOut(depth: number): Condition | undefined {
    const part = next();
    if (part && 'text' in part) {
      at++;
      if (depth === 0) {
        excluded.push(part.text);
        return undefined;
      }
      return { without: conditionOf(part) };
    }
    if (takes('(')) {
      const [words, quoted] = [text.length, phrases.length];
      const without = readGroup(depth);
      text.length = words;
      phrases.length = quoted;
      return { without };
    }
    throw missingOperand('NOT');
  }

  return {
    text,
    phrases,
    excluded,
    get isJoined() {
      return isJoined;
    },
    read(): Condition | undefined {
      const condition = readAny(0);
      if (takes(')')) {
        throw new QueryProblem('An opening parenthesis is missing: (a OR b).');
      }
      return condition;
    },
  };
}

function conditionOf({ kind, text }: Extract<QueryPart, { text: string }>): Condition {
  return kind === 'phrase' ? { phrase: text } : { word: text };
}

function present(conditions: readonly (Condition | undefined)[]): Condition[] {
  return conditions.filter((condition) => condition !== undefined);
}

function missingOperand(sign: 'AND' | 'OR' | 'NOT'): QueryProblem {
  const rest = {
    AND: 'AND needs a word on both sides: kettle AND storm. Put it in quotes to search for the word “AND”.',
    OR: 'OR needs a word on both sides: kettle OR storm. Put it in quotes to search for the word “OR”.',
    NOT: 'NOT needs a word after it: kettle NOT storm. Put it in quotes to search for the word “NOT”.',
  } as const;
  return new QueryProblem(rest[sign]);
}
