/** An emoji as Discord tells of it: a custom one by id and name, any other by its character. */
export interface Emoji {
  readonly id: string | null;
  readonly name: string | null;
}

/** The emoji that saves where a server has not chosen another. */
export const defaultSaveEmoji = '🔖';

const keycaps = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `${digit}\u20E3`);

/** What 1️⃣ to 🔟 stand for on a message of several papers, in the words of `emojiKey`. */
export const numberEmojis: readonly string[] = [...keycaps, '🔟'];

/**
 * An emoji as it is compared and kept: a custom one by its id, because its name may change; a
 * character without the variation selectors that clients add or leave out.
 */
export function emojiKey(emoji: Emoji): string {
  return emoji.id ?? (emoji.name ?? '').replaceAll(/[\uFE0E\uFE0F]/g, '');
}

/**
 * Two people of different skin are another character than the two together
 * (https://unicode.org/reports/tr51/#multiperson_skintones).
 */
const together: readonly (readonly [RegExp, string])[] = [
  [/^🫱\u200D🫲$/u, '🤝'],
  [/^👩\u200D🤝\u200D👩$/u, '👭'],
  [/^👨\u200D🤝\u200D👨$/u, '👬'],
  [/^👩\u200D🤝\u200D👨$/u, '👫'],
  [/^🧑\u200D❤\u200D💋\u200D🧑$/u, '💏'],
  [/^🧑\u200D❤\u200D🧑$/u, '💑'],
];

/**
 * Whether two keys of emojis are one emoji to people: clients put the skin tone that somebody chose
 * once on every 👍. Each keeps a key of its own, because Discord counts them apart.
 */
export function sameEmoji(a: string, b: string): boolean {
  return a === b || withoutSkinTone(a) === withoutSkinTone(b);
}

function withoutSkinTone(key: string): string {
  const plain = key.replaceAll(/[\u{1F3FB}-\u{1F3FF}]/gu, '');
  return together.reduce((emoji, [apart, one]) => emoji.replace(apart, one), plain) || key;
}

/**
 * Reads what a person typed as a server's save emoji: one character of emoji, or a custom emoji as
 * Discord writes it (`<:name:id>`).
 * @returns undefined where it is neither, or is one of the numbers.
 */
export function readSaveEmoji(typed: string): string | undefined {
  const text = typed.trim();
  const custom = /^<a?:\w{2,32}:(\d{17,20})>$/.exec(text);
  if (custom) {
    return text;
  }
  const graphemes = [...new Intl.Segmenter().segment(text)];
  const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(text);
  if (graphemes.length !== 1 || !isEmoji) {
    return undefined;
  }
  return numberEmojis.includes(emojiKey({ id: null, name: text })) ? undefined : text;
}

/** The id of an emoji in the form `readSaveEmoji` gives, where it is a custom one. */
export function customEmojiId(emoji: string): string | undefined {
  return /^<a?:\w+:(\d+)>$/.exec(emoji)?.[1];
}

/** The key of an emoji in the form `readSaveEmoji` gives. */
export function saveEmojiKey(emoji: string): string {
  return emojiKey({ id: customEmojiId(emoji) ?? null, name: emoji });
}
