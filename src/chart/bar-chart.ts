/** One bar: what it counts, and how many. */
export interface Bar {
  readonly label: string;
  /** A whole number, 0 or more. */
  readonly value: number;
}

/** A title and named counts. */
export interface BarChart {
  readonly title: string;
  /** In the order shown, from the top. */
  readonly bars: readonly Bar[];
}

/** Most named rows of a chart, besides `other`; more cannot be read at 320 pixels. */
const maxBars = 6;

/** Drawn at twice the width of a narrow phone's message, so that it is sharp there and on a desk. */
const width = 640;
const row = { label: 32, bar: 24, gap: 24 } as const;
const margin = 32;
const titleHeight = 72;
const valueWidth = 96;

/**
 * Dark on light with a frame of its own, so that it reads on a dark page and a light one. Length and
 * figures tell everything; the colours differ in brightness and tell nothing.
 */
const ink = {
  paper: '#ffffff',
  text: '#1a1d21',
  quiet: '#4f5660',
  bar: '#3a5fcd',
  rest: '#8a93a3',
};

/** The most common of many counts, and the rest as `other`. */
export function topBars(bars: readonly Bar[], other = 'other'): Bar[] {
  const named = bars.filter(({ label, value }) => label !== other && value > 0);
  const sorted = named.toSorted((a, b) => b.value - a.value || a.label.localeCompare(b.label));
  const rest = bars.find(({ label }) => label === other)?.value ?? 0;
  const shown = sorted.slice(0, maxBars);
  const others = sorted.slice(maxBars).reduce((sum, { value }) => sum + value, rest);
  return others > 0 ? [...shown, { label: other, value: others }] : shown;
}

/** A chart as SVG: horizontal bars, each labelled above with its name and at its end with its value. */
export function drawBarChart({ title, bars }: BarChart): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const space = width - 2 * margin - valueWidth;
  const step = row.label + row.bar + row.gap;
  const height = titleHeight + bars.length * step - row.gap + margin;
  const drawn = bars.map(({ label, value }, at) => {
    const top = titleHeight + at * step;
    const length = Math.max(value > 0 ? 4 : 0, Math.round((space * value) / most));
    const fill = label === 'other' ? ink.rest : ink.bar;
    return [
      text(margin, top + 22, 24, ink.text, fitLabel(label)),
      `<rect x="${margin}" y="${top + row.label}" width="${length}" height="${row.bar}" rx="4" fill="${fill}"/>`,
      text(margin + length + 12, top + row.label + row.bar - 3, 24, ink.text, String(value), true),
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans">`,
    `<rect width="${width}" height="${height}" rx="16" fill="${ink.paper}"/>`,
    text(margin, 46, 28, ink.quiet, fitLabel(title), true),
    ...drawn,
    '</svg>',
  ].join('');
}

/** The same facts in words. */
export function describeBarChart({ title, bars }: BarChart): string {
  return `${title}: ${bars.map(({ label, value }) => `${label} ${value}`).join(', ')}`;
}

function text(x: number, y: number, size: number, fill: string, content: string, bold = false) {
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}"${weight} fill="${fill}">${escapeXml(content)}</text>`;
}

function fitLabel(label: string): string {
  const graphemes = Array.from(
    new Intl.Segmenter().segment(label.replaceAll(/\p{C}/gu, '')),
    ({ segment }) => segment,
  );
  return graphemes.length <= 36 ? graphemes.join('') : `${graphemes.slice(0, 35).join('')}…`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
