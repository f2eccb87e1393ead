import { describe, expect, it } from 'vitest';
import { sameCommands } from '../../../src/discord/registration/same-commands.ts';

const declared = {
  name: 'paper',
  description: 'Show one paper',
  contexts: [0, 1],
  integration_types: [0],
  default_member_permissions: '32',
  options: [
    { name: 'title', description: 'Its title', type: 3, required: true, autocomplete: true },
    { name: 'share', description: 'Shared', type: 5 },
  ],
};

/** The same as Discord gives it back, with its own fields and defaults filled in. */
const registered = {
  id: '1',
  application_id: '2',
  version: '3',
  type: 1,
  nsfw: false,
  name_localizations: null,
  description_localizations: null,
  dm_permission: true,
  ...declared,
  contexts: [1, 0],
  options: [
    { ...declared.options[0], choices: [] },
    { ...declared.options[1], required: false },
  ],
};

describe('sameCommands', () => {
  it('sees through what Discord adds', () => {
    expect(sameCommands([declared], [registered])).toBe(true);
  });

  it('does not mind the order of commands', () => {
    const other = { name: 'help', description: 'Help' };
    expect(sameCommands([declared, other], [other, registered])).toBe(true);
  });

  it.each([
    ['a description', { ...declared, description: 'Show a paper' }],
    ['who may run it', { ...declared, default_member_permissions: null }],
    ['where it works', { ...declared, contexts: [0] }],
    ['the order of options', { ...declared, options: declared.options.toReversed() }],
    ['an option gone', { ...declared, options: declared.options.slice(0, 1) }],
    [
      'a choice',
      {
        ...declared,
        options: [
          { ...declared.options[0], choices: [{ name: 'a', value: 'a' }] },
          declared.options[1],
        ],
      },
    ],
  ])('sees a change of %s', (_, changed) => {
    expect(sameCommands([changed], [registered])).toBe(false);
  });

  it('sees a command too many or too few', () => {
    expect(sameCommands([declared], [])).toBe(false);
    expect(sameCommands([], [registered])).toBe(false);
  });
});
