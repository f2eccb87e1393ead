import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { checkControls } from './check-controls.ts';
import { everyComponent, mediaUrls, type PlacedComponent } from './components.ts';
import type { BodyFault } from './error-tree.ts';
import { limits } from './limits.ts';

/** The parts of a message's body that have rules of their own. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly object[] | null;
  readonly components?: readonly object[] | null;
  readonly attachments?:
    | readonly { readonly id?: string | number; readonly filename?: string }[]
    | null;
  readonly sticker_ids?: readonly string[] | null;
  readonly poll?: object | null;
  readonly flags?: number | null;
}

/** What a message is checked against. */
export interface MessageCheck {
  /** A message that already has the flag keeps it. */
  readonly alreadyV2: boolean;
  /** Names of the files sent along or already there, for `attachment://` addresses. */
  readonly fileNames: readonly string[];
}

const v2Only: readonly number[] = [
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.Thumbnail,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
  ComponentType.Container,
];

/** Discord's rules for a message that its schema does not hold. */
export function checkMessage(body: MessageBody, check: MessageCheck): BodyFault[] {
  const v2 = check.alreadyV2 || ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  const placed = everyComponent(body.components ?? []);
  return [
    ...(v2 ? checkV2(body, placed) : checkLegacy(body, placed)),
    ...checkControls(placed),
    ...checkMedia(body, check.fileNames),
  ];
}

/** Whether the texts trip the undocumented size rule, which Discord answers with a bare 500. */
export function breaksHiddenSizeRule(components: unknown): boolean {
  const texts = everyComponent(components).filter(
    ({ component }) => component.type === ComponentType.TextDisplay,
  );
  const bytes = texts.reduce(
    (sum, { component }) =>
      sum + Buffer.byteLength(component.content ?? '') + limits.textDisplayOverhead,
    0,
  );
  return bytes > limits.textBytes;
}

function checkV2(body: MessageBody, placed: readonly PlacedComponent[]): BodyFault[] {
  const faults: BodyFault[] = [];
  for (const field of ['content', 'embeds', 'sticker_ids', 'poll'] as const) {
    const value = body[field];
    const empty = Array.isArray(value) ? value.length === 0 : value === '' || value === null;
    if (value !== undefined && !empty) {
      faults.push({
        path: [field],
        code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      });
    }
  }
  if (placed.length > limits.components) {
    faults.push({
      path: ['components'],
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: `Total number of components cannot exceed ${limits.components}`,
    });
  }
  const characters = placed
    .filter(({ component }) => component.type === ComponentType.TextDisplay)
    .reduce((sum, { component }) => sum + (component.content ?? '').length, 0);
  if (characters > limits.text) {
    faults.push({
      path: ['components'],
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `The cumulative displayable text size exceeds ${limits.text}`,
    });
  }
  if (mediaUrls(body.components).length > limits.mediaItems) {
    faults.push({
      path: ['components'],
      code: 'COMPONENT_MAX_MEDIA_ITEMS_EXCEEDED',
      message: `Must be ${limits.mediaItems} or fewer media items`,
    });
  }
  return [...faults, ...checkRows(placed)];
}

function checkLegacy(body: MessageBody, placed: readonly PlacedComponent[]): BodyFault[] {
  const faults: BodyFault[] = [];
  if ((body.content ?? '').length > limits.content) {
    faults.push({
      path: ['content'],
      code: 'BASE_TYPE_MAX_LENGTH',
      message: `Must be ${limits.content} or fewer in length.`,
    });
  }
  if (embedCharacters(body.embeds ?? []) > limits.embedCharacters) {
    faults.push({
      path: ['embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${limits.embedCharacters}`,
    });
  }
  if ((body.components ?? []).length > limits.actionRows) {
    faults.push({
      path: ['components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${limits.actionRows} in length.`,
    });
  }
  for (const { component, path } of placed) {
    if (v2Only.includes(component.type ?? 0)) {
      faults.push({
        path: [...path, 'type'],
        code: 'UNION_TYPE_CHOICES',
        message: 'Value of field "type" must be one of (1,).',
      });
    }
  }
  return [...faults, ...checkRows(placed)];
}

function embedCharacters(embeds: readonly object[]): number {
  return embeds.reduce((sum: number, embed) => {
    const { title, description, footer, author, fields } = embed as {
      title?: string;
      description?: string;
      footer?: { text?: string };
      author?: { name?: string };
      fields?: readonly { name: string; value: string }[];
    };
    const texts = [title, description, footer?.text, author?.name];
    return (
      sum +
      texts.reduce((length, text) => length + (text ?? '').length, 0) +
      (fields ?? []).reduce((length, field) => length + field.name.length + field.value.length, 0)
    );
  }, 0);
}

/** A row holds up to five buttons or one select. */
function checkRows(placed: readonly PlacedComponent[]): BodyFault[] {
  return placed
    .filter(({ component }) => component.type === ComponentType.ActionRow)
    .flatMap(({ component, path }) => {
      const inRow = component.components ?? [];
      const selects = inRow.filter((inner) => inner.type !== ComponentType.Button).length;
      return selects > 0 && inRow.length > 1
        ? [
            {
              path: [...path, 'components'],
              code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
              message: 'The specified component exceeds the maximum width',
            },
          ]
        : [];
    });
}

/** Whether a new message would have nothing in it (error 50006). */
export function isEmptyMessage(body: MessageBody, fileNames: readonly string[]): boolean {
  const parts = [
    body.content ?? '',
    body.embeds ?? [],
    body.components ?? [],
    body.sticker_ids ?? [],
    fileNames,
  ];
  return parts.every((part) => part.length === 0) && (body.poll ?? undefined) === undefined;
}

/** What is shown as `attachment://name` must have been sent along. */
function checkMedia(body: MessageBody, fileNames: readonly string[]): BodyFault[] {
  const missing = mediaUrls(body.components ?? []).filter(
    (url) =>
      url.startsWith('attachment://') && !fileNames.includes(url.slice('attachment://'.length)),
  );
  return missing.map((url) => ({
    path: ['components'],
    code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    message: `The referenced attachment ${url} was not found`,
  }));
}
