import type { Paper, PaperId } from '../../../src/corpus/paper.ts';
import { createRandom } from '../../../src/search/random.ts';
import { paperOf } from '../../corpus/paper-of.ts';

const topics = ['reasoning', 'alignment', 'agents', 'multimodal', 'privacy', 'optimization'];

/**
 * As many papers as asked for, from the words of real ones: each takes its sentences from four of
 * them and a made-up name, with one word in ten drawn from all words. Seeded.
 */
export function syntheticPapers(real: readonly Paper[], count: number): Paper[] {
  const random = createRandom(count);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) {
      throw new Error('nothing to pick from');
    }
    return item;
  };
  const sources = real.map(({ title, abstract = '' }) => ({
    title: title.split(' '),
    sentences: abstract.split(/(?<=[.!?])\s+/).map((sentence) => sentence.split(' ')),
  }));
  const words = sources.flatMap(({ sentences }) => sentences.flat());
  const mixed = (sentence: readonly string[]) =>
    sentence.map((word) => (random() < 0.1 ? pick(words) : word)).join(' ');
  return Array.from({ length: count }, (_, i) => {
    const [a, b, c, d] = [pick(sources), pick(sources), pick(sources), pick(sources)];
    const name = `${pick(['Deep', 'Auto', 'Meta', 'Open'])}${i.toString(36).toUpperCase()}`;
    const abstract = [a, a, a, b, b, c, c, d]
      .map(({ sentences }) => mixed(pick(sentences)))
      .join(' ');
    const title = `${name}: ${mixed(a.title.slice(0, 5))} ${mixed(b.title.slice(-4))}`;
    return paperOf(title, {
      id: `p${i}` as PaperId,
      abstract,
      ...(i % 3 === 0 && { topic: pick(topics) }),
      links: i % 6 === 0 ? [`https://github.com/example/${i}`] : [],
      listings: [{ page: 'synthetic', date: `2025-0${1 + (i % 9)}-15`, inferred: false, rank: 1 }],
    });
  });
}
