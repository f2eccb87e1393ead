import { foldText } from '../../../search/text/fold-text.ts';

/** A name as it is compared: `Zürich` and `zurich` are one, so are `St. John’s` and `st johns`, `D.C.` and `DC`. */
export function placeKey(name: string): string {
  return foldText(name.normalize('NFKC'))
    .replace(/['’‘ʻ`]/g, '')
    .replace(/(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L})|\P{L}|$)/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Every key of a name: `Köln` is typed `koln` and `koeln`. */
export function placeKeys(name: string): string[] {
  const spelled = name.replace(/[äöü]/gi, (letter) => `${foldText(letter)}e`);
  return spelled === name ? [placeKey(name)] : [placeKey(name), placeKey(spelled)];
}
