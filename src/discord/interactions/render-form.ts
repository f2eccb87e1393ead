import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { cutText } from '../../reply/fit/cut-text.ts';
import { limits } from '../../reply/fit/limits.ts';
import type { Form } from '../../reply/reply.ts';
import { customIdOf } from '../custom-id.ts';

const labelCharacters = 45;
const descriptionCharacters = 100;

/** A form as Discord's modal. */
export function renderForm(form: Form, answering: string): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customIdOf(form.submit, answering),
    title: cutText(form.title, limits.modalTitle),
    components: form.fields.map((field) => ({
      type: ComponentType.Label,
      label: cutText(field.label, labelCharacters),
      ...(field.description && { description: cutText(field.description, descriptionCharacters) }),
      component: {
        type: ComponentType.TextInput,
        custom_id: field.name,
        style: field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required: field.required ?? false,
        max_length: field.maxLength ?? limits.modalInput,
        ...(field.value && { value: field.value }),
        ...(field.placeholder && { placeholder: cutText(field.placeholder, limits.selectText) }),
      },
    })),
  };
}
