import type { Paper } from '../../corpus/paper.ts';
import { paperLine } from '../../corpus/paper-line.ts';
import { type TopicOf, topicName } from '../../corpus/topics.ts';
import type { Passage, Passages } from '../../search/search.ts';
import { addressSpans } from '../fit/address-spans.ts';
import { cutText } from '../fit/cut-text.ts';
import { type Line, type Span, small } from '../markup.ts';
import { describeListings } from './describe-days.ts';
import { codeLinkInText, titleLink } from './paper-links.ts';

/** Characters that are kept of each when a message is too long. */
const floors = { title: 100, passage: 60, topic: 40 } as const;

/** A paper in a list: its place, title, what it does or finds, and the facts in small print. */
export function paperRow(
  place: number,
  paper: Paper,
  {
    topic,
    mark,
    ...passages
  }: Passages & {
    readonly topic?: TopicOf | undefined;
    readonly mark?: string | undefined;
  },
): Line[] {
  return [
    {
      spans: [{ bold: `${place}.` }, ' ', { link: paper.title, to: titleLink(paper), bold: true }],
      shrinkTo: floors.title,
    },
    ...(passages.passage ? passageLines(passages) : summaryLine(paper)),
    ...factsLine(paper, topic, mark),
  ];
}

/** Who saved it, topic, days seen and code in one line of small print, where there is any. */
export function factsLine(paper: Paper, topic: TopicOf | undefined, mark?: string): Line[] {
  const code = codeLinkInText(paper);
  const facts: Span[][] = [
    mark ? [mark] : [],
    topic ? [describeTopic(topic)] : [],
    [describeListings(paper.listings) ?? ''].filter(Boolean),
    code ? [{ link: 'code', to: code }] : [],
  ];
  const stated = facts.filter((fact) => fact.length > 0);
  const spans = stated.flatMap((fact, at) => (at === 0 ? fact : [' · ', ...fact]));
  return spans.length === 0 ? [] : [small(...spans)];
}

/** A topic's name, told apart where it was guessed from the text. */
function describeTopic({ topic, guessed }: TopicOf): string {
  const shown = cutText(topicName(topic), floors.topic);
  return guessed ? `${shown} (guessed)` : shown;
}

/** What a paper does or finds and, quoted below it, what else of the query its abstract says. */
export function passageLines({ passage, furtherMatch }: Passages): Line[] {
  return [
    ...(passage ? [passageLine(passage)] : []),
    ...(furtherMatch ? [{ ...passageLine(furtherMatch), as: 'quote' as const }] : []),
  ];
}

/** A passage with its matches in bold, neighbouring words as one stretch; none inside an address. */
export function passageLine({ text, matches }: Passage): Line {
  const spans: Span[] = [];
  const addresses = addressSpans(text);
  const marked = matches.filter(
    ([from, to]) => !addresses.some((address) => from < address.end && address.start < to),
  );
  let [start, end] = [0, 0];
  const close = () => spans.push({ bold: text.slice(start, end) });
  for (const [from, to] of marked) {
    const between = text.slice(end, from);
    if (end === 0 || between.trim() !== '') {
      if (end > 0) {
        close();
      }
      spans.push(between);
      start = from;
    }
    end = to;
  }
  if (end > 0) {
    close();
  }
  const whole = [...spans, text.slice(end)].filter((span) => span !== '');
  return { spans: whole, shrinkTo: floors.passage };
}

function summaryLine(paper: Paper): Line[] {
  const text = paperLine(paper);
  return text ? [{ spans: [text], shrinkTo: floors.passage }] : [];
}
