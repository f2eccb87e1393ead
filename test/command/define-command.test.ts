import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  defineCommand,
  defineCommandGroup,
  defineSubcommand,
} from '../../src/command/define-command.ts';
import { notice } from '../../src/reply/notices.ts';

// The types are checked by the compiler (`npm run typecheck`); running only makes the definitions.
describe('the options of a command', () => {
  it('are as its declaration says, required ones certain and the others perhaps absent', () => {
    const command = defineCommand({
      data: {
        name: 'count',
        description: 'Counts',
        options: [
          { name: 'word', description: 'What', type: Option.String, required: true },
          { name: 'least', description: 'From', type: Option.Integer },
          { name: 'share', description: 'To all', type: Option.Boolean },
          { name: 'channel', description: 'Where', type: Option.Channel, required: false },
        ],
      },
      visibility(options) {
        expectTypeOf(options.share).toEqualTypeOf<boolean | undefined>();
        return 'private';
      },
      async autocomplete(call) {
        // Nothing is certain while somebody types.
        expectTypeOf(call.options.word).toEqualTypeOf<string | undefined>();
        return [];
      },
      async run({ options }) {
        expectTypeOf(options.word).toEqualTypeOf<string>();
        expectTypeOf(options.least).toEqualTypeOf<number | undefined>();
        expectTypeOf(options.channel).toEqualTypeOf<string | undefined>();
        // @ts-expect-error: no such option is declared
        void options.missing;
        return notice(options.word);
      },
    });
    expect(command.data.name).toBe('count');
    expect(command.handler?.visibility({})).toBe('private');
  });

  it('are none where none are declared', () => {
    const command = defineCommand({
      data: { name: 'hello', description: 'Says hello' },
      visibility: () => 'private',
      async run({ options }) {
        // @ts-expect-error: nothing is declared
        void options.word;
        return notice('Hello.');
      },
    });
    expect(command.subcommands).toBeUndefined();
  });

  it('belong to each subcommand by itself', () => {
    const add = defineSubcommand({
      data: {
        type: Option.Subcommand,
        name: 'add',
        description: 'Adds',
        options: [{ name: 'amount', description: 'How much', type: Option.Number, required: true }],
      },
      visibility: () => 'private',
      async run({ options }) {
        expectTypeOf(options.amount).toEqualTypeOf<number>();
        return notice(String(options.amount));
      },
    });
    const group = defineCommandGroup({
      data: { name: 'sum', description: 'Sums' },
      subcommands: [add],
    });
    expect(group.subcommands).toEqual({ add });
    expect(group.data).toMatchObject({ options: [{ name: 'add' }] });
  });

  it('are refused where the declaration is none of Discord’s', () => {
    expect(() =>
      defineCommand({
        // @ts-expect-error: a slash command has a description
        data: { name: 'bare' },
        visibility: () => 'private',
        run: async () => notice(''),
      }),
    ).not.toThrow();
  });
});
