import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';

/** Keeps a list of papers to those seen lately; see `suggestSince`. */
export const sinceOption = {
  name: 'since',
  description: 'Only papers seen since: 3 days, last week, Sep 2025, or a date',
  type: Option.String,
  autocomplete: true,
  max_length: 60,
} as const;
