import type { Violations } from '../violations.ts';
import type { World } from '../world/world.ts';
import type { PrivilegedIntent } from './intents.ts';
import type { Sharding } from './shards.ts';

/** What the gateway is made of. */
export interface GatewayOptions {
  readonly world: World;
  readonly violations: Violations;
  readonly token: string;
  readonly privilegedIntents: readonly PrivilegedIntent[];
  readonly sharding: Sharding;
  /** The host that is listened on. */
  readonly host: string;
}
