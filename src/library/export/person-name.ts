/** A name in the parts that bibliographies sort and shorten; a name without such parts is `literal`. */
export type PersonName =
  | { readonly literal: string }
  | {
      /** With its particles: `van der Berg`. */
      readonly family: string;
      readonly given: string;
      /** `Jr.`, `III` */
      readonly suffix?: string;
    };

/** Words that are in names of groups and in none of people. */
const groupWords =
  'collab(?:oration)?s?|kollaboration|consorti(?:um|a|o)|konsortium|teams?|équipe|groups?|groupe|gruppe|arbeitsgruppe|initiatives?|committees?|commission|universit\\p{L}+|institut\\p{L}*|foundation|associations?|society|laborator\\p{L}+|labs?|organi[sz]ations?|alliance|federation|agency|ministry|academy|hospital|company|corporation|network|projects?|workshop|observatory|center|centre|department|faculty|division|task force|authors|contributors|developers|maintainers|members|researchers?|research|scientists|community';
const group = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${groupWords})(?![\\p{L}\\p{N}-])`, 'iu');
/** `Ai` is a name of people. */
const company = /(?<![\p{L}\p{N}-])(?:AI|Inc|Ltd|GmbH|Corp)(?![\p{L}\p{N}-])/u;
const spokenFor =
  /^(?:the|[Ff]or|[Oo]n behalf of)\s|[\s(](?:for the|on behalf of|&|\+|et)\s|(?<![^\s,])[Aa][Nn][Dd](?![^\s,])|^et al/u;

const suffix =
  '(?:[Jj][Rr]\\.?|[Ss][Rr]\\.?|II|III|IV|VI{1,3}|2nd|3rd|4th|Ph\\.?\\s?D\\.?|Esq\\.?)';
const isSuffix = new RegExp(`^${suffix}$`, 'u');
const endsInSuffix = new RegExp(`^(.+?)\\s+(${suffix})$`, 'u');

const particle =
  "(?:[Vv]an|[Vv]on|vom|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]ella|delle|dello|[Dd]i|[Dd]a|do|[Dd]os|das|du|des|[Ll]a|[Ll]e|las|los|[Tt]en|[Tt]er|te|tot|[Bb]in|bint|ibn|[Aa]l|el|af|av|zu|zur|zum|am|op|d'|d’|'t|’t)";
/** Given names, then a family name of one word with its particles, or of two that are joined. */
const words = new RegExp(
  `^(\\S.*?)\\s+((?:${particle}\\s+)*(?:\\S+\\s+(?:y|i|e)\\s+\\S+|\\S+\\s+(?:Filho|Júnior|Junior|Neto|Sobrinho|Netto)|\\S+))$`,
  'u',
);
const particlesLast = new RegExp(`^(.+?)\\s+((?:${particle}\\s+)*${particle})$`, 'u');
const particleFirst = new RegExp(`^(?=\\p{Ll}|['’])${particle}\\s`, 'u');

/**
 * The parts of a name however its source wrote it: `Ada van der Berg`, `Berg, Ada van der`,
 * `Sample, Jr., Martin` and `Martin Sample Jr.`. Collaborations, teams and single names stay whole.
 */
export function readPersonName(written: string): PersonName {
  const name = written
    .replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .replace(/^[\s,;]+|(?<![\s,;])[\s,;]+$/g, '');
  // What stands in brackets behind a person is where they work.
  const [, alone] = /^([^()]+)\([^()]*\)$/.exec(name) ?? [];
  if (alone && !isGroup(alone) && !spokenFor.test(name)) {
    return readPersonName(alone);
  }
  if (isGroup(name)) {
    return { literal: name };
  }
  const parts = name.split(/ ?, ?/).filter((part) => part !== '');
  return (parts.length === 1 ? ofWords(name) : ofParts(parts)) ?? { literal: name };
}

function isGroup(name: string): boolean {
  const hasSigns = /[\d@:]/u.test(name.replace(/(?:2nd|3rd|4th)$/u, ''));
  return hasSigns || [group, company, spokenFor].some((kind) => kind.test(name));
}

function ofWords(name: string): PersonName | undefined {
  const [, before = '', ending = ''] = endsInSuffix.exec(name) ?? [];
  if (before !== '') {
    const found = ofWords(before);
    return found && 'family' in found ? { ...found, suffix: ending } : undefined;
  }
  const [, given, family] = particleFirst.test(name) ? [] : (words.exec(name) ?? []);
  return given && family ? { family, given } : undefined;
}

/** A name with commas: `Family, Given`, `Family, Jr., Given`, `Family, Given, Jr.`, `Given Family, Jr.` */
function ofParts(parts: readonly string[]): PersonName | undefined {
  const [first = '', second = '', third] = parts;
  if (parts.length === 2) {
    if (isSuffix.test(second)) {
      const found = ofWords(first);
      return found && 'family' in found ? { ...found, suffix: second } : undefined;
    }
    const [, family = first, ofFamily] = endsInSuffix.exec(first) ?? [];
    const [, given = second, ofGiven] = endsInSuffix.exec(second) ?? [];
    const ending = ofFamily ?? ofGiven;
    return withParticles(family, given, ending);
  }
  if (parts.length !== 3 || third === undefined) {
    return undefined;
  }
  if (isSuffix.test(second)) {
    return isSuffix.test(third) ? ofParts([first, second]) : withParticles(first, third, second);
  }
  return isSuffix.test(third) ? withParticles(first, second, third) : undefined;
}

/** `Berg, Ada van der` is sorted as `van der Berg, Ada` by those that know no particles. */
function withParticles(family: string, given: string, ending: string | undefined): PersonName {
  const [, names = given, particles] = particlesLast.exec(given) ?? [];
  return {
    family: particles ? `${particles} ${family}` : family,
    given: names,
    ...(ending && { suffix: ending }),
  };
}
