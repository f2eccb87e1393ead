import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { stepInList } from '../bar/step-in-list.ts';
import { emojiPicture } from '../emoji.ts';
import { addressOf, type PageContext } from '../page-context.ts';
import type { PageMessage } from '../page-view.ts';
import { controlStyles } from '../styles/control-styles.ts';
import { menuStyles } from '../styles/menu-styles.ts';

/** Emoji that are one click away. */
const quick = ['🔖', '👍', '❤️', '🎉', '👀', '🚀', '🤔', '😂'];

const numbers = ['1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣', '6️⃣', '7️⃣', '8️⃣', '9️⃣', '🔟'];

/** The menu of one message: reactions, its commands, its link. */
export class MessageMenu extends LitElement {
  static override styles = [controlStyles, menuStyles];
  static override properties = { context: { attribute: false }, entry: { state: true } };
  declare context: PageContext;
  declare private entry: PageMessage | undefined;
  /** Where the focus was, and goes back to. */
  private openedFrom: HTMLElement | undefined;

  /** Opens at a point of the window, or as near to it as it fits. */
  async open(entry: PageMessage, at: { readonly x: number; readonly y: number }): Promise<void> {
    this.entry = entry;
    await this.updateComplete;
    const menu = this.menu();
    if (menu === null) {
      return;
    }
    this.openedFrom = focused();
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - width - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(at.y, window.innerHeight - height - 8))}px`;
    this.items()[0]?.focus();
  }

  override render(): TemplateResult {
    return html`<div class="menu" role="menu" popover="manual" aria-label="Message"
      @keydown=${(event: KeyboardEvent) => this.press(event)}
      @focusout=${({ relatedTarget }: FocusEvent) => {
        if (!(relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget))) {
          this.menu()?.hidePopover();
        }
      }}>
      ${this.entry === undefined ? nothing : this.renderItems(this.entry)}
    </div>`;
  }

  private renderItems(entry: PageMessage): TemplateResult {
    const { message, ephemeral } = entry;
    const refer = { channel: message.channel_id, message: message.id };
    const { view } = this.context;
    const commands = view.commands.filter(({ type }) => type === 3);
    const isOwn = message.author.id === view.person.id;
    return html`
      ${
        ephemeral
          ? nothing
          : html`<div class="grid" role="group" aria-label="Add reaction">
        ${[...quick, ...numbers.slice(0, numbered(entry))].map((emoji) =>
          this.renderItem(
            '',
            emojiPicture(emoji),
            ({ shiftKey }) =>
              this.context.act({ kind: 'react', ...refer, emoji, on: true, burst: shiftKey }),
            `React with ${emoji}`,
          ),
        )}
      </div>
      ${commands.length === 0 ? nothing : html`<div class="title" aria-hidden="true">Apps</div>`}
      ${commands.map(({ name }) => this.renderItem('entry', name, () => this.context.act({ kind: 'menu', ...refer, name }), `Apps: ${name}`))}
      <hr />
      ${this.renderItem('entry', 'Copy link', () => void navigator.clipboard.writeText(addressOf(view, refer)))}`
      }
      ${message.content === '' ? nothing : this.renderItem('entry', 'Copy text', () => void navigator.clipboard.writeText(message.content))}
      ${ephemeral || isOwn || view.managesMessages ? this.renderItem('entry danger', ephemeral ? 'Dismiss message' : 'Delete message', () => this.context.act({ kind: 'delete', ...refer })) : nothing}
    `;
  }

  private renderItem(
    kind: string,
    label: unknown,
    run: (event: MouseEvent) => void,
    name?: string,
  ): TemplateResult {
    return html`<button type="button" role="menuitem" tabindex="-1" class=${kind} aria-label=${name ?? nothing}
      @click=${(event: MouseEvent) => {
        this.close();
        run(event);
      }}>${label}</button>`;
  }

  private press(event: KeyboardEvent): void {
    const items = this.items();
    const at = items.findIndex((item) => item.matches(':focus'));
    const along = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Tab' || event.key === 'Escape') {
      event.preventDefault();
      this.close();
    } else if (along !== undefined) {
      items[(at + along + items.length) % items.length]?.focus();
    } else {
      items[stepInList(event, at, items.length)]?.focus();
    }
  }

  private close(): void {
    this.openedFrom?.focus();
    this.menu()?.hidePopover();
  }

  private items(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  private menu(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.menu');
  }
}

function focused(): HTMLElement | undefined {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) {
    found = found.shadowRoot.activeElement;
  }
  return found instanceof HTMLElement ? found : undefined;
}

/** How many papers a message numbers: only their numbers mean something as a reaction. */
function numbered({ message }: PageMessage): number {
  const found = JSON.stringify([message.content, message.components]).matchAll(
    /\*\*(\d+)\.(?:\*\*| )/g,
  );
  return Math.max(0, ...[...found].map(([, number]) => Number(number)));
}

customElements.define('message-menu', MessageMenu);
