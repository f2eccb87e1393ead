import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { withEmoji } from '../emoji.ts';
import { choicesOf } from '../message/render-components.ts';
import type { PageContext } from '../page-context.ts';
import type { PageChoice, PageFile } from '../page-view.ts';
import { barStyles } from '../styles/bar-styles.ts';
import { controlStyles } from '../styles/control-styles.ts';
import type { BarOption, Runnable } from './runnable-commands.ts';
import { stepInList } from './step-in-list.ts';

const integer = 4;
const boolean = 5;
const number = 10;
const attachment = 11;

/** The select that offers the same as an option of a user, channel, role, or either. */
const pickers: Readonly<Record<number, number>> = { 6: 5, 7: 8, 8: 6, 9: 7 };

/** Choices shown of people, channels and roles: as many as a bot may offer. */
const maxLocal = 25;

/** Milliseconds after the last key before the bot is asked for choices. */
const pauseMs = 200;

const trueOrFalse: readonly PageChoice[] = [
  { name: 'True', value: 'true' },
  { name: 'False', value: 'false' },
];

/** A command's options by name, as filled in. */
export type FilledOptions = Readonly<Record<string, string | PageFile>>;

/**
 * The options of one command, with the bot's choices while one types. Fires `run` with the
 * `FilledOptions`, or `cancel`.
 */
export class CommandForm extends LitElement {
  static override styles = [controlStyles, barStyles, css`:host { display: block; }`];
  static override properties = {
    command: { attribute: false },
    context: { attribute: false },
    values: { state: true },
    shown: { state: true },
    suggestions: { state: true },
    highlighted: { state: true },
  };
  declare command: Runnable;
  declare context: PageContext;
  declare private values: Readonly<Record<string, string>>;
  private readonly files = new Map<string, File>();
  /** Optional options that were added to the form. */
  declare private shown: readonly string[];
  declare private suggestions:
    | { readonly option: string; readonly choices: readonly PageChoice[] }
    | undefined;
  declare private highlighted: number;
  /** What a chosen value is called: titles are shown, ids are sent. */
  private readonly names = new Map<string, string>();
  private timer: number | undefined;
  private asked = 0;

  constructor() {
    super();
    this.values = {};
    this.shown = [];
    this.highlighted = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.closeList();
  }

