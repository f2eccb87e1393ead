import type { APIApplicationCommand } from 'discord-api-types/v10';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { barStyles } from './bar-styles.ts';
import { controlStyles } from './control-styles.ts';
import type { PageAction, PageAnswer, PageChoice } from './page-view.ts';
import { type BarOption, type Runnable, runnableCommands } from './runnable-commands.ts';

const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;

/** Milliseconds after the last key before the bot is asked for choices. */
const PAUSE_MS = 200;

/** The line at the bottom: writes a message, or with a slash runs a command with its options. */
export class CommandBar extends LitElement {
  static override styles = [controlStyles, barStyles];
  static override properties = {
    commands: { attribute: false },
    channel: { attribute: false },
    place: { attribute: false },
    ask: { attribute: false },
    text: { state: true },
    picked: { state: true },
    values: { state: true },
    shown: { state: true },
    suggestions: { state: true },
    highlighted: { state: true },
  };
  declare commands: readonly APIApplicationCommand[];
  declare channel: string;
  /** What the field is labelled with: `#papers`. */
  declare place: string;
  declare ask: (action: PageAction) => Promise<PageAnswer>;
  declare private text: string;
  declare private picked: Runnable | undefined;
  declare private values: Readonly<Record<string, string>>;
  /** Optional options that were added to the form. */
  declare private shown: readonly string[];
  declare private suggestions:
    | { readonly option: string; readonly choices: readonly PageChoice[] }
    | undefined;
  declare private highlighted: number;
  private timer: number | undefined;
  private asked = 0;

  constructor() {
    super();
    this.text = '';
    this.values = {};
    this.shown = [];
    this.highlighted = 0;
  }

  /** Starts a command, as if its name had been typed and picked. */
  async write(name: string): Promise<void> {
    const found = this.runnables().find((runnable) => runnable.name === name);
    if (found === undefined) {
      this.text = `/${name}`;
    } else {
      this.pick(found);
    }
    await this.focusFirst();
  }

  override render(): TemplateResult {
    return this.picked === undefined ? this.renderLine() : this.renderForm(this.picked);
  }

  private renderLine(): TemplateResult {
    const matching = this.matching();
    const label = `Message ${this.place}, or / for commands`;
    return html`<div class="bar">
      ${
        matching.length === 0
          ? nothing
          : html`<ul class="listbox" id="commands" role="listbox" aria-label="Commands">
        ${matching.map(
          (runnable, index) => html`<li
          role="option"
          id="command-${index}"
          aria-selected=${index === this.highlighted ? 'true' : 'false'}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => this.pickAndFocus(runnable)}
        ><strong>/${runnable.name}</strong> <span>${runnable.description}</span></li>`,
        )}
      </ul>`
      }
      <form @submit=${(event: Event) => this.submitLine(event)}>
        <input
          class="line"
          aria-label=${label}
          placeholder=${label}
          autocomplete="off"
          maxlength="2000"
          role="combobox"
          aria-expanded=${matching.length > 0 ? 'true' : 'false'}
          aria-controls="commands"
          aria-activedescendant=${matching.length > 0 ? `command-${this.highlighted}` : nothing}
          .value=${this.text}
          @input=${(event: Event) => this.type((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => this.moveInList(event, matching.length)}
        />
      </form>
    </div>`;
  }

  private renderForm(command: Runnable): TemplateResult {
    const visible = command.options.filter(
      (option) => option.required || this.shown.includes(option.name),
    );
    const hidden = command.options.filter((option) => !visible.includes(option));
    return html`<div class="bar">
      <form class="command" @submit=${(event: Event) => this.submitCommand(event)} @keydown=${(
        event: KeyboardEvent,
      ) => {
        if (event.key === 'Escape') {
          this.reset();
        }
      }}>
        <div class="name"><strong>/${command.name}</strong> <span>${command.description}</span></div>
        <div class="fields">
          ${visible.map((option) => this.renderField(option))}
          ${hidden.map((option) => html`<button type="button" class="button secondary add" title=${option.description} @click=${() => this.add(option.name)}>+ ${option.name}</button>`)}
        </div>
        <div class="row">
          <button class="button primary" type="submit">Run</button>
          <button class="button secondary" type="button" @click=${() => this.reset()}>Cancel</button>
        </div>
      </form>
    </div>`;
  }

