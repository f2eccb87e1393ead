import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';

/** A picture of an animation, and how long it is shown. */
export interface Frame {
  readonly png: Buffer;
  /** In milliseconds. */
  readonly shownFor: number;
}

/** The parts of gifenc that are used here; the package brings no types. */
interface Gifenc {
  readonly GIFEncoder: () => {
    writeFrame(
      pixels: Uint8Array,
      width: number,
      height: number,
      options: { palette: number[][]; delay: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
  readonly quantize: (pixels: Uint8ClampedArray, colours: number) => number[][];
  readonly applyPalette: (pixels: Uint8ClampedArray, palette: number[][]) => Uint8Array;
}

const colours = 96;

/** A GIF of these pictures. A browser reads the pictures, so that no decoder is needed. */
export async function animate(browser: Browser, frames: readonly Frame[]): Promise<Buffer> {
  const encoder = createRequire(import.meta.url).resolve('gifenc/dist/gifenc.esm.js');
  const page = await browser.newPage();
  const gif = await page.evaluate(
    async ({ source, pictures, most }) => {
      const { GIFEncoder, quantize, applyPalette } = (await import(
        `data:text/javascript;base64,${source}`
      )) as Gifenc;
      const encoded = GIFEncoder();
      for (const { png, shownFor } of pictures) {
        const blob = await (await fetch(`data:image/png;base64,${png}`)).blob();
        const picture = await createImageBitmap(blob);
        const { width, height } = picture;
        const drawing = new OffscreenCanvas(width, height).getContext('2d');
        drawing?.drawImage(picture, 0, 0);
        const pixels = drawing?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
        const palette = quantize(pixels, most);
        encoded.writeFrame(applyPalette(pixels, palette), width, height, {
          palette,
          delay: shownFor,
        });
      }
      encoded.finish();
      return [...encoded.bytes()];
    },
    {
      source: (await readFile(encoder)).toString('base64'),
      pictures: frames.map(({ png, shownFor }) => ({ png: png.toString('base64'), shownFor })),
      most: colours,
    },
  );
  await page.close();
  return Buffer.from(gif);
}
