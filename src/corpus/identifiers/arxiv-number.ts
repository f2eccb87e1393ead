import { doiSpans } from './doi.ts';

/** An arXiv number in a text, as [start, end) in UTF-16 units; the version belongs to the stretch. */
export interface ArxivSpan {
  readonly start: number;
  readonly end: number;
  readonly number: string;
}

/**
 * The archives whose papers were numbered `archive/YYMMNNN` before April 2007
 * (https://info.arxiv.org/help/arxiv_identifier.html); a subject class may follow the archive.
 */
const oldArchives =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con';

/** Year and month, then four digits until 2014 and five since. */
const newNumber =
  '(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\\.\\d{4}|(?:1[5-9]|[2-9]\\d)(?:0[1-9]|1[0-2])\\.\\d{5}';
const oldNumber = `(?:${oldArchives})(?:\\.[a-z]{2}(?:-[a-z]+)?|\\.[a-z]+-[a-z]+)?\\/\\d{2}(?:0[1-9]|1[0-2])\\d{3}`;
const version = '(?:v[1-9]\\d{0,2})?';

const mention = new RegExp(
  `(?<![\\p{L}\\p{N}]|[\\p{N}][.\\-/,]|[\\p{L}]-)(?:arxiv[:.]\\s?)?(${newNumber}|${oldNumber})${version}(?![\\p{L}\\p{N}]|[.\\-/]\\d)`,
  'giu',
);

const whole = new RegExp(
  `^(?:arxiv(?:\\s+preprint)?\\s*[:.]?\\s*(?:arxiv\\s*:\\s*)?)?(${newNumber}|${oldNumber})${version}(?:\\.pdf)?(?:\\s*\\[[a-z.-]+\\])?(?:\\s+\\d{1,2} [a-z]{3,9} \\d{4})?[.,;:]?$`,
  'iu',
);

/** Sites whose addresses carry arXiv numbers, and the paths before the number. */
const address =
  /^(?:https?:\/\/)?(?:(?:[a-z\d-]+\.)*(?:arxiv\.org|alphaxiv\.org|huggingface\.co|hf\.co|ar5iv\.org)\/(?:(?:abs|pdf|html|format|src|e-print|ps|overview|papers|a)\/)?|[a-z\d.-]+\.[a-z]{2,}\/(?:[\w-]+\/){0,5}arxiv\/)([^?#\s]+)(?:[?#]\S*)?$/iu;
const arxivDoi = /^10\.48550\/arxiv\.(.+)$/iu;

/**
 * The arXiv number that a text is, however it is written: `2401.12345v2`, `arXiv:hep-th/9901001`, an
 * address of the abstract or the PDF with or without scheme, arXiv's own DOI. Without its version
 * and, for an old number, without its subject class, so that one paper has one number.
 * @returns undefined for anything else, and where more than a number is said.
 */
export function readArxivNumber(text: string): string | undefined {
  const typed = text.trim().replace(/^<(\S+)>$/u, '$1');
  const direct = whole.exec(typed)?.[1];
  if (direct !== undefined) {
    return canonical(direct);
  }
  const [doi] = doiSpans(typed);
  if (doi !== undefined) {
    const isAll = /^(?:https?:\/\/)?(?:[a-z.]+\/)?(?:doi:?\s*)?$/iu.test(typed.slice(0, doi.start));
    return isAll && doi.end === typed.length ? arxivNumberOfDoi(doi.doi) : undefined;
  }
  const path = address
    .exec(typed)?.[1]
    ?.replace(/(?<!\/)\/+$/u, '')
    .replace(/\.(?:pdf|md)$/iu, '');
  const found = path === undefined ? undefined : whole.exec(path)?.[1];
  return found === undefined ? undefined : canonical(found);
}

/** The version that a number is written with: 2 of `2401.12345v2`. */
export function arxivVersion(text: string): number | undefined {
  const [last = ''] = text.trimEnd().split(/\s/u).slice(-1);
  const digits = /\d{4,7}v([1-9]\d{0,2})(?:\.pdf)?\/?(?:[?#]|$)/iu.exec(last)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The arXiv number that a DOI of arXiv's own (`10.48550/arXiv.…`) stands for. */
export function arxivNumberOfDoi(doi: string): string | undefined {
  const found = whole.exec(arxivDoi.exec(doi)?.[1] ?? '')?.[1];
  return found === undefined ? undefined : canonical(found);
}

/**
 * The arXiv numbers that a text mentions, in order. A number is never read out of a longer one, nor
 * out of a DOI that is not arXiv's.
 */
export function arxivSpans(text: string): ArxivSpan[] {
  const dois = doiSpans(text);
  const ofDois = dois.flatMap(({ start, end, doi }): ArxivSpan[] => {
    const number = arxivNumberOfDoi(doi);
    return number === undefined ? [] : [{ start, end, number }];
  });
  let next = 0;
  const mentioned = [...text.matchAll(mention)].flatMap((match): ArxivSpan[] => {
    const [written, number = ''] = match;
    const start = match.index;
    while ((dois[next]?.end ?? Number.POSITIVE_INFINITY) <= start) {
      next += 1;
    }
    const inDoi = (dois[next]?.start ?? Number.POSITIVE_INFINITY) < start + written.length;
    return inDoi ? [] : [{ start, end: start + written.length, number: canonical(number) }];
  });
  return [...ofDois, ...mentioned].toSorted((a, b) => a.start - b.start);
}

function canonical(number: string): string {
  return number.toLowerCase().replace(/\.[a-z-]+\//u, '/');
}

/** The year and month in which a numbered paper was first submitted. */
export function arxivMonth(number: string): { year: number; month: number } {
  const digits = number.slice(number.indexOf('/') + 1);
  const year = Number(digits.slice(0, 2));
  return { year: year < 91 ? 2000 + year : 1900 + year, month: Number(digits.slice(2, 4)) };
}
