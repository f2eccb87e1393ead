/** A part of ranking that can be left out, to measure what it earns. */
export const layers = [
  'compound',
  'acronym',
  'plain word',
  'topicality',
  'proximity',
  'feedback',
  'meaning',
  'name',
] as const;

/** See `layers`. */
export type Layer = (typeof layers)[number];
