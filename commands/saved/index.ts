import { defineCommandGroup } from '../../src/command/define-command.ts';
import { actions } from './buttons/actions.ts';
import exportVerb from './export.ts';
import list from './list.ts';
import open from './open.ts';
import remove from './remove.ts';
import restore from './restore.ts';
import search from './search.ts';
import tag from './tag.ts';

export default defineCommandGroup({
  data: { name: 'saved', description: 'Papers that you and your team saved' },
  subcommands: [list, search, open, tag, remove, restore, exportVerb],
  actions,
});
