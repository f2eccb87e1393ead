import { type Interaction, MessageFlags } from 'discord.js';
import type { Offprint } from '../../offprint.ts';
import type { CommandMention } from '../../reply/fit/to-markdown.ts';
import { line } from '../../reply/markup.ts';
import { renderReply } from '../render-reply.ts';
import type { Manages } from './manager-check.ts';

/** Notices in one message; the others wait for the next command. */
const maxAtOnce = 10;

/**
 * Delivers alerts to a person after a command of theirs: that their own
 * messages were closed, or that a digest of the server they manage does not get through.
 */
export async function deliverAlerts(
  { digests }: Pick<Offprint, 'digests'>,
  mention: CommandMention,
  manages: Manages,
  interaction: Interaction,
): Promise<void> {
  if (!interaction.isChatInputCommand() || !interaction.replied) {
    return;
  }
  const taken = await digests.takeAlerts({
    person: interaction.user.id,
    ...(interaction.guildId !== null && { server: interaction.guildId }),
    manages: () => manages(interaction),
  });
  if (taken.length === 0) {
    return;
  }
  const [alerts, later] = [taken.slice(0, maxAtOnce), taken.slice(maxAtOnce)];
  await digests.requeueAlerts(later);
  const lines = alerts.map(({ destination, server, message }) =>
    server === undefined ? line(message) : line({ channel: destination }, ': ', message),
  );
  const context = { answering: 'digest', mention };
  const reply = renderReply({ blocks: [{ kind: 'text', lines }] }, context);
  try {
    await interaction.followUp({ ...reply, flags: reply.flags | MessageFlags.Ephemeral });
  } catch (error) {
    await digests.requeueAlerts(alerts);
    throw error;
  }
}
