import { z } from 'zod';
import { openSource, sourceNames, sourceUsage } from '../sources/live-sources.ts';
import { passwordsIn } from './passwords-in.ts';
import { canBeShared, leavesShards, readShards, type Shards, shardsUsage } from './read-shards.ts';

/** Pino's levels, most telling first. */
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What the environment says, checked. Paths are as written. */
export interface Config {
  /** Absent where Offprint is to open its playground. */
  readonly token?: string;
  /** The one server whose commands are registered; absent for all servers. */
  readonly guildId?: string;
  /** Base of Discord's REST API, without version and without a slash at its end. */
  readonly apiUrl: string;
  readonly database: string;
  readonly shards: Shards;
  readonly pages: string;
  readonly starter: boolean;
  /** The servers whose managers may import; absent for `guildId`, else the only server. */
  readonly curators?: readonly string[];
  /** Folder of a local ONNX sentence model. */
  readonly model?: string;
  /** The names of the live sources. */
  readonly sources: readonly string[];
  /** A mail address or a page, told to the services that are asked. */
  readonly contact?: string;
  /** With it, Semantic Scholar is asked for arXiv numbers too. */
  readonly semanticScholarKey?: string;
  /** The group on Zotero that a server's library is pushed to, and the key to it. */
  readonly zotero?: { readonly key: string; readonly group: string };
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly logLevel: (typeof logLevels)[number];
  /** Every secret that the environment holds, whether it is used or not, so that none is logged. */
  readonly secrets: readonly string[];
}