  /** Goes to the first field, or to Run where none is required; `typed` is what it begins with. */
  async begin(typed = ''): Promise<void> {
    const [first] = this.command.options;
    if (first !== undefined && typed !== '') {
      this.set(first, typed);
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input, select, [type=submit]')?.focus();
  }

  override render(): TemplateResult {
    const { command } = this;
    const visible = command.options.filter(
      (option) => option.required || this.shown.includes(option.name),
    );
    const hidden = command.options.filter((option) => !visible.includes(option));
    return html`<form
      class="command"
      @submit=${(event: Event) => void this.submit(event)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') {
          this.tell('cancel');
        }
      }}
    >
      <div class="name"><strong>/${command.name}</strong> <span>${command.description}</span></div>
      <div class="fields">
        ${visible.map((option) => this.renderField(option))}
        ${hidden.map((option) => html`<button type="button" class="button secondary add" title=${option.description} @click=${() => this.add(option.name)}>+ ${option.name}</button>`)}
      </div>
      <div class="row">
        <button class="button primary" type="submit">Run</button>
        <button class="button secondary" type="button" @click=${() => this.tell('cancel')}>Cancel</button>
      </div>
    </form>`;
  }

  private renderField(option: BarOption): TemplateResult {
    const id = `option-${option.name}`;
    const value = this.values[option.name] ?? '';
    const set = (event: Event): void =>
      this.set(option, (event.target as HTMLInputElement | HTMLSelectElement).value);
    if (option.type === attachment) {
      return this.renderFile(option, id);
    }
    const fixed = option.type === boolean ? trueOrFalse : option.choices;
    const suggests = option.autocomplete || option.type in pickers;
    const list = this.suggestions?.option === option.name ? this.suggestions.choices : [];
    return html`<div class="field">
      <label for=${id} title=${option.description}>${option.name}${option.required ? html`<span class="required" title="required"> *</span>` : nothing}</label>
      ${
        fixed.length > 0
          ? html`<select id=${id} ?required=${option.required} .value=${value} @change=${set}>
            <option value="">–</option>
            ${fixed.map((choice) => html`<option value=${choice.value} ?selected=${String(choice.value) === value}>${choice.name}</option>`)}
          </select>`
          : html`<input
            id=${id}
            type=${option.type === integer || option.type === number ? 'number' : 'text'}
            placeholder=${option.description}
            autocomplete="off"
            ?required=${option.required}
            role=${suggests ? 'combobox' : nothing}
            aria-expanded=${suggests ? String(list.length > 0) : nothing}
            aria-controls=${suggests ? `list-${option.name}` : nothing}
            aria-activedescendant=${list.length > 0 ? `choice-${this.highlighted}` : nothing}
            .value=${this.shownValue(option, value)}
            @input=${set}
            @focus=${() => this.suggest(option, this.shownValue(option, value))}
            @blur=${() => this.closeList()}
            @keydown=${(event: KeyboardEvent) => this.pressKey(event, option, list)}
          />`
      }
      ${this.renderChoices(option, list)}
    </div>`;
  }

  private renderFile({ name, required }: BarOption, id: string): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${name}${required ? html`<span class="required" title="required"> *</span>` : nothing}</label>
      <input id=${id} type="file" ?required=${required} @change=${(event: Event) => this.setFile(name, (event.target as HTMLInputElement).files?.[0])} />
    </div>`;
  }

  private renderChoices(
    option: BarOption,
    list: readonly PageChoice[],
  ): TemplateResult | typeof nothing {
    if (list.length === 0) {
      return nothing;
    }
    return html`<ul class="listbox" id="list-${option.name}" role="listbox" aria-label="Choices for ${option.name}">
      ${list.map(
        (choice, index) => html`<li
          role="option"
          id="choice-${index}"
          aria-selected=${index === this.highlighted ? 'true' : 'false'}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => this.take(option, choice)}
        >${withEmoji(choice.name)}</li>`,
      )}
    </ul>`;
  }

  private shownValue(option: BarOption, value: string): string {
    return this.names.get(`${option.name} ${value}`) ?? value;
  }

  private set(option: BarOption, value: string): void {
    this.values = { ...this.values, [option.name]: value };
    this.suggest(option, value);
  }

  private suggest(option: BarOption, typed: string): void {
    window.clearTimeout(this.timer);
    const local = this.localChoices(option, typed);
    if (local !== undefined) {
      this.highlighted = 0;
      this.suggestions = { option: option.name, choices: local };
    }
    if (!option.autocomplete) {
      return;
    }
    this.timer = window.setTimeout(() => void this.askForChoices(option, typed), pauseMs);
  }

  /** People, channels and roles are known here; the bot is not asked for them. */
  private localChoices(option: BarOption, typed: string): readonly PageChoice[] | undefined {
    const kind = pickers[option.type];
    if (kind === undefined) {
      return undefined;
    }
    const bare = typed.replace(/^[@#]/, '').toLowerCase();
    return choicesOf({ type: kind, channel_types: option.channelTypes }, this.context.view)
      .filter(({ label }) => label.toLowerCase().includes(bare))
      .slice(0, maxLocal)
      .map(({ label, value }) => ({ name: label, value }));
  }

  private async askForChoices({ name: option }: BarOption, typed: string): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    const { [option]: _own, ...options } = this.filled();
    const { context, command } = this;
    const channel = context.view.channel.id;
    const wanted = { channel, name: command.name, option, typed, options };
    const answer = await context.ask({ kind: 'suggest', ...wanted });
    // An answer that a later question overtook is of no use.
    if (mine !== this.asked || !('choices' in answer)) {
      return;
    }
    this.highlighted = 0;
    this.suggestions = { option, choices: answer.choices };
  }

  /** Closes the list of choices; what was asked and not answered yet opens it no more. */
  private closeList(): void {
    window.clearTimeout(this.timer);
    this.asked += 1;
    this.suggestions = undefined;
  }

  private take(option: BarOption, choice: PageChoice | undefined): void {
    if (choice === undefined) {
      return;
    }
    const value = String(choice.value);
    this.names.set(`${option.name} ${value}`, choice.name);
    this.values = { ...this.values, [option.name]: value };
    this.closeList();
  }

  private pressKey(event: KeyboardEvent, option: BarOption, list: readonly PageChoice[]): void {
    const accepts = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey);
    if (accepts && list.length > 0) {
      event.preventDefault();
      this.take(option, list[this.highlighted]);
      return;
    }
    if (event.key === 'Escape' && list.length > 0) {
      // The first press closes the choices, the next one the form.
      event.stopPropagation();
      this.closeList();
      return;
    }
    this.highlighted = stepInList(event, this.highlighted, list.length);
  }

  private setFile(option: string, file: File | undefined): void {
    if (file === undefined) {
      this.files.delete(option);
    } else {
      this.files.set(option, file);
    }
  }

  private filled(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(this.values).filter(([, value]) => value.trim() !== ''),
    );
  }

  private add(name: string): void {
    this.shown = [...this.shown, name];
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(`#option-${CSS.escape(name)}`)?.focus();
    });
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const files = await Promise.all(
      [...this.files].map(async ([option, file]) => [option, await readPageFile(file)] as const),
    );
    this.tell('run', { ...this.filled(), ...Object.fromEntries(files) });
  }

  private tell(event: 'run' | 'cancel', detail?: FilledOptions): void {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

async function readPageFile(file: File): Promise<PageFile> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(typeof reader.result === 'string' ? reader.result : '');
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(file);
  });
  return { name: file.name, base64: url.slice(url.indexOf(',') + 1) };
}

customElements.define('command-form', CommandForm);
