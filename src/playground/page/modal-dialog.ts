import { html, LitElement, nothing, type TemplateResult } from 'lit';
import './choice-menu.ts';
import type { Choice } from './choice-menu.ts';
import { choicesOf, type ShownComponent } from './message/render-components.ts';
import type { PageContext } from './page-context.ts';
import type { PageModal } from './page-view.ts';
import { controlStyles } from './styles/control-styles.ts';
import { dialogStyles } from './styles/dialog-styles.ts';

/** A field of a modal, as far as it is drawn. */
interface Field extends ShownComponent {
  readonly custom_id: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly default?: boolean;
}

interface Part {
  readonly type: number;
  readonly label?: string;
  readonly description?: string;
  readonly content?: string;
  readonly component?: Field;
  readonly components?: readonly Field[];
}

/** Discord's numbers of the components in modals. */
const textDisplay = 10;
const textInput = 4;
const checkbox = 23;
const paragraph = 2;

/** What somebody filled into a form, by field. */
export type ModalAnswer = Readonly<Record<string, string | boolean | readonly string[]>>;

/** A modal that the bot opened. Fires `submit-modal` with the values, or `close-modal`. */
export class ModalDialog extends LitElement {
  static override styles = [controlStyles, dialogStyles];
  static override properties = {
    modal: { attribute: false },
    error: { attribute: false },
    context: { attribute: false },
  };
  declare modal: PageModal;
  declare error: string | undefined;
  declare context: PageContext;
  /** What was chosen in selects, by field. */
  private readonly chosen = new Map<string, readonly string[]>();

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render(): TemplateResult {
    const parts = this.modal.components as readonly Part[];
    return html`<dialog aria-labelledby="title" @close=${() => this.fire('close-modal')}>
      <form @submit=${(event: Event) => this.submit(event)}>
        <h2 id="title">${this.modal.title}</h2>
        ${parts.map((part) => this.renderPart(part))}
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
        <div class="row">
          <button class="button secondary" type="button" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>Cancel</button>
          <button class="button primary" type="submit">Submit</button>
        </div>
      </form>
    </dialog>`;
  }

  private renderPart(part: Part): TemplateResult {
    if (part.type === textDisplay) {
      return html`<p>${part.content}</p>`;
    }
    const fields = part.component === undefined ? (part.components ?? []) : [part.component];
    return html`${fields.map(
      (field) => html`<div class="field">
      <label for=${field.custom_id}>${part.label ?? field.label ?? field.custom_id}${field.required === false ? nothing : html`<span class="required"> *</span>`}</label>
      ${part.description === undefined ? nothing : html`<small>${part.description}</small>`}
      ${this.renderField(field)}
    </div>`,
    )}`;
  }

  private renderField(field: Field): TemplateResult {
    const { custom_id: id, required = true } = field;
    const { placeholder = '', min_length: least = 0, max_length: most = 4_000 } = field;
    if (field.type === textInput) {
      return field.style === paragraph
        ? html`<textarea id=${id} name=${id} rows="5" placeholder=${placeholder} minlength=${least} maxlength=${most} ?required=${required} .value=${field.value ?? ''}></textarea>`
        : html`<input id=${id} name=${id} type="text" placeholder=${placeholder} minlength=${least} maxlength=${most} ?required=${required} .value=${field.value ?? ''} />`;
    }
    if (field.type === checkbox) {
      return html`<input id=${id} name=${id} type="checkbox" ?checked=${field.default ?? false} />`;
    }
    return html`<choice-menu
      .label=${field.placeholder ?? 'Choose'}
      .choices=${choicesOf(field, this.context.view)}
      .min=${field.min_values ?? 0}
      .max=${field.max_values ?? 1}
      .keeps=${true}
      @chosen=${({ detail }: CustomEvent<readonly string[]>) => this.chosen.set(id, detail)}
    ></choice-menu>`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const values: Record<string, string | boolean | readonly string[]> = {};
    for (const part of this.modal.components as readonly Part[]) {
      for (const field of part.component === undefined
        ? (part.components ?? [])
        : [part.component]) {
        const { custom_id: id, type } = field;
        const typed = data.get(id);
        values[id] =
          type === textInput
            ? typeof typed === 'string'
              ? typed
              : ''
            : type === checkbox
              ? typed !== null
              : (this.chosen.get(id) ?? defaultsOf(choicesOf(field, this.context.view)));
      }
    }
    this.fire('submit-modal', values);
  }

  private fire(name: string, detail?: ModalAnswer): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function defaultsOf(choices: readonly Choice[]): readonly string[] {
  return choices.filter((choice) => choice.default).map(({ value }) => value);
}

customElements.define('modal-dialog', ModalDialog);
