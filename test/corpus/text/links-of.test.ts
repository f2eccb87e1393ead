import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCodeLink, linksIn, linksOf } from '../../../src/corpus/text/links-of.ts';
import { needsRealPages, realEntries, withoutRealPages } from '../real-pages.ts';

describe('linksIn', () => {
  it.each([
    ['Code: https://github.com/a/b.', ['https://github.com/a/b']],
    ['(https://a.github.io/gensim) for', ['https://a.github.io/gensim']],
    ['(see https://a.org/x_(y)).', ['https://a.org/x_(y)']],
    ['{\\small \\url{ https://github.com/a/B}}, by', ['https://github.com/a/B']],
    ['\\url{https://a.org/c\\_d}', ['https://a.org/c_d']],
    ['https://github.com/a/b{https://github.com/a/b}.', ['https://github.com/a/b']],
    ['at https: //github.com/a/b', ['https://github.com/a/b']],
    ['at HTTPS://GitHub.com/A/B!', ['https://GitHub.com/A/B']],
    ['https://sites.google.com/view/x .', ['https://sites.google.com/view/x']],
    ['https://a.org/x.git.', ['https://a.org/x.git']],
    ['https://a.org/ and http://b.org', ['https://a.org/', 'http://b.org']],
    [
      'github.com/a/b, www.c.org and hf.co/d/e',
      ['https://github.com/a/b', 'https://www.c.org', 'https://hf.co/d/e'],
    ],
    ['**https://a.org/x**, _https://b.org_', ['https://a.org/x', 'https://b.org']],
    ['“https://a.org/x”…', ['https://a.org/x']],
    ['见https://a.org/x。好', ['https://a.org/x']],
    ['https://a.org/x https://a.org/x', ['https://a.org/x']],
    ['e.g. https://, http://localhost and mail@github.com/x', []],
    ['https://user:secret@a.org/', []],
    ['no link. At all', []],
    [
      'after https://doi.org/10.1000/(TEA)12:3<45::AID-T6>2.0.CO;2-1, too',
      ['https://doi.org/10.1000/(TEA)12:3%3C45::AID-T6%3E2.0.CO;2-1'],
    ],
    ['(http://dx.doi.org/10.1000/12<34:TK>2.0)', ['http://dx.doi.org/10.1000/12%3C34:TK%3E2.0']],
    ['<https://doi.org/10.1000/182>, then', ['https://doi.org/10.1000/182']],
    ['<a>https://doi.org/10.1000/182</a>', ['https://doi.org/10.1000/182']],
    ['https://doi.org/10.1000/978-1\\_2', ['https://doi.org/10.1000/978-1_2']],
  ])('%s', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it('finds only addresses that are some', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom('https://', '(', ')', '.', '}', ' ')),
        ),
        (pieces) => {
          for (const link of linksIn(pieces.join(''))) {
            expect(URL.canParse(link)).toBe(true);
            expect(link).toMatch(/^https?:\/\/[^\s{}"<>]+[^\s.,;:!?{}"<>]$/);
          }
        },
      ),
      { seed: 20250909 },
    );
  });
});

describe('isCodeLink', () => {
  it.each([
    'https://github.com/a/b',
    'https://www.github.com/a',
    'https://github.com/a/b/tree/main/c.md',
    'https://gist.github.com/a/1',
    'https://gitlab.com/a/b',
    'https://gitlab.inria.fr/a/b',
    'https://huggingface.co/a/b',
    'https://hf.co/datasets/a/b',
    'https://huggingface.co/datasets/a',
    'https://huggingface.co/spaces/a/b',
    'https://huggingface.co/collections/a/b-66676520fd578080e126f618',
  ])('%s is', (link) => {
    expect(isCodeLink(link)).toBe(true);
  });

  it.each([
    'https://github.com/',
    'https://a.github.io/b',
    'https://notgithub.com/a/b',
    'https://github.com.evil.org/a/b',
    'https://huggingface.co/',
    'https://huggingface.co/a',
    'https://huggingface.co/papers/2501.00001',
    'https://huggingface.co/docs/hub',
    'https://arxiv.org/abs/2501.00001',
    'https://figshare.com/s/1',
    'github.com/a/b',
    'nonsense',
  ])('%s is not', (link) => {
    expect(isCodeLink(link)).toBe(false);
  });
});

describe('linksOf', () => {
  it('reads what the source gives, each once', () => {
    const paper = {
      links: [
        'https://a.org/x',
        'not a link',
        'https: //b.org/y.',
        'https://a.org/x',
        'https://github.com/c/d',
      ],
    };
    expect(linksOf(paper)).toEqual([
      { url: 'https://a.org/x', code: false },
      { url: 'https://b.org/y', code: false },
      { url: 'https://github.com/c/d', code: true },
    ]);
  });

  it.skipIf(withoutRealPages)(`finds the 85 links of 82 papers ${needsRealPages}`, () => {
    const entries = realEntries();
    const linked = entries.filter(({ abstract = '' }) => linksIn(abstract).length > 0);
    const links = new Set(linked.flatMap(({ abstract = '' }) => linksIn(abstract)));
    // 94 listings carry a link; one more carries a link that a space has cut (`https: //…`).
    expect(linked).toHaveLength(95);
    expect(links.size).toBe(85);
    // Each was looked at: GitHub and Hugging Face against 16 project pages.
    expect([...links].filter(isCodeLink)).toHaveLength(69);
    for (const link of links) {
      expect(link).toMatch(/^https:\/\/[\w./-]+[\w/]$/);
    }
  });
});
