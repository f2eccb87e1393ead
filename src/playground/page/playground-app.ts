import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './command-bar.ts';
import type { CommandBar } from './command-bar.ts';
import './message-item.ts';
import type { ActEvent } from './message-item.ts';
import './modal-dialog.ts';
import type { ModalAnswer } from './modal-dialog.ts';
import { perform, watchView } from './page-api.ts';
import type { PageAction, PageAnswer, PageChannel, PageModal, PageView } from './page-view.ts';
import { runnableCommands } from './runnable-commands.ts';
import { appStyles } from './styles/app-styles.ts';
import { controlStyles } from './styles/control-styles.ts';
import { pageSheet } from './styles/page-sheet.ts';

const signs: Readonly<Record<PageChannel['kind'], string>> = {
  text: '#',
  announcement: '📣',
  thread: '🧵',
  direct: '@',
};

/** Commands that an empty channel offers, those with subcommands left out. */
const maxWelcomed = 8;

/** The whole page: the person, the channel, and its messages. */
export class PlaygroundApp extends LitElement {
  static override styles = [controlStyles, appStyles];
  static override properties = {
    view: { state: true },
    lost: { state: true },
    notice: { state: true },
    modal: { state: true },
    modalError: { state: true },
    menuOpen: { state: true },
  };
  declare private view: PageView | undefined;
  declare private lost: boolean;
  declare private notice: string | undefined;
  declare private modal: PageModal | undefined;
  declare private modalError: string | undefined;
  declare private menuOpen: boolean;
  private stop: () => void = () => undefined;

