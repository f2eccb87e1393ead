/**
 * Work done: how many characters or elements each regular expression and each method of strings and
 * arrays went over. The same on every machine.
 */
export type Work = ReadonlyMap<string, number>;

const ofStrings =
  'at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare normalize repeat replaceAll slice split startsWith substring toLowerCase toUpperCase trim trimEnd trimStart';
const ofArrays =
  'concat every filter find findIndex findLast flatMap includes indexOf join lastIndexOf map reduce reverse slice some splice toSorted';

/** Runs code and counts what its regular expressions and methods of strings and arrays go over. */
export function countWork(run: () => void): Work {
  const work = new Map<string, number>();
  const restore = watchPrototypes((place, read) => work.set(place, (work.get(place) ?? 0) + read));
  try {
    run();
  } finally {
    restore();
  }
  return work;
}

/** The source of an expression that is tried at the start alone. */
const onlyAtStart = /^\^[^|]*$/;

/** Tells how much each run of a regular expression or method went over. */
function watchPrototypes(tell: (place: string, read: number) => void): () => void {
  const exec = Reflect.get(RegExp.prototype, 'exec') as (
    this: RegExp,
    text: string,
  ) => RegExpExecArray | null;
  // Once this is replaced, every method that takes a regular expression goes through it.
  RegExp.prototype.exec = function execCounted(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const end = match ? match.index + match[0].length : text.length;
    const isAnchored = this.sticky || (exec.call(onlyAtStart, this.source) && !this.multiline);
    tell(this.source, 1 + (match || !isAnchored ? Math.max(0, end - from) : 0));
    return match;
  };
  const methods = [
    ...watchMethods(String.prototype, ofStrings, tell),
    ...watchMethods(Array.prototype, ofArrays, tell),
  ];
  return () => {
    RegExp.prototype.exec = exec;
    for (const restore of methods) {
      restore();
    }
  };
}

type Method = (this: { readonly length: number }, ...args: unknown[]) => unknown;

function watchMethods(
  prototype: object,
  names: string,
  tell: (place: string, read: number) => void,
): (() => void)[] {
  const methods = prototype as Record<string, Method>;
  return names.split(' ').flatMap((name) => {
    const original = methods[name];
    if (original === undefined) {
      return [];
    }
    methods[name] = function counted(...args) {
      const result = original.apply(this, args);
      tell(name, readOf(name, this.length, args, result));
      return result;
    };
    return [
      () => {
        methods[name] = original;
      },
    ];
  });
}

/** How much a method looked at. */
function readOf(name: string, length: number, args: readonly unknown[], result: unknown): number {
  switch (name) {
    case 'at':
    case 'charAt':
    case 'charCodeAt':
    case 'codePointAt':
      return 1;
    case 'startsWith':
    case 'endsWith':
      return String(args[0]).length;
    case 'indexOf':
    case 'includes':
      return (typeof result === 'number' && result >= 0 ? result : length) - Number(args[1] ?? 0);
    case 'slice':
    case 'substring':
      return (result as { length: number }).length;
    default:
      return length;
  }
}
