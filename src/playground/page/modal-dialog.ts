import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageModal } from './page-view.ts';
import { controlStyles } from './styles/control-styles.ts';
import { dialogStyles } from './styles/dialog-styles.ts';

/** A field of a modal, as far as it is drawn. */
interface Field {
  readonly type: number;
  readonly custom_id: string;
  readonly style?: number;
  readonly value?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly default?: boolean;
  readonly label?: string;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly default?: boolean;
  }[];
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
  static override properties = { modal: { attribute: false }, error: { attribute: false } };
  declare modal: PageModal;
  declare error: string | undefined;

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
      ${renderField(field)}
    </div>`,
    )}`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const values: Record<string, string | boolean | readonly string[]> = {};
    for (const part of this.modal.components as readonly Part[]) {
      for (const field of part.component === undefined
        ? (part.components ?? [])
        : [part.component]) {
        const given = data.getAll(field.custom_id).map(String);
        values[field.custom_id] =
          field.type === textInput
            ? (given[0] ?? '')
            : field.type === checkbox
              ? given.length > 0
              : given.filter((value) => value !== '');
      }
    }
    this.fire('submit-modal', values);
  }

  private fire(name: string, detail?: ModalAnswer): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function renderField(field: Field): TemplateResult {
  const { custom_id: id } = field;
  const required = field.required ?? true;
  if (field.type === textInput && field.style === paragraph) {
    return html`<textarea id=${id} name=${id} rows="5" placeholder=${field.placeholder ?? ''} minlength=${field.min_length ?? 0} maxlength=${field.max_length ?? 4_000} ?required=${required} .value=${field.value ?? ''}></textarea>`;
  }
  if (field.type === textInput) {
    return html`<input id=${id} name=${id} type="text" placeholder=${field.placeholder ?? ''} minlength=${field.min_length ?? 0} maxlength=${field.max_length ?? 4_000} ?required=${required} .value=${field.value ?? ''} />`;
  }
  if (field.type === checkbox) {
    return html`<input id=${id} name=${id} type="checkbox" ?checked=${field.default ?? false} />`;
  }
  const several = (field.max_values ?? 1) > 1;
  if (field.options === undefined) {
    return html`<input id=${id} name=${id} type="text" placeholder="a name" ?required=${required} />`;
  }
  return html`<select id=${id} name=${id} ?multiple=${several} ?required=${required}>
    ${several ? nothing : html`<option value="">${field.placeholder ?? '–'}</option>`}
    ${field.options.map((option) => html`<option value=${option.value} ?selected=${option.default ?? false}>${option.label}</option>`)}
  </select>`;
}

customElements.define('modal-dialog', ModalDialog);
