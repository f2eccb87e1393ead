import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/corpus/text/clean-text.ts';
import { linkSpans } from '../../../src/corpus/text/links-of.ts';
import { needsRealPages, realEntries, withoutRealPages } from '../real-pages.ts';

const cases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'white space and hidden signs': [
    ['  a\n b\t\u00A0c  ', 'a b c'],
    ['sub\u00ADword and\u200B zero\uFEFF', 'subword and zero'],
    ['safe \u202Egnp.exe\u202C name', 'safe gnp.exe name'],
    ['מודלים גדולים', 'מודלים גדולים'],
    ['ที่สุด Tiếng Việt नमस्ते', 'ที่สุด Tiếng Việt नमस्ते'],
    [`Z${'\u0335'.repeat(300)}algo`, `Z${'\u0335'.repeat(6)}algo`],
    ['👩‍🔬 and 👍🏽', '👩‍🔬 and 👍🏽'],
  ],
  'commands around text': [
    [
      'works.\\footnote{The code is at https://github.com/a/b.}',
      'works. (The code is at https://github.com/a/b.)',
    ],
    ['works.\\footnote{The brace was lost', 'works. (The brace was lost)'],
    ['{\\it short-term} and {\\em deterministic}', 'short-term and deterministic'],
    ['\\emph{really \\textbf{very} good}', 'really very good'],
    ['at {\\small \\url{ https://github.com/a/B_c}}, by', 'at https://github.com/a/B_c, by'],
    ['\\href{https://a.org/x}{our page}', 'our page (https://a.org/x)'],
    ['see https://github.com/a/b{https://github.com/a/b}.', 'see https://github.com/a/b.'],
    ['as in~\\cite{smith2020}', 'as in [smith2020]'],
    ['to tea, \\KettlePlus too', 'to tea, KettlePlus too'],
  ],
  'letters and signs': [
    ["na\\\"ive, d\\'ej\\`a vu, Poincar\\'{e}, Erd\\H{o}s", 'naïve, déjà vu, Poincaré, Erdős'],
    ['Polyak-\\L ojasiewicz', 'Polyak-Łojasiewicz'],
    ['12.5\\% on R\\&D for \\$5', '12.5% on R&D for $5'],
    ['LiPO-{\\lambda} and \\alpha-fair \\leq 1', 'LiPO-λ and α-fair ≤ 1'],
    ['(\\0.25 a cup)', '(\\0.25 a cup)'],
  ],
  'ties, quotation marks and dashes': [
    ['Models~(LLMs) in Fig.~3', 'Models (LLMs) in Fig. 3'],
    ['about ~5 of 3~7, x~N(0,1)', 'about ~5 of 3~7, x~N(0,1)'],
    ["``cold'' and ``warm\" and \"hot''", '“cold” and “warm” and “hot”'],
    ["the ''real'' world", 'the “real” world'],
    [
      "the `inner' loop of the agents' plan, it's",
      'the ‘inner’ loop of the agents’ plan, it’s'.replaceAll('s’', "s'").replace('it’s', "it's"),
    ],
    ['Rao--Blackwell, one -- two, three---four', 'Rao–Blackwell, one – two, three—four'],
    ['run it with --fast or -->', 'run it with --fast or -->'],
    ['use `code` and ```block```', 'use `code` and ```block```'],
  ],
  mathematics: [
    ['From r to Q^*', 'From r to Q*'],
    ['MoE^2, R^d, 10^6, e^{-2}', 'MoE², Rᵈ, 10⁶, e⁻²'],
    ['tau^2-bench and τ^2', 'τ²-bench and τ²'],
    ['ell_p and ell_2-norm, x_t, u_{t+1}, T_j', 'ℓₚ and ℓ₂-norm, xₜ, uₜ₊₁, Tⱼ'],
    ['O(K^{2/3}), sigma_{max}, N_{off}', 'O(K^(2/3)), σ_max, N_off'],
    ['for 1leq p<2, kleq 10, pneq 2, deltageq 1', 'for 1 ≤ p<2, k ≤ 10, p ≠ 2, δ ≥ 1'],
    ['2<p<infty as gamma to infty', '2<p<∞ as gamma to ∞'],
    ['mathcal{O}(KT), mathcal O(sqrt K), {O}(T)', 'O(KT), O(√K), O(T)'],
    ['of mathbf x_0 in mathbb{R}', 'of x₀ in ℝ'],
    ['tilde O( dT) and \\hat{x}', 'Õ( dT) and x̂'],
    ['O left( n + (a+b)n right) steps', 'O(n + (a+b)n) steps'],
    ['g:R^krightarrowR', 'g:Rᵏ→R'],
    ['\\frac{1}{n+1} and \\sqrt{n}', '1/(n+1) and √n'],
    ['$\\epsilon$-greedy with $x_t$', 'ε-greedy with xₜ'],
    ['costs $5 or $10, not US$-denominated', 'costs $5 or $10, not US$-denominated'],
  ],
  "a letter's name": [
    ['O(1/epsilon^2) for an epsilon-optimal policy', 'O(1/ε²) for an ε-optimal policy'],
    ['(epsilon, delta)-DP', '(ε, δ)-DP'],
    ['Omega(T) in the Theta(S)', 'Ω(T) in the Θ(S)'],
    [
      'an alpha version of a beta test by Phi-3, AlphaGo and Delta Lake',
      'an alpha version of a beta test by Phi-3, AlphaGo and Delta Lake',
    ],
  ],
  'commands without their backslash, glued to a digit': [
    ['with approx35 pots, approx4.5M cups, approx$12', 'with ≈35 pots, ≈4.5M cups, ≈$12'],
    [
      'after sim12 minutes for sim7B cups, 3sim9 a day',
      'after ∼12 minutes for ∼7B cups, 3∼9 a day',
    ],
    ['2.75times hotter and 3-4times more', '2.75× hotter and 3-4× more'],
    ['512times512, 8times P40, 4timesP40, Ktimes K', '512×512, 8× P40, 4×P40, K×K'],
    ['5times10^{-3} and times10^{6}', '5×10⁻³ and ×10⁶'],
    ['81.4pm0.7% and pm1.5', '81.4±0.7% and ±1.5'],
    ['at 95^circC, 45^{circ}, $30^\\circ$', 'at 95°C, 45°, 30°'],
    ['leq7 cups, geq20, kleq 3', '≤ 7 cups, ≥ 20, k ≤ 3'],
    ['the 2^{nd} and 5^th, 10^-6', 'the 2nd and 5th, 10⁻⁶'],
    ['40rightarrow60 (uparrow), x_1,ldots,x_n', '40→60 (↑), x₁,…,xₙ'],
  ],
  'commands without their backslash, glued to a brace': [
    ['texttt{K}ettle, textbf{Pot}s, our textsc{TeaNet}', 'Kettle, Pots, our TeaNet'],
    ['emph{really} good, mathcal{O}, mathsf{Var* K}', 'really good, O, Var* K'],
    ['approx{15}% of operatorname{max}', '≈15% of max'],
    [
      'url{https://a.org/x_y} and href{https://a.org}{ours}',
      'https://a.org/x_y and ours (https://a.org)',
    ],
    ['frac{1}{k}, F1_{tea}, argmax_{pot}', '1/k, F1_tea, argmax_pot'],
  ],
  'short forms of words': [
    ['\\eg tea, \\ie, a leaf; \\etc', 'e.g. tea, i.e., a leaf; etc.'],
    ['Muster \\etal~(2021), Muster \\etal.', 'Muster et al. (2021), Muster et al.'],
    ['\\wrt\\xspace the pot, \\iid cups \\vs. pots', 'w.r.t. the pot, i.i.d. cups vs. pots'],
    ['tea\\_pot', 'tea_pot'],
  ],
  'words with the letters of commands': [
    [
      'similar, approximately, sometimes5, timestamps',
      'similar, approximately, sometimes5, timestamps',
    ],
    ['Sim3, sim2real, sim2sim, tea-sim3, maxsim5', 'Sim3, sim2real, sim2sim, tea-sim3, maxsim5'],
    [
      '7timesteps, 2timescales, LLM4times, 3 times 4 pots',
      '7timesteps, 2timescales, LLM4times, 3 times 4 pots',
    ],
    ['pm2.5 and pm10 dust at 5pm', 'pm2.5 and pm10 dust at 5pm'],
    ['hypertext{a} and a circle^circle', 'hypertext{a} and a circle^circle'],
  ],
  'what cannot be told stays as it came': [
    ['O(ksqrt{d}{n}) by {no-regret} play', 'O(ksqrt{d}{n}) by {no-regret} play'],
    ['min{log a, b} and frac{d{n}}', 'min{log a, b} and frac{d{n}}'],
    ['snake_case and file_name_1 in C:\\new\\dir', 'snake_case and file_name_1 in C:\\new\\dir'],
    ['a stray } and { and ^ and _', 'a stray } and { and ^ and _'],
    ['turn left or (turn right)', 'turn left or (turn right)'],
  ],
  markdown: [
    ['with **Kettle**, an *Open Pot* (OP)', 'with Kettle, an Open Pot (OP)'],
    ['A* and Q* search, ToolChain* too, 2*3*4', 'A* and Q* search, ToolChain* too, 2*3*4'],
  ],
  links: [
    ['at https: //github.com/a/b_c.', 'at https://github.com/a/b_c.'],
    ['https://x.org/~user/a_{b}', 'https://x.org/~user/a_{b}'],
  ],
};

