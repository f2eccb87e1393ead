import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MarkdownNode, PageAction, PageMessage } from './page-view.ts';
import { renderComponents, type ShownComponent } from './render-components.ts';
import { renderMarkdown } from './render-markdown.ts';
import { controlStyles } from './styles/control-styles.ts';
import { messageStyles } from './styles/message-styles.ts';

/** Emoji that are one click away: those that Offprint saves by. */
const quick = ['🔖', '👍', '1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣', '6️⃣', '7️⃣', '8️⃣'];

/** Fired with what the person does on a message. */
export type ActEvent = CustomEvent<PageAction>;

/** One message with what can be done on it. */
export class MessageItem extends LitElement {
  static override styles = [controlStyles, messageStyles];
  static override properties = {
    entry: { attribute: false },
    markdown: { attribute: false },
    menu: { attribute: false },
  };
  declare entry: PageMessage;
  declare markdown: Readonly<Record<string, readonly MarkdownNode[]>>;
  /** Names of the message commands that can be used here. */
  declare menu: readonly string[];

  override render(): TemplateResult {
    const { message, ephemeral, thinking, usedBy, repliesTo } = this.entry;
    const sentAt = new Date(message.timestamp);
    return html`<article class=${ephemeral ? 'message ephemeral' : 'message'} aria-label="Message by ${message.author.global_name ?? message.author.username}">
      <div class="avatar" aria-hidden="true">${(message.author.global_name ?? message.author.username).slice(0, 1).toUpperCase()}</div>
      <div class="body">
        ${usedBy === undefined && repliesTo === undefined ? nothing : html`<div class="context">${usedBy ?? repliesTo}</div>`}
        <div class="head">
          <strong class="author">${message.author.global_name ?? message.author.username}</strong>
          ${message.author.bot === true ? html`<span class="tag">APP</span>` : nothing}
          <time datetime=${message.timestamp}>${sentAt.toLocaleTimeString(undefined, { timeStyle: 'short' })}</time>
        </div>
        ${thinking ? html`<p class="thinking" role="status">${message.author.username} is thinking…</p>` : this.renderContent()}
        ${this.renderReactions()}
        ${ephemeral ? this.renderOnlyYou() : nothing}
      </div>
      ${this.renderToolbar()}
    </article>`;
  }

  private renderContent(): TemplateResult {
    const { message } = this.entry;
    const components = (message.components ?? []) as unknown as readonly ShownComponent[];
    const refer = { channel: message.channel_id, message: message.id };
    const loose = message.attachments.filter(
      ({ url }) => !JSON.stringify([message.components, message.embeds]).includes(url),
    );
    return html`
      ${message.content === '' ? nothing : html`<div class="text">${this.text(message.content)}${message.edited_timestamp === null ? nothing : html` <small class="edited">(edited)</small>`}</div>`}
      ${message.embeds.map(
        (embed) => html`<div class="container embed">
        ${embed.title === undefined ? nothing : html`<strong>${this.text(embed.title)}</strong>`}
        ${embed.description === undefined ? nothing : html`<div class="text">${this.text(embed.description)}</div>`}
        ${(embed.fields ?? []).map((field) => html`<div><strong>${this.text(field.name)}</strong><div class="text">${this.text(field.value)}</div></div>`)}
        ${embed.footer === undefined ? nothing : html`<small class="subtext">${embed.footer.text}</small>`}
      </div>`,
      )}
      ${renderComponents(components, {
        markdown: (text) => this.text(text),
        press: (customId) => this.act({ kind: 'press', ...refer, customId }),
        choose: (customId, values) => this.act({ kind: 'choose', ...refer, customId, values }),
      })}
      ${loose.map((file) =>
        file.content_type?.startsWith('image/') === true
          ? html`<img class="picture" src=${file.url} alt=${file.description ?? file.filename} />`
          : html`<a class="file" href=${file.url} download>📄 ${file.filename}</a>`,
      )}
    `;
  }

  private renderReactions(): TemplateResult | typeof nothing {
    const reactions = this.entry.message.reactions ?? [];
    if (reactions.length === 0) {
      return nothing;
    }
    return html`<div class="reactions">
      ${reactions.map(({ emoji, count, count_details: details }) => {
        const key = emoji.id === null ? (emoji.name ?? '') : `${emoji.name}:${emoji.id}`;
        const on = this.entry.mine.includes(key);
        return html`<button
          type="button"
          class=${details.burst > 0 ? 'reaction burst' : 'reaction'}
          aria-pressed=${on ? 'true' : 'false'}
          aria-label="${emoji.name}, ${describeReactions(count)}"
          @click=${() => this.react(key, !on, false)}
        ><span>${emoji.name}</span> ${count}</button>`;
      })}
    </div>`;
  }

  private renderOnlyYou(): TemplateResult {
    const { message } = this.entry;
    const dismiss = (): void =>
      this.act({ kind: 'delete', channel: message.channel_id, message: message.id });
    return html`<div class="only-you">
      👁 Only you can see this ·
      <button type="button" class="link" @click=${dismiss}>Dismiss message</button>
    </div>`;
  }

  private renderToolbar(): TemplateResult | typeof nothing {
    if (this.entry.ephemeral || this.entry.thinking) {
      return nothing;
    }
    const { message } = this.entry;
    return html`<div class="toolbar" role="group" aria-label="Message actions">
      <button type="button" title="React with 🔖 (with Shift: a super reaction)" aria-label="React with 🔖" @click=${(event: MouseEvent) => this.react('🔖', true, event.shiftKey)}>🔖</button>
      <details>
        <summary aria-label="More actions">⋯</summary>
        <div class="menu">
          <div class="emoji">
            ${quick.map((emoji) => html`<button type="button" aria-label="React with ${emoji}" @click=${(event: MouseEvent) => this.react(emoji, true, event.shiftKey)}>${emoji}</button>`)}
          </div>
          ${this.menu.map((name) => html`<button type="button" class="entry" @click=${() => this.act({ kind: 'menu', channel: message.channel_id, message: message.id, name })}>Apps ▸ ${name}</button>`)}
          <button type="button" class="entry danger" @click=${() => this.act({ kind: 'delete', channel: message.channel_id, message: message.id })}>Delete message</button>
        </div>
      </details>
    </div>`;
  }

  private text(text: string): unknown {
    return renderMarkdown(this.markdown[text] ?? [{ kind: 'text', text }], (name) => {
      this.dispatchEvent(
        new CustomEvent('write-command', { detail: name, bubbles: true, composed: true }),
      );
    });
  }

  private react(emoji: string, on: boolean, burst: boolean): void {
    const { message } = this.entry;
    const refer = { channel: message.channel_id, message: message.id };
    this.act({ kind: 'react', ...refer, emoji, on, burst });
    this.renderRoot.querySelector('details')?.removeAttribute('open');
  }

  private act(action: PageAction): void {
    this.dispatchEvent(new CustomEvent('act', { detail: action, bubbles: true, composed: true }));
  }
}

customElements.define('message-item', MessageItem);

const plurals = new Intl.PluralRules('en');

function describeReactions(count: number): string {
  return plurals.select(count) === 'one' ? `${count} reaction` : `${count} reactions`;
}
