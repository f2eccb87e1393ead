import { html, nothing, type TemplateResult } from 'lit';
import { withEmoji } from '../emoji.ts';
import { channelNamed, type PageContext, type Place, placeOf, worldNow } from '../page-context.ts';
import type { MarkdownNode } from '../page-view.ts';

type Part = TemplateResult | typeof nothing | ReturnType<typeof withEmoji>;

/** Elements for a tree of Discord markdown. */
export function renderMarkdown(
  nodes: readonly MarkdownNode[],
  context: PageContext,
): readonly Part[] {
  return nodes.map((node) => render(node, context));
}

function render(node: MarkdownNode, context: PageContext): Part {
  const inner = 'children' in node ? renderMarkdown(node.children, context) : nothing;
  switch (node.kind) {
    case 'text':
      return withEmoji(node.text);
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
      return html`<pre tabindex="0"><code>${node.text}</code></pre>`;
    case 'link':
      return renderLink(node, inner, context);
    case 'mention':
      return node.channel === undefined
        ? html`<span class="mention">${withEmoji(node.text)}</span>`
        : placeButton({ channel: node.channel }, withEmoji(node.text), context);
    case 'command':
      return html`<button class="mention" type="button" @click=${() => context.write(node.name)}>/${node.name}</button>`;
    case 'time':
      return renderTime(node.seconds, node.style, context);
  }
}

/** A link; one that leads to a place in this Discord stays in the page. */
function renderLink(
  { target, children }: Extract<MarkdownNode, { kind: 'link' }>,
  inner: unknown,
  context: PageContext,
): TemplateResult {
  const place = placeOf(target);
  if (place === undefined) {
    return html`<a href=${target} target="_blank" rel="noopener noreferrer">${inner}</a>`;
  }
  const [only] = children;
  if (children.length === 1 && only?.kind === 'text' && only.text === target) {
    const name = channelNamed(context.view, place.channel) ?? 'unknown';
    return placeButton(
      place,
      `#${name}${place.message === undefined ? '' : ' › message'}`,
      context,
    );
  }
  return html`<a href=${target} @click=${(event: Event) => {
    event.preventDefault();
    context.go(place);
  }}>${inner}</a>`;
}

function placeButton(place: Place, label: unknown, context: PageContext): TemplateResult {
  return html`<button class="mention" type="button" @click=${() => context.go(place)}>${label}</button>`;
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
function renderTime(seconds: number, style: string, { view }: PageContext): TemplateResult {
  const date = new Date(seconds * 1_000);
  const full = new Intl.DateTimeFormat(undefined, formats.F).format(date);
  const text =
    style === 'R'
      ? relative(seconds - worldNow(view) / 1_000)
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

/** @param distance - in seconds, from now. */
function relative(distance: number): string {
  const [unit, length] = units.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  return format.format(Math.round(distance / length), unit);
}
