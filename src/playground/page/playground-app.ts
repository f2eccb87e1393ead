import { html, LitElement, nothing, type TemplateResult } from 'lit';
import './bar/command-bar.ts';
import type { CommandBar } from './bar/command-bar.ts';
import { channelSign, renderChannels } from './channel-list.ts';
import { withEmoji } from './emoji.ts';
import './message/message-list.ts';
import type { MessageList } from './message/message-list.ts';
import './message/message-menu.ts';
import type { MessageMenu } from './message/message-menu.ts';
import './modal-dialog.ts';
import type { ModalAnswer } from './modal-dialog.ts';
import { perform, watchView } from './page-api.ts';
import { addressOf, type PageContext, type Place } from './page-context.ts';
import type { PageAction, PageAnswer, PageModal, PageView } from './page-view.ts';
import { appStyles } from './styles/app-styles.ts';
import { controlStyles } from './styles/control-styles.ts';
import { pageSheet } from './styles/page-sheet.ts';
import './time-controls.ts';

/** Messages shown at first, and with each press of “Load older messages”. */
const messagesAtOnce = 50;

/** What is shown: who looks, at which channel, and how far back. */
interface Shown extends Partial<Place> {
  readonly person: string | undefined;
}

/** The whole page: the person, the channel, and its messages. */
export class PlaygroundApp extends LitElement {
  static override styles = [controlStyles, appStyles];
  static override properties = {
    view: { state: true },
    lost: { state: true },
    notice: { state: true },
    modal: { state: true },
    modalError: { state: true },
    channelsOpen: { state: true },
  };
  declare private view: PageView | undefined;
  declare private lost: boolean;
  declare private notice: string | undefined;
  declare private modal: PageModal | undefined;
  declare private modalError: string | undefined;
  declare private channelsOpen: boolean;
  private shown: Shown = { person: undefined };
  private count = messagesAtOnce;
  private stop: () => void = () => undefined;

  constructor() {
    super();
    this.lost = false;
    this.channelsOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.adoptedStyleSheets = [pageSheet];
    this.watch(placeInAddress());
    window.addEventListener('popstate', () => this.watch(placeInAddress()));
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
    const { channel } = view;
    const context = this.contextOf(view);
    const place = channel.kind === 'direct' ? view.bot.name : channel.name;
    return html`
      <a class="skip" href="#bar" @click=${(event: Event) => this.skip(event)}>Skip to the message field</a>
      <div class="app">
        <nav class=${this.channelsOpen ? 'sidebar open' : 'sidebar'} aria-label="Channels">
          ${renderChannels(
            view,
            (id) => this.go({ channel: id }),
            (person) =>
              this.go({ ...(channel.kind !== 'direct' && { channel: channel.id }) }, person),
          )}
        </nav>
        <main>
          <header>
            <button type="button" class="burger" aria-label="Channels" aria-expanded=${this.channelsOpen ? 'true' : 'false'} @click=${() => {
              this.channelsOpen = !this.channelsOpen;
            }}><span class="bars" aria-hidden="true"></span>${view.guilds.some(({ channels }) => channels.some(({ isUnread }) => isUnread)) ? html`<span class="dot" role="img" aria-label="unread"></span>` : nothing}</button>
            <h1>${channelSign(channel)} ${withEmoji(place)}</h1>
            <time-controls .context=${context}></time-controls>
            ${this.renderState(view)}
          </header>
          <message-list .context=${context} .marked=${this.shown.message} @older=${() => {
            this.count += messagesAtOnce;
            this.watch(this.shown);
          }}></message-list>
          ${
            this.notice === undefined
              ? nothing
              : html`<p class="notice" role="alert">${this.notice} <button type="button" class="link" @click=${() => {
                  this.notice = undefined;
                }}>Dismiss</button></p>`
          }
          ${channel.archived ? html`<p class="notice">This thread is archived; a message opens it again.</p>` : nothing}
          <command-bar id="bar" .context=${context} .place=${`${channel.kind === 'direct' ? '@' : '#'}${place}`}></command-bar>
        </main>
      </div>
      <message-menu .context=${context}></message-menu>
      ${
        this.modal === undefined
          ? nothing
          : html`<modal-dialog
        .modal=${this.modal}
        .error=${this.modalError}
        .context=${context}
        @submit-modal=${(event: CustomEvent<ModalAnswer>) => void this.submit(event.detail)}
        @close-modal=${() => {
          this.modal = undefined;
        }}
      ></modal-dialog>`
      }
    `;
  }

  private contextOf(view: PageView): PageContext {
    return {
      view,
      act: (action) => void this.act(action),
      ask: (action) => perform(view.person.name, action),
      write: (command) => void this.bar()?.write(command),
      go: (place) => this.go(place),
      showNewest: () => this.renderRoot.querySelector<MessageList>('message-list')?.showNewest(),
      openMenu: (entry, at) => {
        void this.renderRoot.querySelector<MessageMenu>('message-menu')?.open(entry, at);
      },
    };
  }

  private renderState(view: PageView): TemplateResult {
    const away = this.lost || !view.bot.connected;
    return html`
      ${
        view.violations.length === 0
          ? nothing
          : html`<details class="violations">
        <summary>Breaks Discord's rules: ${view.violations.length}</summary>
        <ul>${view.violations.map((violation) => html`<li>${violation}</li>`)}</ul>
      </details>`
      }
      <span class=${away ? 'state away' : 'state'} role="status">${this.lost ? 'playground stopped' : away ? `${view.bot.name} is offline` : `${view.bot.name} is online`}</span>
    `;
  }

  /** Goes to a place; the browser's Back leads back. */
  private go(place: Partial<Place>, person = this.view?.person.name): void {
    this.count = messagesAtOnce;
    const shown = { ...place, person };
    if (this.view !== undefined && place.channel !== undefined) {
      history.pushState(null, '', this.addressOf(this.view, shown));
    }
    this.watch(shown);
  }

  private watch(shown: Shown): void {
    this.stop();
    this.shown = shown;
    this.channelsOpen = false;
    this.notice = undefined;
    this.stop = watchView(
      { ...shown, count: this.count },
      (view) => {
        this.view = view;
        this.lost = false;
        const { person, channel } = view;
        const there = { person: person.name, channel: channel.id, message: this.shown.message };
        history.replaceState(null, '', this.addressOf(view, there));
      },
      () => {
        this.lost = true;
      },
    );
  }

  private addressOf(view: PageView, { person, channel = '', message }: Shown): string {
    return `${addressOf(view, { channel, message })}?${new URLSearchParams(person === undefined ? {} : { person })}`;
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
}

/** The path as Discord's own links have it, `/channels/SERVER/CHANNEL/MESSAGE`, and `?person=`. */
function placeInAddress(): Shown {
  const [, , , channel, message] = location.pathname.split('/');
  const person = new URLSearchParams(location.search).get('person') ?? undefined;
  return { person, ...(channel && { channel }), ...(message && { message }) };
}

customElements.define('playground-app', PlaygroundApp);
