import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type PageContext, worldNow } from './page-context.ts';
import type { PageAction } from './page-view.ts';
import { controlStyles } from './styles/control-styles.ts';
import { timeStyles } from './styles/time-styles.ts';

type Move = Extract<PageAction, { kind: 'move-time' }>['move'];

/** How often the time shown is looked at again, in milliseconds. */
const lookAgain = 10_000;

/** The world's time, and the buttons that move it. */
export class TimeControls extends LitElement {
  static override styles = [controlStyles, timeStyles];
  static override properties = { context: { attribute: false }, moving: { state: true } };
  declare context: PageContext;
  declare private moving: boolean;
  private timer: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.moving = false;
    this.timer = window.setInterval(() => this.requestUpdate(), lookAgain);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this.context;
    const { replay, isMovable } = view.time;
    if (!isMovable) {
      return nothing;
    }
    const now = new Date(worldNow(view));
    const next =
      replay === undefined || replay === 'none' ? undefined : new Date(`${replay}T12:00`);
    return html`<div class="time" role="group" aria-label="Time" aria-busy=${this.moving ? 'true' : 'false'}>
      <time datetime=${now.toISOString()}>${format(now, { weekday: 'short', day: 'numeric', month: 'short' })}<span class="wide"> ${now.getFullYear()}</span>, ${format(now, { timeStyle: 'short' })}</time>
      ${next === undefined ? nothing : this.renderMove('page', 'primary', html`<span>Next page<span class="wide">: ${format(next, { day: 'numeric', month: 'short' })}</span></span>`)}
      ${replay === 'none' ? html`<span class="faint">last page</span>` : nothing}
      ${this.renderMove('hour', 'secondary', '+1 h', 'One hour forward')}
      ${this.renderMove('day', 'secondary', '+1 d', 'One day forward')}
    </div>`;
  }

  private renderMove(move: Move, style: string, label: unknown, name?: string): TemplateResult {
    return html`<button type="button" class="button ${style}" aria-label=${name ?? nothing} title=${name ?? nothing} ?disabled=${this.moving} @click=${() => void this.move(move)}>${label}</button>`;
  }

  private async move(move: Move): Promise<void> {
    this.moving = true;
    await this.context.ask({ kind: 'move-time', move });
    this.moving = false;
    this.context.showNewest();
  }
}

function format(moment: Date, options: Intl.DateTimeFormatOptions): string {
  return moment.toLocaleString(undefined, options);
}

customElements.define('time-controls', TimeControls);
