import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';

/** A component as the API gives it; only what is drawn. */
export interface ShownComponent {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly style?: number;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly emoji?: { readonly name?: string };
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly default?: boolean;
  }[];
  readonly min_values?: number;
  readonly max_values?: number;
  readonly accent_color?: number | null;
  readonly divider?: boolean;
  readonly spacing?: number;
  readonly description?: string;
  readonly media?: { readonly url: string };
  readonly file?: { readonly url: string };
  readonly items?: readonly {
    readonly media: { readonly url: string };
    readonly description?: string;
  }[];
  readonly components?: readonly ShownComponent[];
  readonly accessory?: ShownComponent;
}

/** What components need from the message that they are on. */
export interface ComponentActions {
  readonly markdown: (text: string) => unknown;
  readonly press: (customId: string) => void;
  readonly choose: (customId: string, values: readonly string[]) => void;
}

type Part = TemplateResult | typeof nothing;

/** Elements for a message's components, legacy rows and Components V2 alike. */
export function renderComponents(
  components: readonly ShownComponent[],
  actions: ComponentActions,
): readonly Part[] {
  return components.map((component) => render(component, actions));
}

/** Discord's numbers for the kinds of component. */
const kinds: Readonly<
  Record<number, (component: ShownComponent, actions: ComponentActions) => Part>
> = {
  1: (row, actions) =>
    html`<div class="row">${renderComponents(row.components ?? [], actions)}</div>`,
  2: button,
  3: select,
  9: (section, actions) => html`<div class="section">
    <div class="section-text">${renderComponents(section.components ?? [], actions)}</div>
    ${section.accessory === undefined ? nothing : render(section.accessory, actions)}
  </div>`,
  10: (display, { markdown }) => html`<div class="text">${markdown(display.content ?? '')}</div>`,
  11: (thumbnail) => picture('thumbnail', thumbnail.media?.url, thumbnail.description),
  12: (gallery) => html`<div class="gallery">
    ${(gallery.items ?? []).map((item) => picture('picture', item.media.url, item.description))}
  </div>`,
  13: (file) =>
    html`<a class="file" href=${webAddress(file.file?.url)} download>📄 ${nameOf(file.file?.url)}</a>`,
  14: (separator) =>
    html`<hr class=${`separator${separator.divider === false ? ' bare' : ''}${separator.spacing === 2 ? ' wide' : ''}`} />`,
  17: (container, actions) => html`<div class="container" ${ref(paintAccent(container))}>
    ${renderComponents(container.components ?? [], actions)}
  </div>`,
};

function render(component: ShownComponent, actions: ComponentActions): Part {
  return kinds[component.type]?.(component, actions) ?? select(component, actions);
}

/** By script, since the page's policy forbids style attributes. */
function paintAccent({ accent_color: accent }: ShownComponent): (element?: Element) => void {
  return (element) => {
    if (element instanceof HTMLElement) {
      const known = accent !== undefined && accent !== null;
      element.style.borderInlineStartColor = known
        ? `#${accent.toString(16).padStart(6, '0')}`
        : '';
    }
  };
}

const buttonStyles: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
};

function button(component: ShownComponent, { press }: ComponentActions): Part {
  const label = html`${component.emoji?.name === undefined ? nothing : html`<span>${component.emoji.name}</span>`} ${component.label ?? nothing}`;
  if (component.url !== undefined) {
    return html`<a class="button secondary" href=${webAddress(component.url)} target="_blank" rel="noopener noreferrer">${label} <span aria-hidden="true">↗</span></a>`;
  }
  return html`<button
    type="button"
    class="button ${buttonStyles[component.style ?? 2] ?? 'secondary'}"
    aria-label=${component.label ?? component.emoji?.name ?? ''}
    ?disabled=${component.disabled ?? false}
    @click=${() => press(component.custom_id ?? '')}
  >${label}</button>`;
}

/** One choice goes off at once; several are collected and sent by a button. */
function select(component: ShownComponent, { choose }: ComponentActions): Part {
  const id = component.custom_id ?? '';
  const options = component.options ?? [];
  const name = component.placeholder ?? 'Choose';
  if (component.options === undefined) {
    const send = (event: Event): void => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).elements.namedItem('value');
      const typed = field instanceof HTMLInputElement ? field.value : '';
      choose(
        id,
        typed.split(/[\s,]+/).filter((value) => value !== ''),
      );
    };
    return html`<form class="row" @submit=${send}>
      <input name="value" aria-label=${name} placeholder="${name} (names)" ?disabled=${component.disabled ?? false} />
      <button class="button secondary" type="submit">Choose</button>
    </form>`;
  }
  if ((component.max_values ?? 1) > 1) {
    const send = (event: Event): void => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      choose(id, data.getAll('value').map(String));
    };
    return html`<form class="several" @submit=${send}>
      <fieldset ?disabled=${component.disabled ?? false}>
        <legend>${name}</legend>
        ${options.map((option) => html`<label><input type="checkbox" name="value" value=${option.value} ?checked=${option.default ?? false} /> ${option.label}</label>`)}
        <button class="button secondary" type="submit">Choose</button>
      </fieldset>
    </form>`;
  }
  const changed = (event: Event): void => {
    const element = event.target as HTMLSelectElement;
    choose(id, [element.value]);
    element.selectedIndex = 0;
  };
  return html`<select class="select" aria-label=${name} ?disabled=${component.disabled ?? false} @change=${changed}>
    <option value="" disabled selected>${name}</option>
    ${options.map((option) => html`<option value=${option.value}>${option.label}${option.description === undefined ? '' : ` – ${option.description}`}</option>`)}
  </select>`;
}

function picture(kind: string, url: string | undefined, description: string | undefined): Part {
  return html`<img class=${kind} src=${webAddress(url)} alt=${description ?? ''} loading="lazy" />`;
}

/** Bots may send any text as an address; only the web's own are followed. */
function webAddress(url: string | undefined): string {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : '#';
}

function nameOf(url: string | undefined): string {
  return decodeURIComponent(url?.split('/').at(-1) ?? 'file');
}
