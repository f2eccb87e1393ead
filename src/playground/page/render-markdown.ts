import { html, nothing, type TemplateResult } from 'lit';
import type { MarkdownNode } from './page-view.ts';

type Part = TemplateResult | string | typeof nothing;

/** Elements for a tree of Discord markdown; `runCommand` is called for a command that is clicked. */
export function renderMarkdown(
  nodes: readonly MarkdownNode[],
  runCommand: (name: string) => void,
): readonly Part[] {
  return nodes.map((node) => render(node, runCommand));
}

function render(node: MarkdownNode, runCommand: (name: string) => void): Part {
  const inner = 'children' in node ? renderMarkdown(node.children, runCommand) : nothing;
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'span':
      return html`<span>${inner}</span>`;
    case 'strong':
      return html`<strong>${inner}</strong>`;
    case 'em':
      return html`<em>${inner}</em>`;
    case 'underline':
      return html`<u>${inner}</u>`;
    case 'strike':
      return html`<s>${inner}</s>`;
    case 'spoiler':
      return html`<details class="spoiler"><summary>spoiler</summary>${inner}</details>`;
    case 'subtext':
      return html`<small class="subtext">${inner}</small>`;
    case 'quote':
      return html`<blockquote>${inner}</blockquote>`;
    case 'heading':
      return html`<div class="heading h${node.level}" role="heading" aria-level=${node.level + 2}>${inner}</div>`;
    case 'list':
      return node.ordered ? html`<ol>${inner}</ol>` : html`<ul>${inner}</ul>`;
    case 'item':
      return html`<li>${inner}</li>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'code-block':
      return html`<pre><code>${node.text}</code></pre>`;
    case 'link':
      return html`<a href=${node.target} target="_blank" rel="noopener noreferrer">${inner}</a>`;
    case 'mention':
      return html`<span class="mention">${node.text}</span>`;
    case 'command':
      return html`<button class="mention" type="button" @click=${() => runCommand(node.name)}>/${node.name}</button>`;
    case 'time':
      return renderTime(node.seconds, node.style);
  }
}

const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** A moment in the reader's zone and language, as Discord shows `<t:…:style>`. */
function renderTime(seconds: number, style: string): TemplateResult {
  const date = new Date(seconds * 1_000);
  const full = new Intl.DateTimeFormat(undefined, formats.F).format(date);
  const text =
    style === 'R'
      ? relative(seconds)
      : new Intl.DateTimeFormat(undefined, formats[style] ?? formats.f).format(date);
  return html`<time datetime=${date.toISOString()} title=${full}>${text}</time>`;
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function relative(seconds: number): string {
  const distance = seconds - Date.now() / 1_000;
  const [unit, length] = units.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  return format.format(Math.round(distance / length), unit);
}
