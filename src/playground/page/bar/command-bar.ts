import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { barStyles } from '../styles/bar-styles.ts';
import './command-form.ts';
import type { PageContext } from '../page-context.ts';
import { controlStyles } from '../styles/control-styles.ts';
import type { CommandForm, FilledOptions } from './command-form.ts';
import { type Runnable, runnableCommands } from './runnable-commands.ts';
import { stepInList } from './step-in-list.ts';

/** The line at the bottom: writes a message, or with a slash runs a command with its options. */
export class CommandBar extends LitElement {
  static override styles = [controlStyles, barStyles];
  static override properties = {
    context: { attribute: false },
    place: { attribute: false },
    text: { state: true },
    picked: { state: true },
    highlighted: { state: true },
  };
  declare context: PageContext;
  /** What the field is labelled with: `#papers`. */
  declare place: string;
  declare private text: string;
  declare private picked: Runnable | undefined;
  declare private highlighted: number;

  constructor() {
    super();
    this.text = '';
    this.highlighted = 0;
  }

  /** Starts a command, as if its name had been typed and picked. */
  async write(name: string): Promise<void> {
    const found = this.runnables().find((runnable) => runnable.name === name);
    if (found !== undefined) {
      return this.pick(found);
    }
    this.text = `/${name}`;
    await this.enter();
  }

  /** Puts the focus where one writes. */
  async enter(): Promise<void> {
    await this.updateComplete;
    const form = this.form();
    if (form) {
      await form.begin();
    } else {
      this.renderRoot.querySelector('input')?.focus();
    }
  }

  override render(): TemplateResult {
    return html`<div class="bar">${this.picked === undefined ? this.renderLine() : this.renderForm(this.picked)}</div>`;
  }

  private renderLine(): TemplateResult {
    const matching = this.matching();
    const label = `Message ${this.place}, or / for commands`;
    return html`
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
          @click=${() => void this.pick(runnable)}
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
          @keydown=${(event: KeyboardEvent) => this.pressKey(event, matching)}
        />
      </form>`;
  }

  private renderForm(command: Runnable): unknown {
    // A command that is picked again begins with an empty form.
    return keyed(
      command,
      html`<command-form
      .command=${command}
      .context=${this.context}
      @run=${({ detail }: CustomEvent<FilledOptions>) => this.run(command, detail)}
      @cancel=${() => this.reset()}
    ></command-form>`,
    );
  }

  /** As in Discord, a command's name and a space pick it; what follows goes into its first option. */
  private type(text: string): void {
    this.text = text;
    this.highlighted = 0;
    const named = this.runnables().find(({ name }) => text.toLowerCase().startsWith(`/${name} `));
    if (named === undefined) {
      return;
    }
    void this.pick(named, text.slice(`/${named.name} `.length));
  }

  private pressKey(event: KeyboardEvent, matching: readonly Runnable[]): void {
    const highlighted = matching[this.highlighted];
    if (event.key === 'Tab' && !event.shiftKey && highlighted !== undefined) {
      event.preventDefault();
      void this.pick(highlighted);
      return;
    }
    this.highlighted = stepInList(event, this.highlighted, matching.length);
  }

  private submitLine(event: Event): void {
    event.preventDefault();
    const picked = this.matching()[this.highlighted];
    if (picked !== undefined) {
      void this.pick(picked);
    } else if (this.text.trim() !== '') {
      this.context.act({ kind: 'send', channel: this.context.view.channel.id, text: this.text });
      this.text = '';
    }
  }

  private run({ name }: Runnable, options: FilledOptions): void {
    this.context.act({ kind: 'run', channel: this.context.view.channel.id, name, options });
    this.reset();
  }

  private matching(): readonly Runnable[] {
    if (!this.text.startsWith('/')) {
      return [];
    }
    const typed = this.text.slice(1).toLowerCase();
    return this.runnables().filter(({ name }) => name.startsWith(typed));
  }

  private runnables(): readonly Runnable[] {
    return runnableCommands(this.context.view.commands);
  }

  /** Shows a command's form; `typed` goes into its first option. */
  private async pick(runnable: Runnable, typed = ''): Promise<void> {
    this.picked = runnable;
    this.text = '';
    await this.updateComplete;
    await this.form()?.begin(typed);
  }

  private reset(): void {
    this.picked = undefined;
    void this.enter();
  }

  private form(): CommandForm | null {
    return this.renderRoot.querySelector('command-form') as CommandForm | null;
  }
}

customElements.define('command-bar', CommandBar);
