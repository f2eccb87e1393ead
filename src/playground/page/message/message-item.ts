import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { emojiPicture, withEmoji } from '../emoji.ts';
import type { PageContext } from '../page-context.ts';
import type { MarkdownNode, PageAction, PageMessage } from '../page-view.ts';
import { controlStyles } from '../styles/control-styles.ts';
import { messageStyles } from '../styles/message-styles.ts';
import { fileAddress, renderComponents, type ShownComponent } from './render-components.ts';
import { renderMarkdown } from './render-markdown.ts';

/** Milliseconds after which a press of a finger opens the menu. */
const longPress = 500;

const threadStarted = 18;

/** One message with what can be done on it. */
export class MessageItem extends LitElement {
  static override styles = [controlStyles, messageStyles];
  static override properties = {
    entry: { attribute: false },
    markdown: { attribute: false },
    context: { attribute: false },
  };
  declare entry: PageMessage;
  declare markdown: Readonly<Record<string, readonly MarkdownNode[]>>;
  declare context: PageContext;
  private pressing: number | undefined;

  /** Puts the focus on the message itself. */
  override focus(): void {
    this.renderRoot.querySelector('article')?.focus();
  }

  override render(): TemplateResult {
    const { message, ephemeral, thinking, usedBy, repliesTo } = this.entry;
    const name = message.author.global_name ?? message.author.username;
    const sentAt = new Date(message.timestamp);
    const release = () => window.clearTimeout(this.pressing);
    return html`<article class=${ephemeral ? 'message ephemeral' : 'message'} tabindex="0" aria-label="Message by ${name}"
      @contextmenu=${(event: MouseEvent) => this.openByMouse(event)}
      @pointerdown=${(event: PointerEvent) => this.openByFinger(event)}
      @pointerup=${release} @pointercancel=${release} @pointermove=${release}>
      <div class="avatar" aria-hidden="true">${name.slice(0, 1).toUpperCase()}</div>
      <div class="body">
        ${usedBy === undefined && repliesTo === undefined ? nothing : html`<div class="context">${usedBy ?? repliesTo}</div>`}
        <div class="head">
          <strong class="author">${name}</strong>
          ${message.author.bot === true ? html`<span class="tag">APP</span>` : nothing}
          <time datetime=${message.timestamp}>${sentAt.toLocaleTimeString(undefined, { timeStyle: 'short' })}</time>
        </div>
        ${thinking ? html`<p class="thinking" role="status">${message.author.username} is thinking…</p>` : this.renderContent()}
        ${this.renderReactions()}
        ${this.renderThread()}
        ${ephemeral ? this.renderOnlyYou() : nothing}
      </div>
      ${this.renderToolbar()}
    </article>`;
  }

