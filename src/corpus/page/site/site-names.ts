import type { TextLine } from '../lines/text-lines.ts';
import { ago, longestName, nameOf, type ReadLine, sentenceEnd, submittedBy } from './site-lines.ts';

/** A line this long is an abstract. */
const abstractLength = 200;
const abbreviation = /\b(?:inc|ltd|co|corp|univ|dept|llc|s\.a|e\.v|b\.v|u\.s)\.$/iu;

/** Finds the names that only their place tells: of who submitted a paper, and of organisations. */
export function markNames(read: readonly ReadLine[]): ReadLine[] {
  const named = [...read];
  const isSite = read.some(({ mark }) => mark !== undefined);
  const isList = isSite && read.every(({ line }) => line.text.length < abstractLength);
  let runLength = 0;
  read.forEach((each, at) => {
    const before = read[at - 1];
    if (each.mark !== undefined) {
      runLength = 0;
      if (each.organisation !== undefined && before?.mark === 'opens') {
        named[at] = { line: each.line, mark: 'opens' };
      }
      return;
    }
    runLength = each.line.isHeading === true ? 1 : runLength + 1;
    const next = read[at + 1];
    const afterNext = read[at + 2];
    if (before?.mark === 'opens' && isSubmitter(before.line, each.line, next)) {
      named[at] = { ...each, mark: 'opens' };
      runLength = 0;
      return;
    }
    const least = hasDateBelow(next, afterNext) || isList ? 2 : 3;
    const isLast = next === undefined ? isSite : (next.followsName ?? next.line.isHeading ?? false);
    const isListed = each.line.isListItem === true && runLength > 1;
    if ((isListed || (isLast && runLength >= least)) && isName(each.line)) {
      named[at] = { ...each, mark: 'closes', organisation: nameOf(each.line.text) };
    }
  });
  return named;
}

/** Whether the date that the site shows behind a name comes next, or the words before that date. */
function hasDateBelow(next: ReadLine | undefined, afterNext: ReadLine | undefined): boolean {
  const isDate = (read: ReadLine | undefined) =>
    read?.published !== undefined || ago.test(read?.line.text ?? '');
  return isDate(next) || (beforeDate.test(next?.line.text ?? '') && isDate(afterNext));
}

const beforeDate = /^[·•]?\s*(?:published|updated|submitted)?(?: on)?$/iu;

/** Below a bare `Submitted by`, where the title does not follow at once. */
function isSubmitter(label: TextLine, line: TextLine, next: ReadLine | undefined): boolean {
  const isBare = label.text.replace(submittedBy, '') === '' && submittedBy.test(label.text);
  const hasTitleBelow =
    next === undefined || next.mark !== undefined || next.line.text.length < abstractLength;
  return (
    isBare && hasTitleBelow && line.isHeading !== true && /^\S+(?: \S+){0,3}$/u.test(line.text)
  );
}

function isName({ text, isHeading }: TextLine): boolean {
  const isSentence = sentenceEnd.test(text) && !abbreviation.test(text);
  return isHeading !== true && text.length <= longestName && !isSentence;
}
