/** A paper that nobody wrote. */
export interface InventedPaper {
  readonly title: string;
  readonly abstract?: string;
}

export const inventedPapers: readonly Required<InventedPaper>[] = [
  {
    title: 'Kettle: Warm Starts for Cold Planners',
    abstract:
      'Planners often begin from nothing, which wastes most of their budget on steps that an older plan already holds. We present Kettle, a method that keeps the last plan of a planner and warms it up for the next problem. Kettle compares the two problems, drops what no longer fits and hands the rest to the planner as a draft. On six invented domains it halves the number of expanded states and never returns a longer plan. Code is available at https://github.com/invented-lab/kettle.',
  },
  {
    title: '3D-Pancakes: Stacking Views without a Camera',
    abstract:
      'Stacks of flat views are cheap to store but hard to turn into a scene when nobody remembers where the camera stood. This paper shows that the order of the stack alone is enough. We sort the views by a score that is learned from pairs, and prove that the sorted stack is unique up to a mirror. Experiments on three made-up collections agree with the proof. The error grows with the square of the number of views, as expected.',
  },
  {
    title: 'Do Agents Read the Manual?',
    abstract:
      'Manuals are long, and agents that act in an office are given many of them. It is not known whether they read any. We hide small contradictions in manuals and watch whether agents stumble over them. Most agents never notice: they act on what manuals usually say. A short note at the top of the page, however, changes this in nine cases out of ten. We discuss what this means for people who write manuals, and release the contradictions.',
  },
  {
    title: '(Almost) Nothing Is Enough to Tune a Small Ranker',
    abstract:
      'Small rankers are tuned on millions of judged pairs although their few weights could be fitted by hand. We ask how little is enough. A ranker with forty weights reaches its best quality after sixty judgements, provided that they are picked where it is least sure. More judgements do not hurt, but they do not help either. The finding holds for four languages and two kinds of documents, none of which exist.',
  },
  {
    title: 'τ-Garden: Growing Benchmarks that Do Not Wilt',
    abstract:
      'Benchmarks wilt when models have seen their answers. We propose a garden instead of a vase: tasks that grow anew from seeds each season, with answers that are computed and never written down. A garden needs a gardener, so we describe the rules by which seeds are kept or thrown away. After five seasons the ranking of models is stable, while the tasks have nothing in common. The seeds, the rules and a small shovel are open to everyone.',
  },
  {
    title: 'Subscription Effects in Long-Running Dialogue Systems',
    abstract:
      'People who talk to the same system for months begin to skip words. We study forty imaginary diaries of such talks and find that the skipped words are those that the system repeats most often. A model that learns which words will be skipped can answer sooner. In a simulated household it saves a third of the time without a loss of understanding. We close with a warning about systems that finish every sentence.',
  },
];

const headingA = [
  'new',
  '',
  'Get trending papers in your email inbox!',
  '',
  'Subscribe',
  '',
  'Daily Papers',
  '',
  'byAK and the research community',
  '',
];

/** A page with blank lines and a date, as browsers of one kind copy it. */
export function pageWithDate(papers: readonly InventedPaper[], date = 'Sep 9'): string {
  const body = papers.flatMap(({ title, abstract }) =>
    abstract === undefined ? [title, ''] : [title, '', abstract, ''],
  );
  return [...headingA, date, '', ...body].join('\n').trimEnd();
}

/** A page without blank lines and date, the first title glued to the button. */
export function pageWithoutDate(papers: readonly InventedPaper[]): string {
  const body = papers.flatMap(({ title, abstract }) =>
    abstract === undefined ? [title] : [title, abstract],
  );
  return `Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe${body.join('\n')}`;
}
