import type { Paper } from '../../corpus/paper.ts';
import type { TopicOf } from '../../corpus/topics.ts';
import { shrinkReply } from '../fit/fit-reply.ts';
import { type Line, line, small } from '../markup.ts';
import type { Button, Reply, TextBlock } from '../reply.ts';
import { describePublished } from './describe-days.ts';
import { factsLine } from './paper-lines.ts';
import { arxivLink, codeLink, huggingFaceLink, titleLink } from './paper-links.ts';

/** What of a text is kept when the card is over the limits; the rest goes along as a file. */
const floors = { title: 200, abstract: 500, authors: 80, keywords: 60 } as const;

/** What a card says besides the paper itself. */
export interface CardExtras {
  readonly topic?: TopicOf | undefined;
  /** Who saved it, and the like, below its facts. */
  readonly lines?: readonly Line[];
  readonly buttons: readonly Button[];
  /** A second row of buttons. */
  readonly below?: readonly Button[];
}

/** One paper whole: its abstract, the facts, where to read it, and what can be done with it. */
export function paperCard(paper: Paper, extras: CardExtras): Reply {
  const card = shrinkReply(composeCard(paper, extras, false));
  if (card && isWhole(card, paper)) {
    return card;
  }
  const shortened = shrinkReply(composeCard(paper, extras, true));
  if (!shortened) {
    throw new RangeError('a card without its texts is over the limits of a message');
  }
  return shortened;
}

function composeCard(
  paper: Paper,
  { topic, lines = [], buttons, below = [] }: CardExtras,
  withFile: boolean,
): Reply {
  const title = paper.title;
  const file = 'abstract.txt';
  return {
    framed: true,
    papers: [paper.id],
    blocks: [
      {
        kind: 'text',
        ...thumbnailOf(paper),
        lines: [
          {
            spans: [{ link: title, to: titleLink(paper) }],
            as: 'subheading',
            shrinkTo: floors.title,
          },
          ...authorsLine(paper),
          ...originLine(paper),
          ...factsLine(paper, topic),
          ...lines,
        ],
      },
      { kind: 'text', lines: bodyLines(paper) },
      ...keywordsBlock(paper),
      ...(withFile ? [{ kind: 'file', file } as const] : []),
      { kind: 'buttons', buttons: linkButtons(paper) },
      ...[buttons, below].flatMap((row) =>
        row.length > 0 ? [{ kind: 'buttons', buttons: row } as const] : [],
      ),
    ],
    ...(withFile && {
      files: [{ name: file, content: Buffer.from(`${title}\n\n${abstractOf(paper) ?? ''}\n`) }],
    }),
  };
}

/** The picture that Hugging Face makes of a paper's page, for papers that were on its lists. */
function thumbnailOf({ arxivId, title, listings }: Paper): Pick<TextBlock, 'thumbnail'> {
  const isThere = listings.some(({ page }) => page.startsWith('hugging-face '));
  if (arxivId === undefined || !isThere) {
    return {};
  }
  const url = `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${arxivId}.png`;
  return { thumbnail: { url, alt: `The page of “${title}” on Hugging Face` } };
}

function bodyLines(paper: Paper): Line[] {
  const abstract = abstractOf(paper);
  if (abstract) {
    return [{ spans: [abstract], shrinkTo: floors.abstract }];
  }
  if (!paper.tldr) {
    return [line('No abstract or summary yet. Read the paper with the links below.')];
  }
  return [
    { spans: [paper.tldr], shrinkTo: floors.abstract },
    small('This is a summary by Offprint. Read the abstract with the links below.'),
  ];
}

function abstractOf(paper: Paper): string | undefined {
  return paper.abstract ? paper.abstract : undefined;
}

function isWhole(card: Reply, paper: Paper): boolean {
  const abstract = abstractOf(paper);
  return (
    abstract === undefined ||
    card.blocks.some(
      (block) => block.kind === 'text' && block.lines.some(({ spans }) => spans.includes(abstract)),
    )
  );
}

function authorsLine({ authors }: Paper): Line[] {
  return authors.length > 0 ? [{ ...line(authors.join(', ')), shrinkTo: floors.authors }] : [];
}

/** `Example University · published on 29 May 2026`. */
function originLine({ organisation, published }: Paper): Line[] {
  const when = published === undefined ? '' : `published ${describePublished(published)}`;
  const origin = [organisation ?? '', when].filter(Boolean).join(' · ');
  return origin === '' ? [] : [{ ...small(origin), shrinkTo: floors.keywords }];
}

function keywordsBlock({ keywords }: Paper): { kind: 'text'; lines: Line[] }[] {
  if (keywords.length === 0) {
    return [];
  }
  return [
    {
      kind: 'text',
      lines: [{ ...small('Keywords: ', keywords.join(', ')), shrinkTo: floors.keywords }],
    },
  ];
}

function linkButtons(paper: Paper): Button[] {
  const code = codeLink(paper);
  return [
    ...(code ? [{ label: 'Code', url: code }] : []),
    { label: 'Hugging Face', url: huggingFaceLink(paper) },
    { label: 'arXiv', url: arxivLink(paper) },
  ];
}