  constructor() {
    super();
    this.lost = false;
    this.menuOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.adoptedStyleSheets = [pageSheet];
    const { person, channel } = placeInAddress();
    this.watch(person, channel);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  override render(): TemplateResult {
    const { view } = this;
    if (view === undefined) {
      return html`<p class="waiting">${this.lost ? 'The playground is not responding.' : 'Opening the playground…'}</p>`;
    }
    const { channel, person } = view;
    const place = channel.kind === 'direct' ? view.bot.name : channel.name;
    return html`
      <a class="skip" href="#bar" @click=${(event: Event) => this.skip(event)}>Skip to the message field</a>
      <div class="app">
        ${this.renderSidebar(view)}
        <main>
          <header>
            <button type="button" class="burger" aria-label="Channels" aria-expanded=${this.menuOpen ? 'true' : 'false'} @click=${() => {
              this.menuOpen = !this.menuOpen;
            }}>☰</button>
            <h1><span aria-hidden="true">${signs[channel.kind]}</span> ${place}</h1>
            ${this.renderState(view)}
          </header>
          <div class="messages" role="log" aria-label="Messages" tabindex="0"
            @act=${(event: ActEvent) => void this.act(event.detail)}
            @write-command=${(event: CustomEvent<string>) => void this.bar()?.write(event.detail)}>
            ${view.messages.length === 0 ? this.renderWelcome(view) : nothing}
            ${repeat(
              view.messages,
              ({ message }) => message.id,
              (entry) => html`<message-item
                .entry=${entry}
                .markdown=${view.markdown}
                .menu=${view.commands.filter(({ type }) => type === 3).map(({ name }) => name)}
              ></message-item>`,
            )}
          </div>
          ${
            this.notice === undefined
              ? nothing
              : html`<p class="notice" role="alert">${this.notice} <button type="button" class="link" @click=${() => {
                  this.notice = undefined;
                }}>Dismiss</button></p>`
          }
          ${channel.archived ? html`<p class="notice">This thread is archived; a message opens it again.</p>` : nothing}
          <command-bar
            id="bar"
            .commands=${view.commands}
            .channel=${channel.id}
            .place=${`${signs[channel.kind]}${place}`}
            .ask=${(action: PageAction) => perform(person.name, action)}
            @act=${(event: ActEvent) => void this.act(event.detail)}
          ></command-bar>
        </main>
      </div>
      ${
        this.modal === undefined
          ? nothing
          : html`<modal-dialog
        .modal=${this.modal}
        .error=${this.modalError}
        @submit-modal=${(event: CustomEvent<ModalAnswer>) => void this.submit(event.detail)}
        @close-modal=${() => {
          this.modal = undefined;
        }}
      ></modal-dialog>`
      }
    `;
  }

  override updated(changed: PropertyValues): void {
    const before = changed.get('view') as PageView | undefined;
    const last = this.view?.messages.at(-1)?.message;
    const lastBefore = before?.messages.at(-1)?.message;
    if (changed.has('view') && last?.id !== lastBefore?.id) {
      void this.scrollDown();
    }
  }

  private renderSidebar(view: PageView): TemplateResult {
    return html`<nav class=${this.menuOpen ? 'sidebar open' : 'sidebar'} aria-label="Channels">
      ${view.guilds.map(
        (guild) => html`<h2>${guild.name}</h2>
        <ul>
          ${guild.channels.map(
            (channel) => html`<li><button
            type="button"
            class=${channel.kind === 'thread' ? 'channel thread' : 'channel'}
            aria-current=${channel.id === view.channel.id ? 'page' : 'false'}
            @click=${() => this.watch(view.person.name, channel.id)}
          ><span aria-hidden="true">${signs[channel.kind]}</span> ${channel.name}</button></li>`,
          )}
        </ul>`,
      )}
      <div class="who">
        <label for="person">You are</label>
        <select id="person" @change=${(event: Event) => this.watch((event.target as HTMLSelectElement).value, view.channel.kind === 'direct' ? undefined : view.channel.id)}>
          ${view.people.map((person) => html`<option value=${person.name} ?selected=${person.id === view.person.id}>${person.displayName}</option>`)}
        </select>
      </div>
    </nav>`;
  }

  private renderState(view: PageView): TemplateResult {
    const away = this.lost || !view.bot.connected;
    return html`
      ${
        view.violations.length === 0
          ? nothing
          : html`<details class="violations">
        <summary>⚠ Breaks Discord's rules: ${view.violations.length}</summary>
        <ul>${view.violations.map((violation) => html`<li>${violation}</li>`)}</ul>
      </details>`
      }
      <span class=${away ? 'state away' : 'state'} role="status">${this.lost ? 'playground stopped' : away ? `${view.bot.name} is offline` : `${view.bot.name} is online`}</span>
    `;
  }

  private renderWelcome(view: PageView): TemplateResult {
    const whole = runnableCommands(view.commands).filter(({ name }) => !name.includes(' '));
    return html`<div class="welcome">
      <h2>A Discord of your own</h2>
      <p>Nothing here leaves this machine. You are ${view.person.displayName}; choose another person under “You are”. Type <kbd>/</kbd> below, or start with one of these commands:</p>
      <ul>
        ${whole
          .slice(0, maxWelcomed)
          .map(
            ({ name, description }) =>
              html`<li><button type="button" class="link" @click=${() => void this.bar()?.write(name)}>/${name}</button> ${description}</li>`,
          )}
      </ul>
    </div>`;
  }

  private watch(person: string | undefined, channel: string | undefined): void {
    this.stop();
    this.menuOpen = false;
    this.notice = undefined;
    this.stop = watchView(
      person,
      channel,
      (view) => {
        this.view = view;
        this.lost = false;
        const place = new URLSearchParams({ person: view.person.name, channel: view.channel.id });
        history.replaceState(null, '', `#${place}`);
      },
      () => {
        this.lost = true;
      },
    );
  }

  private async act(action: PageAction): Promise<void> {
    const { view } = this;
    if (view === undefined) {
      return;
    }
    this.notice = undefined;
    const answer: PageAnswer = await perform(view.person.name, action);
    if ('error' in answer) {
      this.notice = answer.error;
    } else if ('modal' in answer) {
      this.modalError = undefined;
      this.modal = answer.modal;
    }
  }

  private async submit(values: ModalAnswer): Promise<void> {
    const { modal, view } = this;
    if (modal === undefined || view === undefined) {
      return;
    }
    const answer = await perform(view.person.name, { kind: 'submit', modal: modal.id, values });
    if ('error' in answer) {
      this.modalError = answer.error;
    } else {
      this.modal = undefined;
    }
  }

  private bar(): CommandBar | null {
    return this.renderRoot.querySelector<CommandBar>('command-bar');
  }

  private skip(event: Event): void {
    event.preventDefault();
    void this.bar()?.enter();
  }

  private async scrollDown(): Promise<void> {
    const items = [...this.renderRoot.querySelectorAll<LitElement>('message-item')];
    await Promise.all(items.map((item) => item.updateComplete));
    const messages = this.renderRoot.querySelector('.messages');
    messages?.scrollTo({ top: messages.scrollHeight });
    const pictures = [...(items.at(-1)?.renderRoot.querySelectorAll('img') ?? [])];
    // A picture has its height only once it is there.
    await Promise.allSettled(pictures.map((picture) => picture.decode()));
    messages?.scrollTo({ top: messages.scrollHeight });
  }
}

function placeInAddress(): { person: string | undefined; channel: string | undefined } {
  const place = new URLSearchParams(location.hash.slice(1));
  return {
    person: place.get('person') ?? undefined,
    channel: place.get('channel') ?? undefined,
  };
}

customElements.define('playground-app', PlaygroundApp);
