/** The text of a file, or a sentence that says why it is none. */
export type DecodedText = { readonly text: string; readonly note?: string } | { refused: string };

/** Far above any saved page; below the longest string that Node can hold. */
const maxFile = 256 * 1024 * 1024;
const sampleSize = 8192;

const signatures: readonly [prefix: string, name: string][] = [
  ['%PDF', 'a PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or an office document'],
  ['\u001F\u008B', 'a compressed file'],
  ['\u0089PNG', 'a picture'],
  ['\u00FF\u00D8\u00FF', 'a picture'],
  ['GIF8', 'a picture'],
  ['{\\rtf', 'an RTF document'],
  ['bplist', 'a web archive'],
  ['SQLite format', 'a database'],
];

/** Reads UTF-8, UTF-16 and, where it is neither, Windows-1252; refuses what is not text. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > maxFile) {
    return { refused: `The file is larger than ${maxFile / 1024 / 1024} MB.` };
  }
  const sample = bytes.subarray(0, sampleSize);
  const head = String.fromCharCode(...sample.subarray(0, 16));
  const known = signatures.find(([prefix]) => head.startsWith(prefix));
  if (known !== undefined) {
    return { refused: `The file is ${known[1]}, not text.` };
  }
  const utf16 = utf16Of(sample);
  if (utf16 !== undefined) {
    return { text: new TextDecoder(utf16).decode(bytes) };
  }
  if (looksBinary(sample)) {
    return { refused: 'The file is binary, not text.' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder('windows-1252')
      .decode(bytes)
      .replace(/[\u0080-\u009F]/g, windowsSign);
    return { text, note: 'The file is not UTF-8; it was read as Windows-1252.' };
  }
}

function utf16Of(sample: Uint8Array): string | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) {
    return 'utf-16le';
  }
  if (sample[0] === 0xfe && sample[1] === 0xff) {
    return 'utf-16be';
  }
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] === 0) {
      zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    }
  }
  const [even = 0, odd = 0] = zeros;
  if (even === 0 && odd > sample.length * 0.4) {
    return 'utf-16le';
  }
  if (odd === 0 && even > sample.length * 0.4) {
    return 'utf-16be';
  }
  return undefined;
}

function looksBinary(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) {
      return true;
    }
    if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) {
      controls += 1;
    }
  }
  return controls > sample.length * 0.05;
}

/** Windows-1252 where Latin-1 has controls, from 0x80 on; Node 20 decodes the one as the other. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function windowsSign(control: string): string {
  return windowsSigns.charAt(control.charCodeAt(0) - 0x80);
}
