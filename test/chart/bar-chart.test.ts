import { describe, expect, it } from 'vitest';
import { describeBarChart, drawBarChart, topBars } from '../../src/chart/bar-chart.ts';
import { renderPng } from '../../src/chart/render-png.ts';

const bars = [
  { label: 'alignment', value: 63 },
  { label: 'other', value: 5 },
  { label: 'rl-for-llms', value: 120 },
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((label, at) => ({ label, value: at + 1 })),
];

describe('topBars', () => {
  it('names six at most and puts the rest under other, at the end', () => {
    expect(topBars(bars)).toEqual([
      { label: 'rl-for-llms', value: 120 },
      { label: 'alignment', value: 63 },
      { label: 'f', value: 6 },
      { label: 'e', value: 5 },
      { label: 'd', value: 4 },
      { label: 'c', value: 3 },
      { label: 'other', value: 5 + 2 + 1 },
    ]);
  });

  it('leaves out what is nothing', () => {
    expect(topBars([{ label: 'a', value: 0 }])).toEqual([]);
  });
});

describe('drawBarChart', () => {
  const chart = { title: 'Papers by topic', bars: topBars(bars) };

  it('labels every bar with its name and its figure', () => {
    const svg = drawBarChart(chart);
    for (const { label, value } of chart.bars) {
      expect(svg).toContain(`>${label}</text>`);
      expect(svg).toContain(`>${value}</text>`);
    }
  });

  it('says the same in words', () => {
    expect(describeBarChart(chart)).toBe(
      'Papers by topic: rl-for-llms 120, alignment 63, f 6, e 5, d 4, c 3, other 8',
    );
  });

  it('uses colours that stand out without colour', () => {
    const svg = drawBarChart(chart);
    const [paper, ...inks] = new Set(svg.match(/#[0-9a-f]{6}/g));
    expect(inks.length).toBeGreaterThanOrEqual(3);
    for (const ink of inks) {
      expect(contrast(ink, paper ?? '')).toBeGreaterThanOrEqual(3);
    }
  });

  it('stays valid with any label', async () => {
    const label = '<b>&"\u0000\u{1F600}强化'.repeat(20);
    const png = await renderPng(drawBarChart({ title: label, bars: [{ label, value: 1 }] }));
    expect(sizeOf(png).width).toBe(640);
  });
});

describe('renderPng', () => {
  it('draws the text, whatever fonts the machine has', async () => {
    const withText = await renderPng(drawBarChart({ title: 'Papers by topic', bars: [] }));
    const without = await renderPng(drawBarChart({ title: '', bars: [] }));
    expect(Array.from(withText.subarray(0, 4))).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(withText.length).toBeGreaterThan(without.length + 500);
  });
});

/** Width and height from the header of a PNG. */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Contrast as WCAG 2.2 counts it: of brightness alone. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[0-9a-f]{2}/g) ?? []).map((hex) => {
    const channel = Number.parseInt(hex, 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
