import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { stepInList } from './bar/step-in-list.ts';
import { withEmoji } from './emoji.ts';
import { choiceStyles } from './styles/choice-styles.ts';
import { controlStyles } from './styles/control-styles.ts';

/** One thing that can be chosen. */
export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly emoji?: { readonly name?: string } | undefined;
  readonly default?: boolean | undefined;
}

/** How many choices a list has before it can be narrowed down by typing. */
const manyChoices = 10;

/**
 * A select as Discord has it: closed until pressed, for one choice or several. Fires `chosen` with the
 * values, at once for one, and when it closes for several.
 */
export class ChoiceMenu extends LitElement {
  static override styles = [controlStyles, choiceStyles];
  static override properties = {
    label: { attribute: false },
    choices: { attribute: false },
    min: { attribute: false },
    max: { attribute: false },
    keeps: { attribute: false },
    disabled: { attribute: false },
    open: { state: true },
    picked: { state: true },
    typed: { state: true },
  };
  declare label: string;
  declare choices: readonly Choice[];
  declare min: number;
  declare max: number;
  /** Whether it goes on showing what was chosen, as a field of a form does. */
  declare keeps: boolean;
  declare disabled: boolean;
  declare private open: boolean;
  declare private picked: readonly string[];
  declare private typed: string;

  constructor() {
    super();
    this.min = 1;
    this.max = 1;
    this.keeps = false;
    this.disabled = false;
    this.open = false;
    this.picked = [];
    this.typed = '';
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const isFirst = changed.get('choices') === undefined;
    if (changed.has('choices') && !this.open && (isFirst || !this.keeps)) {
      this.picked = this.defaults();
    }
  }

  override render(): TemplateResult {
    const names = this.choices.filter(({ value }) => this.picked.includes(value));
    const shown = names.map(({ label }) => label).join(', ') || this.label;
    return html`<div @keydown=${(event: KeyboardEvent) => this.press(event)} @focusout=${(event: FocusEvent) => this.leave(event)}>
      <button type="button" class="select" aria-haspopup="listbox" aria-expanded=${this.open ? 'true' : 'false'}
        aria-label=${names.length > 0 && shown !== this.label ? `${this.label}: ${shown}` : this.label}
        ?disabled=${this.disabled} @click=${() => this.toggle()}
      ><span class=${names.length > 0 ? '' : 'faint'}>${withEmoji(shown)}</span><span class="arrow" aria-hidden="true"></span></button>
      ${this.open ? this.renderList() : nothing}
    </div>`;
  }

  private renderList(): TemplateResult {
    const listed = this.listed();
    return html`<div class="popup">
      ${
        this.choices.length > manyChoices
          ? html`<input type="text" aria-label="Search" placeholder="Search" .value=${this.typed}
            @input=${(event: Event) => {
              this.typed = (event.target as HTMLInputElement).value;
            }} />`
          : nothing
      }
      <ul role="listbox" tabindex="-1" aria-label=${this.label} aria-multiselectable=${this.max > 1 ? 'true' : 'false'}>
        ${listed.map(
          ({ label, value, description, emoji }) => html`<li role="option" tabindex="-1"
            aria-selected=${this.picked.includes(value) ? 'true' : 'false'} @click=${() => this.pick(value)}>
            ${this.max > 1 ? html`<span class="box" aria-hidden="true"></span>` : nothing}
            <span>${emoji?.name === undefined ? nothing : withEmoji(`${emoji.name} `)}${withEmoji(label)}
            ${description === undefined ? nothing : html`<small>${withEmoji(description)}</small>`}</span></li>`,
        )}
        ${listed.length === 0 ? html`<li class="faint" role="option" aria-disabled="true">Nothing found</li>` : nothing}
      </ul>
    </div>`;
  }

  private defaults(): readonly string[] {
    return this.choices.filter((choice) => choice.default).map(({ value }) => value);
  }

  private listed(): readonly Choice[] {
    const typed = this.typed.trim().toLowerCase();
    return this.choices.filter(({ label }) => label.toLowerCase().includes(typed));
  }

  private toggle(): void {
    if (this.open) {
      this.close();
      return;
    }
    this.open = true;
    this.typed = '';
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector('.popup')?.scrollIntoView({ block: 'nearest' });
      this.renderRoot
        .querySelector<HTMLElement>('.popup input, li[aria-selected=true], li')
        ?.focus();
    });
  }

  private pick(value: string): void {
    if (this.max === 1) {
      this.picked = [value];
      this.close();
    } else if (this.picked.includes(value)) {
      this.picked = this.picked.filter((other) => other !== value);
    } else if (this.picked.length < this.max) {
      this.picked = [...this.picked, value];
    }
  }

  /** Closes the list, and sends what was chosen where it may be sent and is something new. */
  private close({ sends = true, refocuses = true } = {}): void {
    if (!this.open) {
      return;
    }
    this.open = false;
    if (refocuses) {
      this.renderRoot.querySelector('button')?.focus();
    }
    const before = this.defaults();
    const isNew = this.max === 1 || this.picked.join() !== before.join();
    if (sends && isNew && this.picked.length >= this.min) {
      this.dispatchEvent(new CustomEvent('chosen', { detail: this.picked }));
      this.picked = this.keeps || this.max > 1 ? this.picked : before;
    } else if (!this.keeps) {
      this.picked = before;
    }
  }

  private leave({ relatedTarget }: FocusEvent): void {
    const stays = relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget);
    if (!stays) {
      this.close({ sends: this.max > 1, refocuses: false });
    }
  }

  private press(event: KeyboardEvent): void {
    if (!this.open) {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.toggle();
      }
      return;
    }
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('li:not([aria-disabled])')];
    const at = items.findIndex((item) => item.matches(':focus'));
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      this.close({ sends: this.max > 1 });
    } else if (at >= 0 && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      items[at]?.click();
    } else {
      items[stepInList(event, at, items.length)]?.focus();
    }
  }
}

customElements.define('choice-menu', ChoiceMenu);