/** The environment cannot be used; `message` names everything that is wrong with it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const settings = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^[^\s"']+$/, 'must be only the token, without “Bot”, quotes or spaces')
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, "must be a server's id, 17 to 20 digits")
    .optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that starts with https:// or http://' })
    .refine((url) => !/\/v\d+\/*$/.test(url), 'must not end with an API version')
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .default('https://discord.com/api'),
  OFFPRINT_DB: z
    .string()
    .refine(
      (address) => !/^postgres(?:ql)?:/i.test(address) || URL.canParse(address),
      'must be a path, or an address such as postgres://user:password@host/database',
    )
    .default('data/offprint.sqlite'),
  OFFPRINT_SHARDS: z
    .string()
    .default('1')
    .transform((text, issues) => {
      const shards = readShards(text);
      if (shards === undefined) {
        issues.addIssue(shardsUsage);
        return z.NEVER;
      }
      return shards;
    }),
  OFFPRINT_PAGES: z.string().default('data/pages'),
  OFFPRINT_STARTER: z
    .enum(['true', 'false'], 'must be true or false')
    .default('true')
    .transform((value) => value === 'true'),
  OFFPRINT_CURATORS: z
    .string()
    .regex(
      /^\d{17,20}(?:\s*,\s*\d{17,20})*$/,
      'must be server ids of 17 to 20 digits, separated by commas',
    )
    .transform((list) => list.split(',').map((id) => id.trim()))
    .optional(),
  OFFPRINT_SOURCES: z
    .string()
    .transform(sourceNames)
    .refine(
      (names) => names.every((name) => openSource(name) !== undefined),
      `must name sources, separated by commas, such as ${sourceUsage.join(', ')}`,
    )
    .transform((names) => [...new Set(names)])
    .default([]),
  OFFPRINT_CONTACT: z
    .string()
    .regex(/^[^\s()<>;]{3,200}$/, 'must be an email address or the address of a page')
    .optional(),
  OFFPRINT_MODEL: z.string().optional(),
  SEMANTIC_SCHOLAR_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be only the key, without spaces')
    .optional(),
  ZOTERO_KEY: z.string().regex(/^\w+$/, 'must be only the key: letters and digits').optional(),
  ZOTERO_GROUP: z.string().regex(/^\d+$/, "must be the number in the group's address").optional(),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'must be only a host name or an IP address')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .default(3000),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

/** The names that do something today; `.env.example` has the same. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

const secretNames = ['DISCORD_TOKEN', 'SEMANTIC_SCHOLAR_KEY', 'ZOTERO_KEY'] as const;

/**
 * Reads the environment. An empty value counts as absent, spaces around a value do not count, and
 * other programs' variables are ignored.
 * @throws ConfigError with one message for everything that is wrong.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const trimmed = value?.trim();
      return trimmed ? [[name, trimmed] as const] : [];
    }),
  );
  const parsed = settings.safeParse(present);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) =>
      describeProblem(String(issue.path[0]), present, issue.message),
    ),
    ...Object.keys(present).flatMap(describeUnknown),
    ...describeHalfZotero(present),
    ...describeLeftShards(present),
  ];
  if (!parsed.success || problems.length > 0) {
    const list = problems.map((problem) => `- ${problem}`).join('\n');
    throw new ConfigError(`Invalid settings (environment or .env):\n${list}`);
  }

  const { DISCORD_TOKEN: token, DISCORD_GUILD_ID: guildId } = parsed.data;
  const { OFFPRINT_MODEL: model, OFFPRINT_CONTACT: contact } = parsed.data;
  const { SEMANTIC_SCHOLAR_KEY: semanticScholarKey } = parsed.data;
  const { OFFPRINT_CURATORS: curators } = parsed.data;
  return {
    ...(token !== undefined && { token }),
    ...(guildId !== undefined && { guildId }),
    apiUrl: parsed.data.DISCORD_API_URL,
    database: parsed.data.OFFPRINT_DB,
    shards: parsed.data.OFFPRINT_SHARDS,
    pages: parsed.data.OFFPRINT_PAGES,
    starter: parsed.data.OFFPRINT_STARTER,
    ...(curators !== undefined && { curators }),
    ...(model !== undefined && { model }),
    sources: parsed.data.OFFPRINT_SOURCES,
    ...(contact !== undefined && { contact }),
    ...(semanticScholarKey !== undefined && { semanticScholarKey }),
    ...zoteroOf(parsed.data),
    host: parsed.data.HOST,
    port: parsed.data.PORT,
    logLevel: parsed.data.LOG_LEVEL,
    secrets: [
      ...secretNames.flatMap((name) => present[name] ?? []),
      ...passwordsIn(present.OFFPRINT_DB ?? ''),
    ],
  };
}

function zoteroOf({ ZOTERO_KEY: key, ZOTERO_GROUP: group }: z.infer<typeof settings>) {
  return key !== undefined && group !== undefined ? { zotero: { key, group } } : {};
}

function describeProblem(
  name: string,
  present: Readonly<Record<string, string>>,
  message: string,
): string {
  const isSecret =
    secretNames.some((secret) => secret === name) || canBeShared(present[name] ?? '');
  return `${name} ${message}${isSecret ? '' : `, not “${present[name]}”`}.`;
}

function describeHalfZotero(present: Readonly<Record<string, string>>): string[] {
  const [key, group] = [present.ZOTERO_KEY, present.ZOTERO_GROUP];
  if (Boolean(key) === Boolean(group)) {
    return [];
  }
  return [key ? 'ZOTERO_KEY also needs ZOTERO_GROUP.' : 'ZOTERO_GROUP also needs ZOTERO_KEY.'];
}

/** A SQLite file has one bot, so nobody could connect the rest. */
function describeLeftShards({
  OFFPRINT_SHARDS: text = '',
  OFFPRINT_DB: database = '',
}: Readonly<Record<string, string>>): string[] {
  const shards = readShards(text);
  if (shards === undefined || !leavesShards(shards) || canBeShared(database)) {
    return [];
  }
  return [
    `OFFPRINT_SHARDS ${text} leaves shards to other processes, which cannot share a SQLite file. Set OFFPRINT_DB to a postgres:// address, or remove OFFPRINT_SHARDS.`,
  ];
}

function describeUnknown(name: string): string[] {
  // Settings of the tests; the program has none of them.
  const isSetting = name.startsWith('OFFPRINT_') && !name.startsWith('OFFPRINT_TEST_');
  if (!isSetting || settingNames.includes(name)) {
    return [];
  }
  const known = settingNames.filter((other) => other.startsWith('OFFPRINT_')).join(', ');
  return [`${name} is not a setting. The settings are ${known}.`];
}
