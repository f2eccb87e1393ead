import { PermissionFlagsBits } from 'discord.js';

/** What the bot asks for when it is invited, and why it needs each. */
const invitePermissions =
  // Answers that are shared, and later the digest.
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  // A discussion of a paper is a thread.
  PermissionFlagsBits.CreatePublicThreads |
  // Reading back its own messages after it was away.
  PermissionFlagsBits.ReadMessageHistory;

/** The address that adds the bot to a server. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(invitePermissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
