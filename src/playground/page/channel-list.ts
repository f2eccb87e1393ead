import { html, nothing, type TemplateResult } from 'lit';
import { emojiPicture, withEmoji } from './emoji.ts';
import type { PageChannel, PageView } from './page-view.ts';

/** The sign in front of a channel's name. */
export function channelSign({ kind }: PageChannel): unknown {
  const signs = {
    text: '#',
    direct: '@',
    announcement: emojiPicture('📣'),
    thread: emojiPicture('🧵'),
  };
  return html`<span class="sign" aria-hidden="true">${signs[kind]}</span>`;
}

/** Servers with their channels, unread ones marked, and who the person is. */
export function renderChannels(
  view: PageView,
  go: (channel: string) => void,
  become: (person: string) => void,
): TemplateResult {
  return html`
    ${view.guilds.map(
      (guild) => html`<h2>${guild.name}</h2>
      <ul>
        ${guild.channels.map(
          (channel) => html`<li><button
          type="button"
          class="channel ${channel.kind} ${channel.isUnread ? 'unread' : ''}"
          aria-current=${channel.id === view.channel.id ? 'page' : nothing}
          @click=${() => go(channel.id)}
        >${channelSign(channel)} ${withEmoji(channel.name)}${channel.isUnread ? html`<span class="dot" role="img" aria-label="unread"></span>` : nothing}</button></li>`,
        )}
      </ul>`,
    )}
    <div class="who">
      <label for="person">You are</label>
      <select id="person" @change=${(event: Event) => become((event.target as HTMLSelectElement).value)}>
        ${view.people.map((person) => html`<option value=${person.name} ?selected=${person.id === view.person.id}>${person.displayName}</option>`)}
      </select>
    </div>`;
}
