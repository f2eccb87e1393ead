import { describe, expect, it } from 'vitest';
import { customIdOf, readCustomId } from '../../src/discord/custom-id.ts';

describe('custom ids', () => {
  it('come back as they went', () => {
    const id = customIdOf({ action: 'turn', args: ['Xyz_-', '2'] }, 'search');
    expect(readCustomId(id)).toEqual({ command: 'search', action: 'turn', args: ['Xyz_-', '2'] });
  });

  it('name another command where told to', () => {
    expect(customIdOf({ command: 'paper', action: 'share', args: ['a'] }, 'search')).toBe(
      'paper:share:a',
    );
  });

  it('are refused where Discord would refuse or misread them', () => {
    expect(() => customIdOf({ action: 'turn', args: ['x'.repeat(100)] }, 'search')).toThrow(
      RangeError,
    );
    expect(() => customIdOf({ action: 'turn', args: ['a:b'] }, 'search')).toThrow(RangeError);
  });

  it('of somebody else are none of ours', () => {
    expect(readCustomId('whatever')).toBeUndefined();
  });
});
