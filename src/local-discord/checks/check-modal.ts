import { everyComponent } from './components.ts';
import type { BodyFault } from './error-tree.ts';
import { limits } from './limits.ts';

/** Discord's rules for a modal that its schema does not hold. */
export function checkModal(modal: { readonly components?: unknown }): BodyFault[] {
  const faults: BodyFault[] = [];
  const components: unknown[] = Array.isArray(modal.components) ? modal.components : [];
  if (components.length > limits.modalComponents) {
    faults.push({
      path: ['data', 'components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${limits.modalComponents} in length.`,
    });
  }
  const seen = new Set<string>();
  for (const { component, path } of everyComponent(components, ['data', 'components'])) {
    const id = component.custom_id;
    if (id !== undefined && seen.has(id)) {
      faults.push({
        path: [...path, 'custom_id'],
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      });
    }
    if (id !== undefined) {
      seen.add(id);
    }
    const length = component.value?.length ?? 0;
    if (
      length > 0 &&
      (length > (component.max_length ?? 4_000) || length < (component.min_length ?? 0))
    ) {
      faults.push({
        path: [...path, 'value'],
        code: 'BASE_TYPE_BAD_LENGTH',
        message: `Must be between ${component.min_length ?? 0} and ${component.max_length ?? 4_000} in length.`,
      });
    }
    if (
      component.min_length !== undefined &&
      component.min_length > (component.max_length ?? 4_000)
    ) {
      faults.push({
        path: [...path, 'min_length'],
        code: 'TEXT_INPUT_COMPONENT_MIN_LENGTH_EXCEEDS_MAX_LENGTH',
        message: 'min_length cannot be greater than max_length',
      });
    }
  }
  return faults;
}
