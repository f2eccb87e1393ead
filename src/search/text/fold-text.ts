/** Letters that NFKD leaves whole, as people type them without the key. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

const greekNames =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );

/** α to ω are in the order of their names, but for the final sigma at U+03C2. */
const greekLetters = Object.fromEntries(
  'α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω'
    .split(' ')
    .map((letter, i) => [letter, greekNames[i] ?? letter]),
);

const replacements = new Map(Object.entries({ ...plainLetters, ...greekLetters, ς: 'sigma' }));

/**
 * Lower case without accents or other marks, in compatibility form (NFKD), with Greek letters by
 * name: `Łukasz` and `lukasz`, `τ` and `tau` fold to the same.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii(lower)) {
    return lower;
  }
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\0-\x7f]/gu, (letter) => replacements.get(letter) ?? letter);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) {
      return false;
    }
  }
  return true;
}
