import { ComponentType } from 'discord-api-types/v10';
import { everyComponent } from './components.ts';

interface AllowedMentions {
  readonly parse?: readonly string[] | null;
  readonly users?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
  readonly replied_user?: boolean | null;
}

/** Who is named in a message's text, and who of them is notified. */
export interface Mentions {
  readonly users: string[];
  readonly roles: string[];
  readonly everyone: boolean;
  /** Named and allowed by a `parse` (or by silence), not one by one: nobody meant to ping them. */
  readonly unmeant: readonly string[];
}

/** Everything of a body in which a mention pings: content and text displays, not embeds. */
export function pingingText(body: { content?: unknown; components?: unknown }): string {
  return [
    typeof body.content === 'string' ? body.content : '',
    ...everyComponent(body.components)
      .filter(({ component }) => component.type === ComponentType.TextDisplay)
      .map(({ component }) => component.content ?? ''),
  ].join('\n');
}

/** The mentions in a text as far as `allowed_mentions` lets them through. */
export function resolveMentions(
  text: string,
  allowed: AllowedMentions | null | undefined,
): Mentions {
  const spoken = text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const users = unique([...spoken.matchAll(/<@!?(\d{17,20})>/g)].map((match) => match[1] ?? ''));
  const roles = unique([...spoken.matchAll(/<@&(\d{17,20})>/g)].map((match) => match[1] ?? ''));
  const everyone = /@(everyone|here)\b/.test(spoken);
  const parses = (kind: string): boolean => (allowed?.parse ?? allKinds).includes(kind);
  const isAllowed = (
    kind: string,
    id: string,
    named: readonly string[] | null | undefined,
  ): boolean => parses(kind) || (named ?? []).includes(id);
  const pingedUsers = users.filter((id) => isAllowed('users', id, allowed?.users));
  const pingedRoles = roles.filter((id) => isAllowed('roles', id, allowed?.roles));
  const pingsEveryone = everyone && parses('everyone');
  return {
    users: pingedUsers,
    roles: pingedRoles,
    everyone: pingsEveryone,
    unmeant: [
      ...(parses('users') ? pingedUsers.map((id) => `<@${id}>`) : []),
      ...(parses('roles') ? pingedRoles.map((id) => `<@&${id}>`) : []),
      ...(pingsEveryone ? ['@everyone'] : []),
    ],
  };
}

/** Without `allowed_mentions` everything pings, which is why a careful bot always sends it. */
const allKinds: readonly string[] = ['users', 'roles', 'everyone'];

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
