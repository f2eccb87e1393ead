declare module 'wink-porter2-stemmer' {
  /** Porter's second English stemmer. */
  export default function stem(word: string): string;
}
