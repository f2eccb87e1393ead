import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  InteractionResponseType,
} from 'discord-api-types/v10';

/** The bot's first answer, or none in three seconds ("The application did not respond"). */
export type FirstAnswer =
  | { readonly kind: 'reply' | 'update'; readonly message: APIMessage }
  | { readonly kind: 'deferred'; readonly ephemeral: boolean }
  | { readonly kind: 'deferred-update' }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: 'failed' };

/** What a person started by a command, a press, a choice or a modal, as they see it go on. */
export interface InteractionHandle {
  readonly id: string;
  readonly token: string;
  /** Settles with the first callback, or as `failed` after three seconds of the local clock. */
  readonly first: Promise<FirstAnswer>;
  /** The callback's type as soon as there is one. */
  readonly answered: InteractionResponseType | undefined;
  /**
   * The message that answers: the reply once it is more than "thinking…", or for a button or
   * select the message as edited. Rejects where the bot fails to answer or opens a modal instead.
   */
  message(): Promise<APIMessage>;
  /** The modal that was opened. Rejects where the answer is anything else. */
  modal(): Promise<APIModalInteractionResponseCallbackData>;
  /** The nth follow-up, from 0, once it is there. */
  followUp(nth?: number): Promise<APIMessage>;
  /** Follow-ups so far. */
  readonly followUps: readonly APIMessage[];
}
