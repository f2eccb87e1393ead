import { describe, expect, it } from 'vitest';
import { emojiKey, readSaveEmoji, sameEmoji } from '../../../src/library/saves/save-emoji.ts';

const key = (name: string) => emojiKey({ id: null, name });

describe('an emoji', () => {
  it.each([
    ['🙌', '🙌🏿'],
    ['🙌🏻', '🙌🏽'],
    ['✌️', '✌🏼'],
    ['☝', '☝️'],
    ['🧑‍🔬', '🧑🏾‍🔬'],
    ['🤝', '🫱🏻‍🫲🏿'],
    ['🤝', '🤝🏽'],
    ['❤︎', '❤️'],
  ])('is the same with another skin tone or another style: %s %s', (one, other) => {
    expect(sameEmoji(key(one), key(other))).toBe(true);
  });

  it.each([
    ['🙌', '👏'],
    ['👩‍🔬', '🧑‍🔬'],
    ['🏻', '🏿'],
    ['1️⃣', '2️⃣'],
  ])('is another with other letters: %s %s', (one, other) => {
    expect(sameEmoji(key(one), key(other))).toBe(false);
  });

  it('of a server is identified by its id', () => {
    const custom = (id: string) => emojiKey({ id, name: 'tea' });
    expect(sameEmoji(custom('123456789012345678'), custom('123456789012345679'))).toBe(false);
  });

  it('may be set with a skin tone', () => {
    expect(readSaveEmoji(' 🙌🏽 ')).toBe('🙌🏽');
  });
});
