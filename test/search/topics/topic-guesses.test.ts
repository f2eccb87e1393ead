import { describe, expect, it } from 'vitest';
import { createPaperIndex } from '../../../src/search/index/paper-index.ts';
import { paperOf } from '../../corpus/paper-of.ts';

const gardens = 'Watering gardens: a policy for tulips, hedges and weather.';
const kitchens = 'Robots that cook soup: ladles, broth and spoons.';

describe('guessed topics', () => {
  it('are known for some papers before all others have one', async () => {
    const [asked, other] = [
      paperOf('Tulips', { abstract: gardens }),
      paperOf('Broth', { abstract: kitchens }),
    ];
    const index = createPaperIndex({ encoder: 'none' });
    await index.add([
      paperOf('Hedges', { abstract: gardens, topic: 'gardening' }),
      paperOf('Ladles', { abstract: kitchens, topic: 'cooking' }),
      asked,
      other,
    ]);
    const topicOf = ({ id }: { readonly id: typeof asked.id }) =>
      index.catalogue.topicOf(index.catalogue.document(id) ?? -1)?.topic;
    await index.topics.readyFor([index.catalogue.document(asked.id) ?? -1]);
    expect([topicOf(asked), topicOf(other)]).toEqual(['gardening', undefined]);
    await index.topics.ready();
    expect([topicOf(asked), topicOf(other)]).toEqual(['gardening', 'cooking']);
  });
});
