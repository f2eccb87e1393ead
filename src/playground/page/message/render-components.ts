import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import '../choice-menu.ts';
import type { Choice } from '../choice-menu.ts';
import { withEmoji } from '../emoji.ts';
import { type PageContext, placeOf } from '../page-context.ts';
import type { PageView } from '../page-view.ts';

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
  readonly options?: readonly Choice[];
  readonly default_values?: readonly { readonly id: string }[];
  readonly channel_types?: readonly number[];
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
  readonly context: PageContext;
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
    html`<a class="file" href=${fileAddress(file.file?.url)} download>${withEmoji('📄')} ${nameOf(file.file?.url)}</a>`,
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

function button(component: ShownComponent, { press, context }: ComponentActions): Part {
  const { url, emoji } = component;
  const label = withEmoji([emoji?.name, component.label].filter(Boolean).join(' '));
  if (url !== undefined) {
    const place = placeOf(url);
    return place === undefined
      ? html`<a class="button secondary" href=${fileAddress(url)} target="_blank" rel="noopener noreferrer">${label}</a>`
      : html`<button type="button" class="button secondary" @click=${() => context.go(place)}>${label}</button>`;
  }
  return html`<button
    type="button"
    class="button ${buttonStyles[component.style ?? 2] ?? 'secondary'}"
    aria-label=${component.label ?? emoji?.name ?? ''}
    ?disabled=${component.disabled ?? false}
    @click=${() => press(component.custom_id ?? '')}
  >${label}</button>`;
}

function select(component: ShownComponent, { choose, context }: ComponentActions): Part {
  return html`<choice-menu
    .label=${component.placeholder ?? 'Choose'}
    .choices=${choicesOf(component, context.view)}
    .min=${component.min_values ?? 1}
    .max=${component.max_values ?? 1}
    .disabled=${component.disabled ?? false}
    @chosen=${({ detail }: CustomEvent<readonly string[]>) => choose(component.custom_id ?? '', detail)}
  ></choice-menu>`;
}

/** What a select offers: its own options, or the people, roles or channels that there are. */
export function choicesOf(
  { type, options, default_values: defaults = [], channel_types: types }: ShownComponent,
  { selectable: { people, roles, channels } }: PageView,
): readonly Choice[] {
  const lists: Readonly<Record<number, readonly Choice[]>> = {
    5: people,
    6: roles,
    7: [...people, ...roles],
    8: channels.filter((channel) => types?.includes(channel.type) ?? true),
  };
  const isDefault = (value: string) => defaults.some(({ id }) => id === value);
  return (
    options ??
    (lists[type] ?? []).map((choice) => ({ ...choice, default: isDefault(choice.value) }))
  );
}

function picture(kind: string, url: string | undefined, description: string | undefined): Part {
  return html`<img class=${kind} src=${fileAddress(url)} alt=${description ?? ''} loading="lazy" />`;
}

/** A web address that a bot sent; a file of this Discord is asked for where the page came from. */
export function fileAddress(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url) || !/^https?:\/\//i.test(url)) {
    return '#';
  }
  const { pathname } = new URL(url);
  return pathname.startsWith('/attachments/') ? pathname : url;
}

function nameOf(url: string | undefined): string {
  return decodeURIComponent(url?.split('/').at(-1) ?? 'file');
}
