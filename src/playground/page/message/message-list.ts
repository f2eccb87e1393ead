import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { runnableCommands } from '../bar/runnable-commands.ts';
import type { PageContext } from '../page-context.ts';
import type { PageMessage, PageView } from '../page-view.ts';
import { controlStyles } from '../styles/control-styles.ts';
import { listStyles } from '../styles/list-styles.ts';
import './message-item.ts';

/** How far from its end a channel may be scrolled and still follow what is new, in pixels. */
const nearEnd = 80;

/** The messages of a channel, scrolled to what is new or was asked for. Fires `older`. */
export class MessageList extends LitElement {
  static override styles = [controlStyles, listStyles];
  static override properties = { context: { attribute: false }, marked: { attribute: false } };
  declare context: PageContext;
  /** The message that a link led to. */
  declare marked: string | undefined;
  /** Where it was scrolled to last, other than by the person. */
  private settledAt = 0;
  private follows = true;
  private heightBefore = 0;

  override render(): TemplateResult {
    const { view } = this.context;
    const { messages, channel } = view;
    return html`<div class="messages" role="log" aria-label="Messages" tabindex="0"
      @keydown=${(event: KeyboardEvent) => this.press(event)}>
      ${
        view.hasOlder
          ? html`<button type="button" class="button secondary older" @click=${() => this.loadOlder()}>Load older messages</button>`
          : nothing
      }
      ${channel.kind === 'thread' && !view.hasOlder ? html`<p class="begin">The beginning of the thread <strong>${channel.name}</strong></p>` : nothing}
      ${messages.length === 0 && channel.kind !== 'thread' ? this.renderWelcome(view) : nothing}
      ${repeat(
        messages,
        ({ message }) => message.id,
        (entry, at) => html`
          ${dayOf(entry) === dayOf(messages[at - 1]) ? nothing : html`<div class="day" role="separator"><span>${dayOf(entry)}</span></div>`}
          <message-item
            class=${entry.message.id === this.marked ? 'marked' : ''}
            .entry=${entry}
            .markdown=${view.markdown}
            .context=${this.context}
          ></message-item>
          ${entry.isStarter ? html`<hr />` : nothing}`,
      )}
    </div>`;
  }

  showNewest(): void {
    void this.show(this.context.view.messages.at(-1)?.message.id);
  }

  override willUpdate(): void {
    const scroller = this.scroller();
    if (scroller !== null) {
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      const isAtEnd = scrollHeight - scrollTop - clientHeight < nearEnd;
      this.follows = isAtEnd || Math.abs(scrollTop - this.settledAt) < nearEnd;
      this.heightBefore = scrollHeight;
    }
  }

  override updated(changed: PropertyValues): void {
    const before = (changed.get('context') as PageContext | undefined)?.view;
    const { view } = this.context;
    const [last, lastBefore] = [view.messages.at(-1), before?.messages.at(-1)];
    const isElsewhere =
      before?.channel.id !== view.channel.id || before.person.id !== view.person.id;
    if (this.marked !== undefined && (isElsewhere || changed.get('marked') !== this.marked)) {
      void this.show(this.marked, 'center');
    } else if (isElsewhere) {
      void this.show(last?.message.id);
    } else if (
      last?.message.id !== lastBefore?.message.id ||
      last?.thinking !== lastBefore?.thinking
    ) {
      const isOwn = last?.ephemeral === true || last?.message.author.id === view.person.id;
      if (this.follows || isOwn) {
        void this.show(last?.message.id);
      }
    } else if (view.messages[0]?.message.id !== before?.messages[0]?.message.id) {
      void this.keepPlace();
    }
  }

  /** An empty channel says what can be done here. */
  private renderWelcome(view: PageView): TemplateResult {
    const whole = runnableCommands(view.commands).filter(({ name }) => !name.includes(' '));
    const { context } = this;
    return html`<div class="welcome">
      <h2>A Discord of your own</h2>
      <p>Nothing here leaves this machine. You are ${view.person.displayName}; to be somebody else, choose a name below the list of channels.</p>
      ${
        view.time.canReplay
          ? html`<h2>See two months in a minute</h2>
        <p>The replay starts on 6 August 2025 with a daily digest in #papers. “Next page” goes on to the next page of papers and its digest.</p>
        <button type="button" class="button primary" @click=${() => context.act({ kind: 'start-replay' })}>Start the replay</button>`
          : nothing
      }
      <h2>Ask for papers</h2>
      <p>Type <kbd>/</kbd> below, or start with one of these commands:</p>
      <ul>
        ${whole.map(
          ({ name, description }) =>
            html`<li><button type="button" class="link" @click=${() => context.write(name)}>/${name}</button> ${description}</li>`,
        )}
      </ul>
    </div>`;
  }

  private loadOlder(): void {
    this.dispatchEvent(new CustomEvent('older'));
  }

  /** Arrow keys go from message to message. */
  private press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const [inner] = event.composedPath();
    if (step === undefined || !(inner instanceof HTMLElement) || inner.tagName !== 'ARTICLE') {
      return;
    }
    event.preventDefault();
    const items = this.items();
    const at = items.findIndex((item) => event.composedPath().includes(item));
    items[at + step]?.focus();
  }

  /** Scrolls to the beginning of a message, or to the end where all of it fits. */
  private async show(id: string | undefined, where: 'start' | 'center' = 'start'): Promise<void> {
    await this.laidOut();
    const at = this.context.view.messages.findIndex(({ message }) => message.id === id);
    const item = this.items()[at];
    const scroller = this.scroller();
    if (item === undefined || scroller === null) {
      return;
    }
    const scroll = () => {
      const room = where === 'start' ? 12 : (scroller.clientHeight - item.offsetHeight) / 2;
      scroller.scrollTop = item.offsetTop - scroller.offsetTop - Math.max(12, room);
      this.settledAt = scroller.scrollTop;
    };
    scroll();
    const pictures = this.items().flatMap((each) => [...each.renderRoot.querySelectorAll('img')]);
    // A picture has its height only once it is there.
    await Promise.allSettled(pictures.map((picture) => picture.decode()));
    scroll();
  }

  /** What was seen stays where it is when older messages come above it. */
  private async keepPlace(): Promise<void> {
    const { heightBefore } = this;
    await this.laidOut();
    const scroller = this.scroller();
    if (scroller !== null && scroller.scrollTop < nearEnd) {
      scroller.scrollTop += scroller.scrollHeight - heightBefore;
    }
  }

  private async laidOut(): Promise<void> {
    await Promise.all(this.items().map((item) => item.updateComplete));
  }

  private items(): readonly LitElement[] {
    return [...this.renderRoot.querySelectorAll<LitElement>('message-item')];
  }

  private scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.messages');
  }
}

function dayOf(entry: PageMessage | undefined): string | undefined {
  return (
    entry && new Date(entry.message.timestamp).toLocaleDateString(undefined, { dateStyle: 'full' })
  );
}

customElements.define('message-list', MessageList);
