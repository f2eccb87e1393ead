import { describe, expect, it } from 'vitest';
import { formsOf } from '../../../src/search/wording/inflections.ts';

describe('the forms of a word', () => {
  it.each([
    ['cluster', 'clusters', 'clustered', 'clustering'],
    ['prune', 'prunes', 'pruned', 'pruning'],
    ['scan', 'scans', 'scanned', 'scanning'],
    ['carry', 'carries', 'carried', 'carrying'],
    ['transfer', 'transfers', 'transferred', 'transferring'],
    ['label', 'labels', 'labeled', 'labelled', 'labeling', 'labelling'],
    ['tie', 'ties', 'tied', 'tying'],
    ['free', 'frees', 'freed', 'freeing'],
    ['mimic', 'mimics', 'mimicked', 'mimicking'],
    ['seek', 'seeks', 'sought', 'seeking'],
    ['rewrite', 'rewrites', 'rewrote', 'rewritten', 'rewriting'],
    ['coarse', 'coarser', 'coarsest'],
    ['noisy', 'noisier', 'noisiest'],
    ['hypothesis', 'hypotheses'],
    ['vertex', 'vertices', 'vertexes'],
    ['criterion', 'criteria'],
    ['leaf', 'leaves'],
    ['census', 'censuses'],
    ['branch', 'branches'],
    ['epoch', 'epochs'],
    ['heuristic', 'heuristics'],
    ['behaviour', 'behaviors', 'behaviours', 'behavior'],
    ['normalise', 'normalize', 'normalized', 'normalising'],
    ['fibre', 'fibres', 'fiber', 'fibers'],
    // In no list of words.
    ['gpu', 'gpus'],
    ['tokenize', 'tokenised', 'tokenizing', 'tokenizes'],
    ['retokenize', 'retokenized'],
    ['overfit', 'overfits', 'overfitting', 'overfitted'],
    ['dataset', 'datasets'],
    ['grok', 'grokked', 'grokking'],
  ])('of %s are found from the word and from each other', (word, ...forms) => {
    expect([...formsOf(word)]).toEqual(expect.arrayContaining(forms));
    for (const form of forms) {
      expect(formsOf(form), form).toContain(word);
    }
  });

  it.each([
    ['relativity', ['relative', 'relate', 'related', 'relation']],
    ['organ', ['organize', 'organise', 'organization', 'organic']],
    ['universe', ['university', 'universal', 'universities']],
    ['policy', ['police', 'policed', 'polices']],
    ['general', ['generation', 'generate', 'generalize', 'generally', 'generative']],
    ['new', ['news']],
    ['news', ['new', 'newer']],
    ['arm', ['army', 'armies']],
    ['train', ['trainer', 'trainers', 'trainable']],
    ['operate', ['opera', 'operation', 'operator']],
    ['author', ['authority', 'authorities']],
    ['station', ['state', 'static', 'stations in']],
    ['wand', ['wander', 'wandering']],
    ['numb', ['number', 'numbers']],
    ['earn', ['earnest', 'earner']],
    ['bit', ['bite', 'biting', 'bitten']],
    ['bound', ['bind', 'binding']],
    ['mean', ['meaning']],
    ['setting', ['set', 'sets']],
    ['ceiling', ['ceil']],
    ['string', ['str', 'stringe']],
    ['see', ['seed', 'seeds']],
    ['hop', ['hope', 'hoping', 'hoped']],
    ['physic', ['physics']],
    ['dynamic', ['dynamics']],
    ['species', ['specie']],
    ['virus', ['viru']],
    ['four', ['for']],
    ['filler', ['filer']],
    ['poet', ['pet']],
    ['experiment', ['experience', 'expert']],
    ['probe', ['probability', 'probable']],
    ['ration', ['ratio', 'rational', 'rationale']],
  ])('of %s are no other words: %j', (word, others) => {
    for (const other of others) {
      expect(formsOf(word)).not.toContain(other);
      expect(formsOf(other)).not.toContain(word);
    }
  });

  it('has none but the plural of what has no vowel, and of a name with figures none', () => {
    expect([...formsOf('xlstm')].sort()).toEqual(['xlstm', 'xlstms']);
    expect([...formsOf('gpt4')]).toEqual(['gpt4']);
  });
});
