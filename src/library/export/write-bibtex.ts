import { readArxivNumber } from '../../corpus/identifiers/arxiv-number.ts';
import { describeListed, describeSummary } from './describe-exported.ts';
import type { ExportedPaper } from './exported-paper.ts';
import { readPersonName } from './person-name.ts';

/**
 * BibTeX in UTF-8, as BibTeX, biber and reference managers read it: capitals of titles protected,
 * TeX's own signs escaped where text is typeset, and braces that balance whatever a text holds.
 */
export function writeBibtex(papers: readonly ExportedPaper[]): string {
  return papers.map(writeEntry).join('\n');
}

/** The standard names of the months, which styles know as macros. */
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function writeEntry(paper: ExportedPaper): string {
  const { title, authors, year, month, doi, url, arxivId, organisation, abstract } = paper;
  const number = arxivId && (readArxivNumber(arxivId) ?? arxivId);
  const archive = /^([a-z-]+)\//.exec(number ?? '')?.[1];
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['title', `{${protectCapitals(title)}}`],
    ['author', braced(authors.map(writeName).join(' and '))],
    ['year', year === undefined ? undefined : `{${year}}`],
    ['month', month === undefined ? undefined : months[month - 1]],
    ['doi', doi && `{${verbatim(doi)}}`],
    ['url', url && `{${verbatim(url)}}`],
    ['eprint', number && `{${verbatim(number)}}`],
    ['archivePrefix', number && '{arXiv}'],
    ['primaryClass', archive && `{${archive}}`],
    // Styles of BibTeX know no eprint: the note is what they print.
    ['note', noteOf(paper, number)],
    ['organization', organisation && braced(`{${typeset(organisation)}}`)],
    ['abstract', braced(typeset(abstract ?? describeSummary(paper) ?? ''))],
    ['keywords', braced(keywordsOf(paper).map(typeset).join(', '))],
    ['readstatus', paper.state && `{${paper.state}}`],
    ['annote', paper.note && braced(typeset(paper.note))],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value},\n`] : []));
  return `@misc{${paper.key},\n${lines.join('')}}\n`;
}

/** The number, else the page that listed the paper. */
function noteOf(paper: ExportedPaper, number: string | undefined): string | undefined {
  const note = number ? `arXiv:${number}` : describeListed(paper);
  return note && `{${typeset(note)}}`;
}

function braced(value: string): string | undefined {
  return value.replaceAll(/[{}\s]/g, '') === '' ? undefined : `{${value}}`;
}

/** Tags, then what the paper says it is about; a comma would part them. */
function keywordsOf({ tags, keywords }: ExportedPaper): string[] {
  return [...new Set([...tags, ...keywords].map((each) => each.replaceAll(',', ' ')))];
}

function writeName(written: string): string {
  const name = readPersonName(written);
  if ('literal' in name) {
    return /^(?:others|et al\.?)$/i.test(name.literal) ? 'others' : `{${typeset(name.literal)}}`;
  }
  const family = typeset(name.family);
  // BibTeX would take all up to the last small letter for a particle.
  const isJoined = /^\p{Lu}.*\s\p{Ll}/u.test(family);
  const others = [...(name.suffix ? [name.suffix] : []), name.given].map(typeset);
  return [isJoined ? `{${family}}` : family, ...others].join(', ');
}

/** As commands with a group of their own, so that neither a letter nor a brace is taken by them. */
const texSigns: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}',
  '{': '{\\textbraceleft}',
  '}': '{\\textbraceright}',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
  '<': '{\\textless}',
  '>': '{\\textgreater}',
  '|': '{\\textbar}',
};

/** A word with a capital behind its first letter, or a letter alone, which a style would lower. */
const protectedWord = /[\p{L}\p{N}]\p{Lu}|\p{Lu}\p{N}|^[^\p{L}]*(?![AI](?!\p{L}))\p{Lu}[^\p{L}]*$/u;

function protectCapitals(title: string): string {
  return title.split(/\s+/).map(protectWord).join(' ');
}

/** Punctuation around the word stays outside its braces. */
function protectWord(word: string): string {
  const letters = [...word.matchAll(/[\p{L}\p{N}]/gu)];
  const [first, last] = [letters[0], letters.at(-1)];
  if (!first || !last || !protectedWord.test(word)) {
    return typeset(word);
  }
  const [from, to] = [first.index, last.index + last[0].length];
  return `${typeset(word.slice(0, from))}{${typeset(word.slice(from, to))}}${typeset(word.slice(to))}`;
}

/** Text as TeX prints it. BibTeX counts braces behind a backslash, too: none may stand alone. */
function typeset(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .replaceAll(/[\\{}~^<>|&%$#_]/g, (sign) => texSigns[sign] ?? `\\${sign}`);
}

/** An identifier or address, which TeX takes letter by letter; what would end the field is encoded. */
function verbatim(text: string): string {
  return text.replaceAll(/[{}\\$\s\p{Cc}\p{Cs}]/gu, (sign) =>
    encodeURIComponent(/\p{Cs}/u.test(sign) ? '\ufffd' : sign),
  );
}
