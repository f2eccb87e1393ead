/** A component of any kind, as far as its type is known before it is checked. */
export interface AnyComponent {
  readonly type?: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly url?: string;
  readonly sku_id?: string;
  readonly style?: number;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly emoji?: { readonly id?: string | null; readonly name?: string | null };
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly default?: boolean;
  }[];
  readonly min_values?: number;
  readonly max_values?: number;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly value?: string;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
  readonly component?: AnyComponent;
  readonly items?: readonly { readonly media?: { readonly url?: string } }[];
  readonly media?: { readonly url?: string };
  readonly file?: { readonly url?: string };
}

/** A component and its place in the body. */
export interface PlacedComponent {
  readonly component: AnyComponent;
  readonly path: readonly (string | number)[];
}

/** Every component of a message or a modal, nested ones included, in reading order. */
export function everyComponent(
  components: unknown,
  path: readonly (string | number)[] = ['components'],
): PlacedComponent[] {
  if (!Array.isArray(components)) {
    return [];
  }
  return components.flatMap((component: unknown, index) => inside(component, [...path, index]));
}

function inside(value: unknown, path: readonly (string | number)[]): PlacedComponent[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const component: AnyComponent = value;
  return [
    { component, path },
    ...everyComponent(component.components, [...path, 'components']),
    ...(component.accessory === undefined
      ? []
      : inside(component.accessory, [...path, 'accessory'])),
    ...(component.component === undefined
      ? []
      : inside(component.component, [...path, 'component'])),
  ];
}

/** Addresses of the media that a message's components show. */
export function mediaUrls(components: unknown): string[] {
  return everyComponent(components).flatMap(({ component }) => [
    ...(component.items ?? []).map((item) => item.media?.url ?? ''),
    ...(component.media?.url === undefined ? [] : [component.media.url]),
    ...(component.file?.url === undefined ? [] : [component.file.url]),
  ]);
}
