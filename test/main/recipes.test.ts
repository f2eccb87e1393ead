import { expect, it } from 'vitest';
import { readRecipe } from '../bench/start/read-recipe.ts';

it('is started alike by the image and by the service', () => {
  const image = readRecipe('Dockerfile');
  expect(image.flags).toContain('--enable-source-maps');
  expect(image.environment).toHaveProperty('MALLOC_ARENA_MAX');
  expect(readRecipe('README.md')).toEqual(image);
});
