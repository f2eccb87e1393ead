import { rememberLast } from '../../corpus/text/remember-last.ts';
import { sentencesOf } from '../../corpus/text/sentences.ts';

/**
 * A text in at most `most` UTF-16 units that still says what it says: whole where it fits, else cut
 * at the end of a sentence or clause. A clause is no end where what follows it could turn its meaning
 * (a negation, a contrast, a condition).
 * @returns the beginning with an ellipsis; empty where there is no such end.
 */
export function cutClause(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  let cut = '';
  for (const { start, end } of sentencesIn(text)) {
    const rest = text.slice(end).trimStart();
    const sentence = text.slice(start, end);
    const isLast = rest === '';
    for (const at of isLast || end + 2 > most ? clauseEndsIn(sentence) : []) {
      const head = `${text.slice(0, start + at)}…`;
      cut = head.length <= most ? head : cut;
    }
    if (isLast || end + 2 > most) {
      break;
    }
    cut = turningStart.test(rest) ? cut : `${text.slice(0, end)} …`;
  }
  return cut;
}

/** A text is cut to one length after the other, and shown in many messages of a day. */
const maxRemembered = 1_000;

const sentencesIn = rememberLast(maxRemembered, sentencesOf);
const clauseEndsIn = rememberLast(maxRemembered, clauseEnds);

/** What may take back, reverse or restrict what was said before it. */
const turning =
  /\b(?:not|no|none|never|neither|nor|cannot|without|but|yet|however|although|though|albeit|while|whereas|except|unless|only|despite|fails?|failed|failing|failure|instead|rather|otherwise|until|contrary|unlike|hardly|barely|rarely|worse|worsens?|limited|if|provided|when)\b|n[’']t\b/giu;
const turningStart =
  /^(?:but|yet|however|nevertheless|nonetheless|still|although|though|unfortunately|conversely|instead|that said|on the other hand|in contrast|only|this (?:fails|holds only))\b/iu;

/** A sentence that begins so says nothing before its first comma. */
const introduction =
  /^(?:while|although|though|if|when|whereas|unless|despite|unlike|instead|rather|even|given|since|because|as|after|before|by|to|in|on|at|for|from|with|without|under|through|across|among|between|using|via|not|once|until|beyond|building|motivated|inspired|based)\b/iu;

/** What may follow the comma behind a whole clause. */
const addition = /^(?:which|who|whose|and|so|then|with|using|thus|thereby|hence|[\p{L}-]+ing)\b/u;
const additionAfterIntroduction = /^(?:which|who|whose|thus|thereby|[\p{L}-]+ing)\b/u;

/** A clause does not end in one of these. */
const unfinished =
  /(?:^|\s)(?:not|no|never|only|without|than|and|or|but|that|which|to|of|the|an?|by|with|for|from|in|on|as|is|are|was|were|be|does|do|did|can|may|will|via|such)$/iu;

/** Fewest letters and words that say something. */
const least = { length: 25, words: 4 } as const;

/** Where the clauses of a sentence end, before their commas and dashes; only those that may end it. */
function clauseEnds(sentence: string): number[] {
  const lastTurn = [...sentence.matchAll(turning)].at(-1)?.index ?? -1;
  const isIntroduced = introduction.test(sentence);
  const ends: number[] = [];
  let [depth, commas, dashes, from] = [0, 0, 0, 0];
  for (const { 0: sign, index } of sentence.matchAll(/[()[\]]|[,;:](?=\s)|\s[-–—](?=\s)/gu)) {
    const rest = sentence.slice(index + sign.length).trimStart();
    const isOpen = depth > 0 || dashes % 2 === 1 || index < lastTurn;
    depth += sign === '(' || sign === '[' ? 1 : sign === ')' || sign === ']' ? -1 : 0;
    if (sign === ',' && !isOpen) {
      const follows = isIntroduced ? additionAfterIntroduction : addition;
      const isList = commas > 0 && /^(?:and|or)\b/u.test(rest);
      if (follows.test(rest) && !isList && isClause(sentence.slice(from, index))) {
        ends.push(index);
      }
      commas += 1;
    } else if (/^[;:]|\s/u.test(sign) && !isOpen && isClause(sentence.slice(from, index))) {
      ends.push(index);
    }
    if (sign === ';') {
      [commas, from] = [0, index + 1];
    }
    dashes += /^\s/u.test(sign) ? 1 : 0;
  }
  return ends;
}

function isClause(text: string): boolean {
  const clause = text.trim();
  const words = clause.split(/\s+/u, least.words).length;
  return clause.length >= least.length && words >= least.words && !unfinished.test(clause);
}
