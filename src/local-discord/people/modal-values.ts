import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';
import type { AnyComponent } from '../checks/components.ts';
import { ClientRefusal, type ModalValues } from './person.ts';

/** The components of a modal as they are sent off, filled in and checked as the client does. */
export function filledModal(
  modal: APIModalInteractionResponseCallbackData,
  values: ModalValues,
): readonly object[] {
  const used = new Set<string>();
  const givenFor = (
    component: AnyComponent,
    label: string | undefined,
  ): ModalValues[string] | undefined => {
    for (const key of [component.custom_id, label, component.label]) {
      if (key !== undefined && values[key] !== undefined) {
        used.add(key);
        return values[key];
      }
    }
    return undefined;
  };
  const filled = (modal.components as readonly AnyComponent[]).map((part) => {
    const base = { type: part.type, id: part.id ?? 1 };
    if (part.type === ComponentType.Label && part.component !== undefined) {
      return {
        ...base,
        component: filledField(part.component, givenFor(part.component, part.label)),
      };
    }
    if (part.type === ComponentType.ActionRow) {
      const components = (part.components ?? []).map((field) =>
        filledField(field, givenFor(field, undefined)),
      );
      return { ...base, components };
    }
    return base;
  });
  for (const key of Object.keys(values)) {
    if (!used.has(key)) {
      throw new ClientRefusal(`The modal "${modal.title}" has no field ${key}`);
    }
  }
  return filled;
}

function filledField(field: AnyComponent, given: ModalValues[string] | undefined): object {
  const base = { type: field.type, id: field.id ?? 2, custom_id: field.custom_id };
  const required = field.required ?? true;
  if (field.type === ComponentType.TextInput) {
    const value = typeof given === 'string' ? given : (field.value ?? '');
    const most = field.max_length ?? 4_000;
    if (value === '' ? required : value.length < (field.min_length ?? 0) || value.length > most) {
      throw new ClientRefusal(
        `${field.custom_id} wants ${Math.max(required ? 1 : 0, field.min_length ?? 0)} to ${most} characters`,
      );
    }
    return { ...base, value };
  }
  if (field.type === ComponentType.Checkbox) {
    return { ...base, value: given ?? false };
  }
  const preset = (field.options ?? []).filter((option) => option.default === true);
  const list = listOf(given) ?? preset.map((option) => option.value);
  const values = list.map(
    (wanted) =>
      field.options?.find((option) => option.value === wanted || option.label === wanted)?.value ??
      wanted,
  );
  if (required && values.length < (field.min_values ?? 1)) {
    throw new ClientRefusal(`${field.custom_id} wants a choice`);
  }
  if (values.length > (field.max_values ?? 1) && field.type !== ComponentType.CheckboxGroup) {
    throw new ClientRefusal(`${field.custom_id} takes at most ${field.max_values ?? 1}`);
  }
  const foreign = values.find(
    (value) =>
      field.options !== undefined && !field.options.some((option) => option.value === value),
  );
  if (foreign !== undefined) {
    throw new ClientRefusal(`${field.custom_id} does not offer ${foreign}`);
  }
  return field.type === ComponentType.RadioGroup
    ? { ...base, value: values[0] ?? null }
    : { ...base, values };
}

function listOf(given: ModalValues[string] | undefined): readonly string[] | undefined {
  if (given === undefined || typeof given === 'boolean') {
    return undefined;
  }
  return typeof given === 'string' ? [given] : given;
}
