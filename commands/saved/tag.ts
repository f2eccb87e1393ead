import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { tagLimits } from '../../src/library/saves/tag.ts';
import { line } from '../../src/reply/markup.ts';
import { savedPanel } from '../../src/reply/saved/saved-panel.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { requireTag, suggestTags } from './list.ts';
import { isTeam, mySaveOption, requireMySaveNamed, suggestMySaves } from './my-save.ts';

export default defineSubcommand({
  data: {
    name: 'tag',
    description: 'Add tags to a saved paper or remove them',
    type: Option.Subcommand,
    options: [
      mySaveOption,
      {
        name: 'tags',
        description: 'Tags separated by commas; -tag removes one',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 1000,
      },
    ],
  },
  visibility: () => 'private',
  autocomplete: (call, { name, typed }) =>
    name === 'paper' ? suggestMySaves(call, typed) : suggestTags(call, typed),
  async run(call) {
    const mine = await requireMySaveNamed(call, call.options.paper);
    const words = call.options.tags.split(',').map((word) => word.trim());
    const untag = words.filter((word) => word.startsWith('-')).map(requireTag);
    const tag = words.filter((word) => word !== '' && !word.startsWith('-')).map(requireTag);
    if (tag.length + untag.length === 0) {
      throw new UserError('invalid-tag', 'Type at least one tag: tags are separated by commas.');
    }
    if (new Set([...mine.save.tags, ...tag]).size > tagLimits.perSave) {
      throw tooManyTags();
    }
    const { save } = await call.offprint.library.saving.write(mine.key, { tag, untag });
    return savedPanel(mine.paper, save ?? mine.save, [line('Tagged:')], isTeam(call));
  },
});

/** The refusal of one tag too many. */
export function tooManyTags(): UserError {
  return new UserError('too-many', `A paper can have at most ${tagLimits.perSave} tags.`);
}