  private renderField(option: BarOption): TemplateResult {
    const id = `option-${option.name}`;
    const value = this.values[option.name] ?? '';
    const set = (event: Event): void =>
      this.set(option, (event.target as HTMLInputElement | HTMLSelectElement).value);
    const fixed =
      option.type === BOOLEAN
        ? [
            { name: 'True', value: 'true' },
            { name: 'False', value: 'false' },
          ]
        : option.choices;
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
            type=${option.type === INTEGER || option.type === NUMBER ? 'number' : 'text'}
            placeholder=${option.description}
            autocomplete="off"
            ?required=${option.required}
            role=${option.autocomplete ? 'combobox' : nothing}
            aria-expanded=${option.autocomplete ? String(list.length > 0) : nothing}
            aria-controls=${option.autocomplete ? `list-${option.name}` : nothing}
            aria-activedescendant=${list.length > 0 ? `choice-${this.highlighted}` : nothing}
            .value=${this.shownValue(option, value)}
            @input=${set}
            @focus=${() => this.suggest(option, value)}
            @blur=${() => {
              this.suggestions = undefined;
            }}
            @keydown=${(event: KeyboardEvent) => this.moveInList(event, list.length, () => this.take(option, list[this.highlighted]))}
          />`
      }
      ${
        list.length === 0
          ? nothing
          : html`<ul class="listbox" id="list-${option.name}" role="listbox" aria-label="Choices for ${option.name}">
        ${list.map(
          (choice, index) => html`<li
          role="option"
          id="choice-${index}"
          aria-selected=${index === this.highlighted ? 'true' : 'false'}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => this.take(option, choice)}
        >${choice.name}</li>`,
        )}
      </ul>`
      }
    </div>`;
  }

  /** What a chosen value is called: titles are shown, ids are sent. */
  private names: Record<string, string> = {};

  private shownValue(option: BarOption, value: string): string {
    return this.names[`${option.name} ${value}`] ?? value;
  }

  private set(option: BarOption, value: string): void {
    this.values = { ...this.values, [option.name]: value };
    this.suggest(option, value);
  }

  private suggest(option: BarOption, typed: string): void {
    window.clearTimeout(this.timer);
    const { picked } = this;
    if (!option.autocomplete || picked === undefined) {
      return;
    }
    this.timer = window.setTimeout(() => {
      this.asked += 1;
      const mine = this.asked;
      const { [option.name]: _own, ...options } = this.filled();
      const { channel } = this;
      const wanted = { channel, name: picked.name, option: option.name, typed, options };
      void this.ask({ kind: 'suggest', ...wanted }).then((answer) => {
        // An answer that a later question overtook is of no use.
        if (mine === this.asked && 'choices' in answer && this.picked === picked) {
          this.highlighted = 0;
          this.suggestions = { option: option.name, choices: answer.choices };
        }
      });
    }, PAUSE_MS);
  }

  private take(option: BarOption, choice: PageChoice | undefined): void {
    if (choice === undefined) {
      return;
    }
    const value = String(choice.value);
    this.names[`${option.name} ${value}`] = choice.name;
    this.values = { ...this.values, [option.name]: value };
    this.suggestions = undefined;
    this.asked += 1;
  }

  private moveInList(event: KeyboardEvent, length: number, take?: () => void): void {
    if (
      length === 0 ||
      (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Enter')
    ) {
      return;
    }
    if (event.key === 'Enter') {
      if (take !== undefined) {
        event.preventDefault();
        take();
      }
      return;
    }
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    this.highlighted = (this.highlighted + step + length) % length;
  }

  /** As in Discord, a command's name and a space pick it; what follows goes into its first option. */
  private type(text: string): void {
    this.text = text;
    this.highlighted = 0;
    const named = this.runnables().find(({ name }) => text.toLowerCase().startsWith(`/${name} `));
    if (named === undefined) {
      return;
    }
    this.pickAndFocus(named);
    const [first] = named.options;
    const rest = text.slice(`/${named.name} `.length);
    if (first !== undefined && rest !== '') {
      this.set(first, rest);
    }
  }

  private submitLine(event: Event): void {
    event.preventDefault();
    const picked = this.matching()[this.highlighted];
    if (picked !== undefined) {
      this.pickAndFocus(picked);
    } else if (this.text.trim() !== '') {
      this.act({ kind: 'send', channel: this.channel, text: this.text });
      this.text = '';
    }
  }

  private submitCommand(event: Event): void {
    event.preventDefault();
    if (this.picked !== undefined) {
      const { channel } = this;
      this.act({ kind: 'run', channel, name: this.picked.name, options: this.filled() });
      this.reset();
    }
  }

  private filled(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.values).filter(([, value]) => value.trim() !== ''),
    );
  }

  private matching(): readonly Runnable[] {
    if (!this.text.startsWith('/')) {
      return [];
    }
    const typed = this.text.slice(1).toLowerCase();
    return this.runnables().filter(({ name }) => name.startsWith(typed));
  }

  private runnables(): readonly Runnable[] {
    return runnableCommands(this.commands);
  }

  private pickAndFocus(runnable: Runnable): void {
    this.pick(runnable);
    void this.focusFirst();
  }

  private pick(runnable: Runnable): void {
    this.picked = runnable;
    this.text = '';
    this.values = {};
    this.shown = [];
    this.names = {};
  }

  private add(name: string): void {
    this.shown = [...this.shown, name];
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(`#option-${CSS.escape(name)}`)?.focus();
    });
  }

  private async focusFirst(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input, select, button')?.focus();
  }

  private reset(): void {
    this.picked = undefined;
    this.suggestions = undefined;
    this.values = {};
    void this.focusFirst();
  }

  private act(action: PageAction): void {
    this.dispatchEvent(new CustomEvent('act', { detail: action, bubbles: true, composed: true }));
  }
}

customElements.define('command-bar', CommandBar);
