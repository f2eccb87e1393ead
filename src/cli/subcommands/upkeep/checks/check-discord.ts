import type { AppConfig } from '../../../../config/read-app-config.ts';
import { personOf, type Schedule } from '../../../../digest/schedule/schedule.ts';
import { inspectChannels } from '../../../../discord/posting/inspect-channels.ts';
import {
  type BotAccount,
  type BotState,
  inspectBot,
} from '../../../../discord/registration/deploy-commands.ts';
import { describeCount } from '../../../../reply/papers/describe-corpus.ts';
import { type Finding, good, wrong } from './finding.ts';

/** Whether Discord takes the token, and what the bot may do in its servers and their digest channels. */
export async function checkDiscord(
  { token, apiUrl, guildId }: AppConfig,
  schedules: readonly Schedule[],
): Promise<Finding[]> {
  if (!token) {
    return [good('DISCORD_TOKEN is not set: npm start opens the playground.')];
  }
  const bot = await inspectBot({ token, apiUrl });
  const { name, servers, invite } = bot;
  if (servers.length === 0) {
    return [wrong(`${name} is in no server yet. Invite it: ${invite}`)];
  }
  if (guildId && servers.every(({ id }) => id !== guildId)) {
    return [wrong(`${name} is not in server ${guildId}. Invite it: ${invite}`)];
  }
  const lacking = servers.filter(({ missing }) => missing.length > 0);
  return [
    good(`${name} is in ${describeCount(servers.length, 'server')}.`),
    ...lacking.map((server) =>
      wrong(
        `In ${JSON.stringify(server.name)} ${name} lacks ${server.missing.join(', ')}. Give its role these permissions, or invite it again: ${invite}`,
      ),
    ),
    ...(await checkDigestChannels({ token, apiUrl }, bot, schedules)),
  ];
}

/** A channel can take from the bot what its role has in the server. */
async function checkDigestChannels(
  account: BotAccount,
  { name, servers }: BotState,
  schedules: readonly Schedule[],
): Promise<Finding[]> {
  const channels = schedules.flatMap(({ destination, server, paused }) => {
    const isPosted = !paused && personOf(destination) === undefined;
    const found = servers.find(({ id }) => id === server);
    return isPosted && found
      ? { channel: destination, server: found.id, serverName: found.name }
      : [];
  });
  if (channels.length === 0) {
    return [];
  }
  const checks = await inspectChannels(account, channels);
  const problems = channels.flatMap(({ channel, serverName }) => {
    const check = checks.get(channel);
    const where = `${check ? `#${check.name}` : `the channel ${channel}`} of ${JSON.stringify(serverName)}`;
    if (!check) {
      return wrong(`A digest is set up in ${where}, and ${name} cannot see that channel.`);
    }
    return check.missing.length === 0
      ? []
      : wrong(
          `A digest is set up in ${where}, and ${name} lacks ${check.missing.join(', ')} there. Check the permissions of that channel.`,
        );
  });
  return problems.length > 0
    ? problems
    : [good(`${name} may post in ${describeCount(channels.length, 'digest channel')}.`)];
}
