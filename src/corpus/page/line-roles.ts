import { type LineFeatures, lineFeatures } from './line-features.ts';
import type { PaperLine } from './site/paper-lines.ts';

/** What a line is: the start of a title or abstract, or more of the one before. */
export const roles = { title: 0, moreTitle: 1, abstract: 2, moreAbstract: 3 } as const;
const roleCount = 4;

/** Whether blank lines part a page's titles from its abstracts. */
type Layout = 'blocks' | 'run';

/**
 * The role of each line, so that the whole page is least odd: a cheapest path through the lines
 * (Viterbi), once for each layout, where a short line without a full stop makes a cheap title, one
 * that begins in lower case a dear one, and so on. So an abstract cut into lines stays one abstract,
 * whatever its pieces look like alone.
 */
export function lineRoles(lines: readonly PaperLine[]): Uint8Array {
  const features = lineFeatures(lines);
  const onlyTitles = features.every((line) => line.asTitle < price.onlyTitles);
  if (onlyTitles) {
    return new Uint8Array(lines.length).fill(roles.title);
  }
  const blocks = cheapestRoles(lines, features, 'blocks');
  const run = cheapestRoles(lines, features, 'run');
  return blocks.cost <= run.cost ? blocks.roles : run.roles;
}

/** The cheapest way to a line in a role: its price, and how long the abstract is by then. */
interface Way {
  readonly role: number;
  readonly cost: number;
  readonly abstractLength: number;
  readonly from: number;
}

/**
 * Ways that end in one role are kept apart by how long their abstract is, in steps of this many
 * characters: a title that was swallowed is only noticed when the abstract gets too long.
 */
const lengthStep = 400;
const wayCount = roles.moreAbstract + 8;

function wayOf(role: number, abstractLength: number): number {
  if (role !== roles.moreAbstract) {
    return role;
  }
  return Math.min(role + Math.floor(abstractLength / lengthStep), wayCount - 1);
}

function cheapestRoles(
  lines: readonly PaperLine[],
  features: readonly LineFeatures[],
  layout: Layout,
): { cost: number; roles: Uint8Array } {
  const cameFrom = new Uint8Array(lines.length * wayCount);
  let ways: (Way | undefined)[] = [];
  features.forEach((line, at) => {
    const before = features[at - 1];
    const afterBlank = lines[at]?.afterBlank ?? false;
    const next = Array.from<Way | undefined>({ length: wayCount });
    if (before === undefined) {
      next[roles.title] = { role: roles.title, cost: line.asTitle, abstractLength: 0, from: 0 };
    }
    ways.forEach((way, from) => {
      if (way === undefined || before === undefined) {
        return;
      }
      for (let role = 0; role < roleCount; role += 1) {
        const step = costOfStep(way.role, role, before, line, afterBlank, layout);
        if (step === Infinity) {
          continue;
        }
        const length = costOfLength(role, way.abstractLength, line.length);
        const cost = way.cost + costOfRole(role, line) + step + length;
        const abstractLength = isTitle(role) ? 0 : way.abstractLength + line.length;
        const to = wayOf(role, abstractLength);
        if (cost < (next[to]?.cost ?? Infinity)) {
          next[to] = { role, cost, abstractLength, from };
        }
      }
    });
    next.forEach((way, to) => {
      cameFrom[at * wayCount + to] = way?.from ?? 0;
    });
    ways = next;
  });
  const ends = ways.map((way) => (way === undefined ? Infinity : costOfEnd(way)));
  const cost = Math.min(...ends);
  const path = new Uint8Array(lines.length);
  let way = Math.max(ends.indexOf(cost), 0);
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    path[at] = Math.min(way, roles.moreAbstract);
    way = cameFrom[at * wayCount + way] ?? 0;
  }
  return { cost, roles: path };
}

function costOfEnd({ role, cost, abstractLength }: Way): number {
  return (
    cost + (isTitle(role) ? price.noAbstractAtEnd : costOfLength(roles.title, abstractLength, 0))
  );
}

/** An abstract shorter or longer than abstracts are is odd (arXiv takes 1,920 characters). */
function costOfLength(role: number, before: number, length: number): number {
  if (isTitle(role)) {
    return before === 0 ? 0 : Math.max(0, 1 - before / usual.shortest) * price.shortAbstract;
  }
  const over = Math.max(0, before + length - usual.longest) - Math.max(0, before - usual.longest);
  return Math.min(over / usual.charactersPerPoint, price.longAbstract);
}

const usual = { shortest: 400, longest: 2000, charactersPerPoint: 150 } as const;

const isTitle = (role: number) => role === roles.title || role === roles.moreTitle;

/** How odd each thing is; only their proportions matter. Tuned on real pages cut in many ways. */
const price = {
  /** Where every line is cheaper than this as a title, the page has only titles. */
  onlyTitles: 2,
  noAbstract: 5,
  noAbstractAtEnd: 4,
  titleInBlock: 7,
  abstractInBlock: 5,
  shortAbstract: 1.5,
  longAbstract: 4,
  paragraph: 0.8,
  titleContinues: 1,
  moreOpenTitle: 3,
  moreFullTitle: 5,
  moreTitle: 7,
  moreTitleAfterBlank: 9,
  titleAfterOpenEnd: 3,
  titleAfterOpenLongLine: 0.8,
  titleAfterFullLine: 1.5,
} as const;

function costOfRole(role: number, line: LineFeatures): number {
  if (role === roles.title) {
    return line.asTitle;
  }
  if (role === roles.moreTitle) {
    return line.asMoreTitle;
  }
  return role === roles.abstract ? line.asAbstract : 0;
}

function costOfStep(
  from: number,
  to: number,
  before: LineFeatures,
  line: LineFeatures,
  afterBlank: boolean,
  layout: Layout,
): number {
  if (to === roles.moreTitle) {
    if (!isTitle(from)) {
      return Infinity;
    }
    if (afterBlank) {
      return price.moreTitleAfterBlank;
    }
    if (line.continues) {
      return price.titleContinues;
    }
    if (before.isOpenTitle) {
      return price.moreOpenTitle;
    }
    return before.isFull ? price.moreFullTitle : price.moreTitle;
  }
  if (to === roles.abstract) {
    if (!isTitle(from)) {
      return Infinity;
    }
    return layout === 'blocks' && !afterBlank ? price.abstractInBlock : 0;
  }
  if (to === roles.moreAbstract) {
    if (isTitle(from)) {
      return Infinity;
    }
    const apart = afterBlank ? price.paragraph : 0;
    if (line.continues) {
      return apart / 3;
    }
    if (!before.isClosed || before.isFull) {
      return apart + line.asCarriedOn;
    }
    return apart + line.asParagraph;
  }
  const blank = layout === 'blocks' && !afterBlank ? price.titleInBlock : 0;
  if (isTitle(from)) {
    return blank + price.noAbstract;
  }
  const open = before.isClosed
    ? 0
    : before.isLong
      ? price.titleAfterOpenLongLine
      : price.titleAfterOpenEnd;
  return blank + open + (before.isFull && !afterBlank ? price.titleAfterFullLine : 0);
}
