/** Words of the site's navigation that may be saved along; never a title. */
const words = new Set(
  `hugging face|hugging face's logo|search|models|datasets|spaces|buckets|community|posts|docs|enterprise|solutions|pricing|
log in|login|sign up|papers|daily|weekly|monthly|today|yesterday|this week|this month|all time|previous|prev|next|submit|upvote|
trending papers|daily papers|papers with code|tasks|collections|languages|organizations|inference endpoints|storage|storage buckets|kernels|
search any paper with ai|search by arxiv id or title|system theme|company|tos|terms of service|privacy|about|careers|jobs|website|
inference providers|changelog|learn|blog|forum|discord|github|©|resources|sort: trending|sort: new|sort|filter|most recent`
    .replaceAll('\n', '')
    .split('|'),
);

/** The heading of a week's or a month's list. */
const span =
  /^(?:week|w)\s?\d{1,2}(?:,?\s+\d{4})?$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}$/i;
/** What a tool that fetches pages as markdown writes above them. */
const capture = /^(?:title|url source|published time|markdown content|source|url|date):(?:\s|$)/i;
const copyright = /^©\s*(?:\d{4}\s*)?hugging face$/i;
/** Something on the menu that is new says so. */
const badge = /^new!?\s*$|(?<=\S)\s*\bnew!?$/;

/** Whether a line is nothing but an entry of the site's menus. */
export function isNavigation(text: string): boolean {
  if (text.length > 100) {
    return false;
  }
  const plain = plainSpaces(text)
    .toLowerCase()
    .replace(/^(?:[-*•]\s+)/, '');
  const bare = plain.replace(badge, '');
  const all = bare.split(/(?:(?<!\s)\s+)?[|·/]\s*|\s{2,}/).filter((word) => word !== '');
  return (
    all.every((word) => words.has(word)) ||
    capture.test(plain) ||
    span.test(plain) ||
    copyright.test(plain)
  );
}

/** The same length with every space a plain one: pages copied from a browser have others. */
export function plainSpaces(text: string): string {
  return text.replace(/\s/g, ' ');
}
