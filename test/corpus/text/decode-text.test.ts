import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/corpus/text/decode-text.ts';

const text = 'new\r\nτ^2-Bench: naïve “quotes”\n';
const utf16 = (bigEndian: boolean, bom: boolean) => {
  const bytes = Buffer.from(`${bom ? '\uFEFF' : ''}${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a BOM', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with a BOM', utf16(false, true)],
    ['UTF-16 BE with a BOM', utf16(true, true)],
    ['UTF-16 LE', utf16(false, false)],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ text });
  });

  it('reads what is neither as Windows-1252 and says so', () => {
    expect(decodeText(Buffer.from([0x6e, 0x61, 0xef, 0x76, 0x65, 0x93]))).toEqual({
      text: 'naïve“',
      note: expect.stringContaining('Windows-1252'),
    });
  });

  it('reads nothing from nothing', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '' });
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ')],
    ['an office document', Buffer.from('PK\u0003\u0004word/document.xml')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10])],
    ['an RTF document', Buffer.from('{\\rtf1\\ansi hello}')],
    ['bytes with zeros', Buffer.from([104, 105, 0, 0, 1, 2, 3])],
    ['control characters', Buffer.from(Array.from({ length: 200 }, (_, at) => at % 9))],
  ])('refuses %s with a sentence', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ refused: expect.stringMatching(/^The file is .+\.$/) });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const decoded = decodeText(bytes);
        expect('text' in decoded || 'refused' in decoded).toBe(true);
      }),
      { seed: 20250909 },
    );
  });
});
