import {
  ApplicationCommandOptionType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { type AnyComponent, everyComponent } from '../../checks/components.ts';
import type { Message, User } from '../../world/entities.ts';
import { findChannel } from '../../world/find-channel.ts';
import { presentMessage } from '../../world/present/present.ts';
import type { World } from '../../world/world.ts';
import type { ResolveName } from '../command-options.ts';
import type { InteractionHandle } from '../interaction-handle.ts';
import { resolvedEntities } from '../interaction-payload.ts';
import { filledModal } from '../modal-values.ts';
import { ClientRefusal } from '../person.ts';
import {
  type Actions,
  interactionOf,
  namesIn,
  start,
  visibleChannel,
  visibleMessage,
} from './client-session.ts';

/** Buttons, selects and modals. */
export function componentActions(
  world: World,
  user: User,
): Actions<'press' | 'choose' | 'submitModal'> {
  function use(message: Message, component: AnyComponent, data: object): InteractionHandle {
    if (component.disabled === true) {
      throw new ClientRefusal(`${component.label ?? component.custom_id} is disabled`);
    }
    const channel = visibleChannel(world, user, { id: message.channelId });
    if (channel.thread?.archived === true && channel.thread.locked) {
      throw new ClientRefusal('This thread is locked');
    }
    return start(world, user, {
      type: InteractionType.MessageComponent,
      channel,
      message,
      payload: {
        message: presentMessage(world, message),
        data: {
          component_type: component.type,
          id: component.id,
          custom_id: component.custom_id,
          ...data,
        },
      },
    });
  }

  return {
    press(ref, labelOrCustomId, nth = 0) {
      const message = visibleMessage(world, user, ref);
      const buttons = everyComponent(message.components)
        .map(({ component }) => component)
        .filter((component) => component.type === ComponentType.Button);
      const byId = buttons.find((component) => component.custom_id === labelOrCustomId);
      const named = buttons.filter((component) => buttonNames(component).includes(labelOrCustomId));
      const button = byId ?? named[nth];
      if (button?.custom_id === undefined) {
        const all = buttons.map((component) => component.label ?? component.custom_id).join(', ');
        throw new ClientRefusal(`There is no button ${labelOrCustomId} to press, only: ${all}`);
      }
      return use(message, button, {});
    },
    choose(ref, select, values) {
      const message = visibleMessage(world, user, ref);
      const selects = everyComponent(message.components)
        .map(({ component }) => component)
        .filter((component) => selectTypes.includes(component.type ?? 0));
      const found = selects.find(
        (component) => component.custom_id === select || component.placeholder === select,
      );
      if (found === undefined) {
        throw new ClientRefusal(`There is no select ${select}`);
      }
      const channel = findChannel(world, message.channelId);
      const chosen = chosenValues(found, values, namesIn(world, channel));
      const resolved =
        found.type === ComponentType.StringSelect
          ? {}
          : { resolved: resolvedEntities(world, channel, chosen) };
      return use(message, found, { values: chosen, ...resolved });
    },
    async submitModal(opened, values = {}) {
      const modal = await opened.modal();
      const origin = interactionOf(world, opened);
      const channel = visibleChannel(world, user, { id: origin.channelId });
      if (origin.userId !== user.id) {
        throw new ClientRefusal('That form was opened for somebody else');
      }
      return start(world, user, {
        type: InteractionType.ModalSubmit,
        channel,
        commandName: origin.commandName,
        message: origin.message,
        payload: {
          ...(origin.message === undefined
            ? {}
            : { message: presentMessage(world, origin.message) }),
          data: { custom_id: modal.custom_id, components: filledModal(modal, values) },
        },
      });
    },
  };
}

const selectTypes: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

function buttonNames(component: AnyComponent): readonly string[] {
  const label = component.label ?? '';
  const emoji = component.emoji?.name ?? '';
  return [label, emoji, `${emoji} ${label}`.trim()].filter((name) => name !== '');
}

function chosenValues(
  select: AnyComponent,
  values: readonly string[],
  resolve: ResolveName,
): readonly string[] {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  if (values.length < least || values.length > most) {
    throw new ClientRefusal(`${select.custom_id} takes ${least} to ${most} values`);
  }
  return values.map((wanted) => {
    const found =
      select.type === ComponentType.StringSelect
        ? select.options?.find((option) => option.value === wanted || option.label === wanted)
            ?.value
        : resolve(
            optionTypes[select.type ?? 0] ?? ApplicationCommandOptionType.Mentionable,
            wanted,
          );
    if (found === undefined) {
      throw new ClientRefusal(`${select.custom_id} does not offer ${wanted}`);
    }
    return found;
  });
}

const optionTypes: Readonly<Record<number, ApplicationCommandOptionType>> = {
  [ComponentType.UserSelect]: ApplicationCommandOptionType.User,
  [ComponentType.RoleSelect]: ApplicationCommandOptionType.Role,
  [ComponentType.ChannelSelect]: ApplicationCommandOptionType.Channel,
};
