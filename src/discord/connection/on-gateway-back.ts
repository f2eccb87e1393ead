import { type Client, Events } from 'discord.js';

/** Tells when the gateway is connected again, resumed or with a new session. */
export function onGatewayBack(client: Client, listener: () => void): void {
  client.on(Events.ShardResume, listener);
  client.on(Events.ShardReady, listener);
}