describe.each(Object.entries(cases))('cleanText: %s', (_, examples) => {
  it.each(examples)('%j', (text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });
});

/** Pieces in which LaTeX, markdown and prose meet. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."{ } \\ ^ _ $ ~ ` `` '' \" * ** - -- --- ( ) [ ] | < > . , \\% \\& \\{ \\} \\\" \\' \\, | ^{ _{ \\footnote{ \\url{ \\emph{ {\\it \\frac{ \\sqrt{ sqrt{ mathcal{ mathbf \\cite{ \\href{ tilde left( right) big( big) big[ leq geq infty rightarrow alpha epsilon Omega Theta( ell_ varepsilon star \\lambda \\L \\foo".split(
      ' ',
    ),
    ' ',
    '\n',
    'https://github.com/a/b_c',
    'https: //x.org',
    'www.a.org/~b',
  ),
  fc.constantFrom('the', 'learning', 'x', 'O', 'K', '2', '10', 'A', 'é', '模型', '👍'),
  fc.string({ maxLength: 3 }),
);
const messy = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('cleanText', () => {
  it('changes nothing that it has cleaned', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const cleaned = cleanText(text);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
      { seed: 20250909, numRuns: 3000 },
    );
  });

  it('loses no word of prose, adds none and keeps their order', () => {
    const word = fc.stringMatching(/^[b-df-hj-np-rtv-z]{4,9}$/);
    const decorated = fc.tuple(
      word,
      fc.constantFrom<(word: string) => string>(
        (word) => word,
        (word) => `\\emph{${word}}`,
        (word) => `{\\it ${word}}`,
        (word) => `\\footnote{${word}}`,
        (word) => `\`\`${word}''`,
        (word) => `**${word}**`,
        (word) => `${word}~(`,
        (word) => `${word}^*`,
        (word) => `{${word}`,
        (word) => `${word}}`,
        (word) => `--${word}`,
        (word) => `$${word}$`,
        (word) => `\\cite{${word}}`,
        (word) => `mathcal{${word}}`,
        (word) => `sqrt{${word}}{n}`,
      ),
    );
    fc.assert(
      fc.property(fc.array(decorated, { maxLength: 20 }), (words) => {
        const text = words.map(([word, decorate]) => decorate(word)).join(' ');
        const kept = cleanText(text).match(/(?<![a-z])[b-df-hj-np-rtv-z]{4,9}(?![a-z])/g) ?? [];
        expect(kept.filter((word) => word !== 'sqrt')).toEqual(words.map(([word]) => word));
      }),
      { seed: 20250909 },
    );
  });

  it('keeps every link whole', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const urls = (from: string) => linkSpans(from).map(({ url }) => url);
        const cleaned = urls(cleanText(text));

        expect(cleaned).toEqual(expect.arrayContaining(urls(text.replaceAll(/[^\P{C}\s]/gu, ''))));
      }),
      { seed: 20250909, numRuns: 2000 },
    );
  });

  it('leaves nothing hidden in a text and puts it on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(cleanText(text)).not.toMatch(
          /[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069]|^\s|\s$|\s\s/u,
        );
      }),
      { seed: 20250909 },
    );
  });
});

describe.skipIf(withoutRealPages)(`cleanText ${needsRealPages}`, () => {
  const texts = () => [
    ...new Set(realEntries().flatMap(({ title, abstract = '' }) => [title, abstract])),
  ];
  const withoutLinks = (text: string) => text.replaceAll(/https?:\s?\/\/\S+/g, '');
  const leftOvers = (from: readonly string[], pattern: RegExp) =>
    from.map((text) => withoutLinks(text).match(pattern)?.length ?? 0).reduce((a, b) => a + b, 0);

  it('renders nearly all LaTeX that is left in them', () => {
    const before = texts();
    const after = before.map(cleanText);
    for (const gone of [
      /~/g,
      /``|''/g,
      /--/g,
      /\*\*/g,
      /\\[a-zA-Z%&"']/g,
      /leq|geq|infty|nabla|varepsilon|\bell_/g,
    ]) {
      expect(leftOvers(before, gone)).toBeGreaterThan(0);
      expect(leftOvers(after, gone)).toBe(0);
    }
    const touched = (from: readonly string[]) =>
      from.filter((text) => /[\\{}^~]|``|''|--/.test(withoutLinks(text))).length;
    expect(touched(before)).toBeGreaterThan(100);
    expect(touched(after)).toBeLessThan(20);
  });

  it('loses no word of them', () => {
    const words = (text: string) => withoutLinks(text).match(/\p{L}{3,}/gu) ?? [];
    const commands =
      /^(?:alpha|beta|delta|Delta|deltageq|epsilon|lambda|varepsilon|varepsilond?|nLvarepsilon|nvarepsilon|phi|sigma|Sigma|tau|theta|Gamma|Omega|Theta|Thetabig|ell|leq|geq|kleq|pneq|infty|nabla|star|tilde|sqrt|cdot|left|right|rightarrow|drightarrowR|drightarrow|mathcal|mathbf|mathfrak|mathsf|sim|times|Obig|big|minbig|url|small|footnote)$/;
    for (const text of texts()) {
      const kept = new Set(words(cleanText(text)));
      const lost = words(text).filter((word) => !kept.has(word) && !commands.test(word));
      // Accents and ligatures make other words of their pieces.
      expect(lost.filter((word) => !['ively', 'ojasiewicz', 'Polyak'].includes(word))).toEqual([]);
    }
  });

  it('changes none of them twice', () => {
    for (const text of texts()) {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
    }
  });
});
