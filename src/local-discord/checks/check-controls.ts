import { ComponentType } from 'discord-api-types/v10';
import type { PlacedComponent } from './components.ts';
import type { BodyFault } from './error-tree.ts';

const linkButton = 5;

const premiumButton = 6;

/** Custom ids are unique; a button has what its style asks for; a select offers each value once. */
export function checkControls(placed: readonly PlacedComponent[]): BodyFault[] {
  const faults: BodyFault[] = [];
  const seen = new Set<string>();
  const ids = new Set<number>();
  for (const { component, path } of placed) {
    if (component.custom_id !== undefined && component.custom_id !== null) {
      if (seen.has(component.custom_id)) {
        faults.push({
          path: [...path, 'custom_id'],
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message: 'Component custom id cannot be duplicated',
        });
      }
      seen.add(component.custom_id);
    }
    if (typeof component.id === 'number' && component.id !== 0) {
      if (ids.has(component.id)) {
        faults.push({
          path: [...path, 'id'],
          code: 'COMPONENT_ID_DUPLICATED',
          message: 'Component id cannot be duplicated',
        });
      }
      ids.add(component.id);
    }
    if (component.type === ComponentType.Button) {
      faults.push(...checkButton({ component, path }));
    }
    if (component.type === ComponentType.StringSelect) {
      faults.push(...checkSelect({ component, path }));
    }
  }
  return faults;
}

function checkButton({ component, path }: PlacedComponent): BodyFault[] {
  const faults: BodyFault[] = [];
  const needsId = component.style !== linkButton && component.style !== premiumButton;
  const hasId = (component.custom_id ?? '') !== '';
  if (needsId && !hasId) {
    faults.push({
      path: [...path, 'custom_id'],
      code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
      message: 'A custom id is required',
    });
  }
  if (needsId && (component.url ?? undefined) !== undefined) {
    faults.push({
      path: [...path, 'url'],
      code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      message: 'Custom id and url cannot both be specified',
    });
  }
  if (component.style === linkButton && (component.url ?? '') === '') {
    faults.push({
      path: [...path, 'url'],
      code: 'BUTTON_COMPONENT_URL_REQUIRED',
      message: 'A url is required',
    });
  }
  if (component.style === linkButton && component.url !== undefined && !hasScheme(component.url)) {
    faults.push({
      path: [...path, 'url'],
      code: 'URL_TYPE_INVALID_SCHEME',
      message: `Scheme must be one of ('http', 'https', 'discord').`,
    });
  }
  if (
    (component.label ?? '') === '' &&
    component.emoji === undefined &&
    component.style !== premiumButton
  ) {
    faults.push({
      path: [...path, 'label'],
      code: 'BUTTON_COMPONENT_LABEL_REQUIRED',
      message: 'A label or emoji is required',
    });
  }
  return faults;
}

function hasScheme(url: string): boolean {
  return /^(https?|discord):\/\//.test(url);
}

function checkSelect({ component, path }: PlacedComponent): BodyFault[] {
  const faults: BodyFault[] = [];
  const values = new Set<string>();
  for (const [index, option] of (component.options ?? []).entries()) {
    if (values.has(option.value)) {
      faults.push({
        path: [...path, 'options', index, 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message: 'The specified option value is already used',
      });
    }
    values.add(option.value);
  }
  const most = component.max_values ?? 1;
  if (most > values.size) {
    faults.push({
      path: [...path, 'max_values'],
      code: 'NUMBER_TYPE_MAX',
      message: `int value should be less than or equal to ${values.size}.`,
    });
  }
  const chosen = (component.options ?? []).filter((option) => option.default === true).length;
  if (chosen > most) {
    faults.push({
      path: [...path, 'options'],
      code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
      message: `The number of default options exceeds the maximum of ${most}`,
    });
  }
  return faults;
}
