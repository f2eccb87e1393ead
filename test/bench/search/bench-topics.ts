import type { PaperId } from '../../../src/corpus/paper.ts';
import { createPaperIndex } from '../../../src/search/index/paper-index.ts';
import { learnTopics, minMargin } from '../../../src/search/topics/topic-classifier.ts';
import { withoutRealPages } from '../../corpus/real-pages.ts';
import { realPapers } from '../../search/real-papers.ts';
import { say } from './say.ts';

/**
 * Leave-one-out: the topic of each labelled paper guessed from its title and abstract alone, by a
 * classifier that learned from all the others with all their words.
 */
export async function benchTopics(): Promise<void> {
  if (withoutRealPages) {
    say('Topics: no real pages (../shared/corpus/pages)');
    return;
  }
  const labelled = realPapers('with starter');
  const index = createPaperIndex();
  await index.add(labelled);
  const { statistics, catalogue } = index;
  const learned = [...catalogue.entries].map(([document, { topic }]) => ({ document, topic }));
  const classifier = await learnTopics(statistics, learned);
  const bare = new Map(realPapers('without starter').map((paper) => [paper.id, paper]));
  let right = 0;
  let guessed = 0;
  let rightAmongGuessed = 0;
  for (const { document, topic } of learned) {
    const paper = bare.get(catalogue.entries.get(document)?.id ?? ('' as PaperId));
    if (paper === undefined) {
      continue;
    }
    const { title, keywords, searchText: text } = paper;
    const sequence = statistics.read({ title, keywords, text });
    const guess = classifier.guess(sequence, document);
    if (guess === undefined) {
      continue;
    }
    if (guess.topic === topic) {
      right++;
    }
    if (guess.margin < minMargin) {
      continue;
    }
    guessed++;
    if (guess.topic === topic) {
      rightAmongGuessed++;
    }
  }
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  say(
    `\nTopics, leave-one-out over ${learned.length} papers and ${new Set(learned.map(({ topic }) => topic)).size} topics`,
  );
  say(`right without a threshold: ${share(right, learned.length)}`);
  say(
    `above the threshold: ${share(guessed, learned.length)} guessed, ${share(rightAmongGuessed, guessed)} of them right; the rest is other`,
  );
}
