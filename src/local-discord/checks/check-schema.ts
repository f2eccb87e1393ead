import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreatePrivateChannelRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
  UpdateThreadRequestPartialSchema,
} from 'discord-api-spec/zod';
import type { ZodMiniType } from 'zod/mini';
import type { BodyFault } from './error-tree.ts';

/**
 * Discord's own schemas of the bodies that a bot sends. discord-api-spec has a single author and few
 * users: no other file but its declaration, discord-api-spec.d.ts, may import it, so that the schemas
 * can be replaced here, for instance by ones generated from Discord's OpenAPI description.
 */
export const bodySchemas = {
  applicationCommandAutocompleteCallback: ApplicationCommandAutocompleteCallbackRequestSchema,
  applicationCommandUpdate: ApplicationCommandUpdateRequestSchema,
  createMessageInteractionCallback: CreateMessageInteractionCallbackRequestSchema,
  createPrivateChannel: CreatePrivateChannelRequestSchema,
  createTextThreadWithMessage: CreateTextThreadWithMessageRequestSchema,
  createTextThreadWithoutMessage: CreateTextThreadWithoutMessageRequestSchema,
  incomingWebhook: IncomingWebhookRequestPartialSchema,
  incomingWebhookUpdate: IncomingWebhookUpdateRequestPartialSchema,
  messageCreate: MessageCreateRequestSchema,
  messageEdit: MessageEditRequestPartialSchema,
  modalInteractionCallback: ModalInteractionCallbackRequestSchema,
  updateMessageInteractionCallback: UpdateMessageInteractionCallbackRequestSchema,
  updateThread: UpdateThreadRequestPartialSchema,
} as const;

/** What zod says of one place; the parts of it that are read here. */
interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly errors?: readonly (readonly Issue[])[];
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly format?: string;
  readonly input?: unknown;
}

/** A check of one kind of body. */
export interface SchemaCheck {
  readonly faults: readonly BodyFault[];
  /** Paths of keys that Discord's schema does not know; Discord passes over them in silence. */
  readonly unknownKeys: readonly string[];
}

/** Checks a body against one of Discord's own schemas. */
export function checkSchema(schema: ZodMiniType, body: unknown): SchemaCheck {
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) {
    return { faults: [], unknownKeys: keysLost(body, result.data, '') };
  }
  return { faults: flatten(result.error.issues as readonly Issue[], []), unknownKeys: [] };
}

/** Keys that discord.js sends whether they belong there or not, so no fault of a bot's. */
const sentByDiscordJs: ReadonlySet<string> = new Set(['animated', 'enforce_nonce', 'nonce', 'tts']);

/** The schemas drop what they do not know, so what is missing afterwards was unknown. */
function keysLost(before: unknown, after: unknown, path: string): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((item, index) => keysLost(item, after[index], `${path}[${index}]`));
  }
  if (
    typeof before !== 'object' ||
    before === null ||
    typeof after !== 'object' ||
    after === null
  ) {
    return [];
  }
  const kept: Readonly<Record<string, unknown>> = { ...after };
  return Object.entries(before).flatMap(([key, value]) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (key in kept) {
      return keysLost(value, kept[key], place);
    }
    return sentByDiscordJs.has(key) ? [] : [place];
  });
}

function flatten(issues: readonly Issue[], prefix: readonly (string | number)[]): BodyFault[] {
  return issues.flatMap((issue) => {
    const path = [
      ...prefix,
      ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
    ];
    if (issue.code === 'invalid_union' && issue.errors !== undefined) {
      const branch = closestBranch(issue.errors);
      return branch === undefined
        ? [{ path, code: 'UNION_TYPE_CHOICES', message: 'The specified type is not valid.' }]
        : flatten(branch, path);
    }
    return [{ path, ...inDiscordsWords(issue) }];
  });
}

/** Of a union's branches the one that is meant: its `type` fits, then the fewest complaints. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) =>
    issues.every((issue) => issue.path.length !== 1 || issue.path[0] !== 'type'),
  );
  const plain = fitting.filter((issues) => issues.every((issue) => issue.path.length > 0));
  return [...(plain.length > 0 ? plain : fitting)].sort((a, b) => a.length - b.length)[0];
}

function inDiscordsWords(issue: Issue): { code: string; message: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : {
            code: `${(issue.expected ?? 'base').toUpperCase()}_TYPE_CONVERT`,
            message: `Could not interpret the value as ${issue.expected ?? 'expected'}.`,
          };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? {
            code: 'BASE_TYPE_MIN_LENGTH',
            message: `Must be ${issue.minimum} or more in length.`,
          }
        : {
            code: 'NUMBER_TYPE_MIN',
            message: `int value should be greater than or equal to ${issue.minimum}.`,
          };
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : {
            code: 'NUMBER_TYPE_MAX',
            message: `int value should be less than or equal to ${issue.maximum}.`,
          };
    case 'invalid_value':
      return {
        code: 'BASE_TYPE_CHOICES',
        message: `Value must be one of {${(issue.values ?? []).map(String).join(', ')}}.`,
      };
    case 'invalid_format':
      return issue.format === 'url'
        ? { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }
        : { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}
