import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import type { ComposedDigest } from '../../src/digest/compose/compose-digest.ts';
import { moreAction } from '../../src/digest/compose/digest-actions.ts';
import { describeLeftOut } from '../../src/digest/post/describe-outcome.ts';
import { localTimeOf } from '../../src/digest/schedule/local-time.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import type { Offprint } from '../../src/offprint.ts';
import { line, small } from '../../src/reply/markup.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { channelOf, channelOption, requireSchedule, says } from './channel-option.ts';

export default defineSubcommand({
  data: {
    name: 'preview',
    description: 'Show what the digest would contain now; only you see it',
    type: Option.Subcommand,
    options: [channelOption],
  },
  visibility: () => 'private',
  run: async (call) => previewOf(call, await requireSchedule(call, channelOf(call))),
});

/** A digest that is in no ledger: what has no room in it is kept as a view. */
async function withMore({ views }: Offprint, { reply, more }: ComposedDigest): Promise<Reply> {
  if (more.length === 0) {
    return reply;
  }
  const ids = more.map(({ candidate }) => candidate.known.paper.id);
  const press = moreAction(await views.keepView({ more: ids }));
  const blocks = reply.blocks.map((block): Block => {
    if (block.kind !== 'buttons') {
      return block;
    }
    const buttons = block.buttons.map((button) =>
      'press' in button && button.press.action === press.action ? { ...button, press } : button,
    );
    return { ...block, buttons };
  });
  return { ...reply, blocks };
}

/** The digest that a schedule would bring now, or why there would be none. */
export async function previewOf({ offprint, now }: Call, schedule: Schedule): Promise<Reply> {
  const today = localTimeOf(now, schedule.zone).day;
  const { prepared, composed } = await offprint.digests.preview(schedule, today);
  if (composed) {
    return withMore(offprint, composed);
  }
  const left = describeLeftOut(prepared, 0);
  return says([
    line(
      'There is nothing to post in ',
      { channel: schedule.destination },
      ' now: no new papers match the settings.',
    ),
    ...(left ? [small(left)] : []),
  ]);
}