  private renderContent(): TemplateResult {
    const { message } = this.entry;
    if ((message.type as number) === threadStarted) {
      const thread = message.message_reference?.channel_id ?? '';
      return html`<div class="text">started a thread: <button type="button" class="link" @click=${() => this.context.go({ channel: thread })}>${withEmoji(message.content)}</button></div>`;
    }
    const components = (message.components ?? []) as unknown as readonly ShownComponent[];
    const refer = { channel: message.channel_id, message: message.id };
    const { context } = this;
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
        context,
        markdown: (text) => this.text(text),
        press: (customId) => context.act({ kind: 'press', ...refer, customId }),
        choose: (customId, values) => context.act({ kind: 'choose', ...refer, customId, values }),
      })}
      ${loose.map((file) =>
        file.content_type?.startsWith('image/') === true
          ? html`<img class="picture" src=${fileAddress(file.url)} alt=${file.description ?? file.filename} />`
          : html`<a class="file" href=${fileAddress(file.url)} download>${withEmoji('📄')} ${file.filename}</a>`,
      )}
    `;
  }

  private renderReactions(): TemplateResult | typeof nothing {
    const reactions = this.entry.message.reactions ?? [];
    if (!this.canReact()) {
      return nothing;
    }
    return html`<div class=${reactions.length === 0 ? 'reactions none' : 'reactions'}>
      ${reactions.map(({ emoji, count, count_details: details }) => {
        const key = emoji.id === null ? (emoji.name ?? '') : `${emoji.name}:${emoji.id}`;
        const on = this.entry.mine.includes(key);
        return html`<button
          type="button"
          class=${details.burst > 0 ? 'reaction burst' : 'reaction'}
          aria-pressed=${on ? 'true' : 'false'}
          aria-label="${emoji.name}, ${describeReactions(count)}"
          @click=${() => this.react(key, !on, false)}
        >${withEmoji(emoji.name ?? '')} ${count}</button>`;
      })}
      <button type="button" class="reaction add" aria-label="Add reaction" title="Add reaction"
        @click=${(event: Event) => this.openAt(event.currentTarget)}>+</button>
    </div>`;
  }

  private renderThread(): TemplateResult | typeof nothing {
    const { thread } = this.entry.message;
    if (thread === undefined || this.entry.isStarter) {
      return nothing;
    }
    const { message_count: count = 0 } = thread as { message_count?: number };
    return html`<button type="button" class="thread" @click=${() => this.context.go({ channel: thread.id })}>
      <strong>${withEmoji(`🧵 ${thread.name ?? ''}`)}</strong> ${count} ${count === 1 ? 'message' : 'messages'} ›
    </button>`;
  }

  private renderOnlyYou(): TemplateResult {
    const { message } = this.entry;
    const dismiss: PageAction = {
      kind: 'delete',
      channel: message.channel_id,
      message: message.id,
    };
    return html`<div class="only-you">
      ${withEmoji('👁️')} Only you can see this ·
      <button type="button" class="link" @click=${() => this.context.act(dismiss)}>Dismiss message</button>
    </div>`;
  }

  private renderToolbar(): TemplateResult | typeof nothing {
    if (!this.canReact()) {
      return nothing;
    }
    return html`<div class="toolbar" role="group" aria-label="Message actions">
      <button type="button" title="React with 🔖 (with Shift: a super reaction)" aria-label="React with 🔖" @click=${(event: MouseEvent) => this.react('🔖', true, event.shiftKey)}>${emojiPicture('🔖')}</button>
      <button type="button" title="More" aria-label="More actions" aria-haspopup="menu" @click=${(event: Event) => this.openAt(event.currentTarget)}>•••</button>
    </div>`;
  }

  private canReact(): boolean {
    return !this.entry.ephemeral && !this.entry.thinking;
  }

  private text(text: string): unknown {
    return renderMarkdown(this.markdown[text] ?? [{ kind: 'text', text }], this.context);
  }

  private react(emoji: string, on: boolean, burst: boolean): void {
    const { message } = this.entry;
    const refer = { channel: message.channel_id, message: message.id };
    this.context.act({ kind: 'react', ...refer, emoji, on, burst });
  }

  private openAt(target: EventTarget | null): void {
    if (target instanceof Element) {
      const { left, bottom } = target.getBoundingClientRect();
      this.context.openMenu(this.entry, { x: left, y: bottom });
    }
  }

  /** Also by the keyboard's menu key; a link keeps the browser's own menu. */
  private openByMouse(event: MouseEvent): void {
    if (event.composedPath().some((part) => part instanceof HTMLAnchorElement)) {
      return;
    }
    event.preventDefault();
    window.clearTimeout(this.pressing);
    const isKey = event.clientX === 0 && event.clientY === 0;
    const { left, top } = this.getBoundingClientRect();
    const at = isKey ? { x: left + 60, y: top + 30 } : { x: event.clientX, y: event.clientY };
    this.context.openMenu(this.entry, at);
  }

  private openByFinger({ pointerType, clientX, clientY }: PointerEvent): void {
    window.clearTimeout(this.pressing);
    if (pointerType === 'touch') {
      const at = { x: clientX, y: clientY };
      this.pressing = window.setTimeout(() => this.context.openMenu(this.entry, at), longPress);
    }
  }
}

customElements.define('message-item', MessageItem);

const plurals = new Intl.PluralRules('en');

function describeReactions(count: number): string {
  return plurals.select(count) === 'one' ? `${count} reaction` : `${count} reactions`;
}
