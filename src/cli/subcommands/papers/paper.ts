import type { Command } from 'commander';
import type { Paper } from '../../../corpus/paper.ts';
import { linksOf } from '../../../corpus/text/links-of.ts';
import { describeListings } from '../../../reply/papers/describe-days.ts';
import { arxivLink, huggingFaceLink } from '../../../reply/papers/paper-links.ts';
import { requireTitle } from '../../../reply/require-paper.ts';
import { hitsAsJson } from '../../hits-as-json.ts';
import type { Terminal } from '../../terminal.ts';

/** `paper TITLE`: what `/paper` answers. */
export function addPaper(program: Command, terminal: Terminal): void {
  program
    .command('paper')
    .description('show one paper, as /paper does')
    .argument('<title>', 'its title, words from it, its arXiv number, DOI or link')
    .option('--json', 'print JSON')
    .action((title: string, { json }: { readonly json?: true }) =>
      terminal.withOffprint(async (offprint) => {
        const paper = await requireTitle(offprint.corpus, offprint.search, title);
        if (json) {
          terminal.say(await hitsAsJson(offprint, [{ paper, score: 1 }]));
        } else {
          for (const line of linesOf(paper)) {
            terminal.say(line);
          }
        }
      }),
    );
}

function linesOf(paper: Paper): string[] {
  const text = paper.abstract ?? paper.tldr;
  return [
    paper.title,
    ...(paper.authors.length > 0 ? [paper.authors.join(', ')] : []),
    [paper.topic, describeListings(paper.listings)].filter(Boolean).join(' · '),
    ...(text ? ['', text] : []),
    ...(paper.abstract ? [] : ['(a summary by Offprint: no abstract yet)']),
    '',
    `arXiv: ${arxivLink(paper)}`,
    `Hugging Face: ${huggingFaceLink(paper)}`,
    ...(paper.doi ? [`DOI: https://doi.org/${paper.doi}`] : []),
    ...linksOf(paper).map(({ url, code }) => `${code ? 'Code' : 'Link'}: ${url}`),
  ];
}
