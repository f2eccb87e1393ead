import { PermissionFlagsBits } from 'discord.js';

/** What the bot asks for when it is invited, by Discord's names, and why it needs each. */
const permissions: readonly (readonly [name: string, bit: bigint])[] = [
  // Answers that are shared, and the digest.
  ['View Channels', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Attach Files', PermissionFlagsBits.AttachFiles],
  // A discussion of a paper is a thread.
  ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
  // Reading back its own messages after it was away.
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
];

const invitePermissions = permissions.reduce((all, [, bit]) => all | bit, 0n);

/** The names of the permissions that the bot asks for and was not given. */
export function missingPermissions(given: bigint): readonly string[] {
  const isAdministrator = (given & PermissionFlagsBits.Administrator) !== 0n;
  return permissions.flatMap(([name, bit]) =>
    isAdministrator || (given & bit) !== 0n ? [] : [name],
  );
}

/** The address that adds the bot to a server. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(invitePermissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
