import { request } from 'node:http';
import { Events } from 'discord.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { newUser } from '../../src/local-discord/world/changes/members.ts';
import { createWorld } from '../../src/local-discord/world/world.ts';
import { openPlayground } from '../../src/playground/open-playground.ts';
import type { MarkdownNode } from '../../src/playground/page/page-view.ts';
import { parseMarkdown } from '../../src/playground/page-server/parse-markdown.ts';
import { connectClient } from '../local-discord/demo-bot.ts';

/** The status of a GET with headers that fetch would not let through. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the page', () => {
  let discord: LocalDiscord;

  beforeEach(async () => {
    discord = await openPlayground();
  });

  afterEach(() => discord.close());

  async function act(person: string, action: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${discord.origin}/page/actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, action }),
    });
    return { status: response.status, body: await response.json() };
  }

  it('lets nothing but its own scripts run', async () => {
    const response = await fetch(discord.origin);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+'(;|$)/);
    expect(policy).not.toContain('unsafe');
  });

  it('answers under its address only, and no page from elsewhere', async () => {
    const { host } = new URL(discord.origin);
    expect(await statusOf(discord.origin, { host })).toBe(200);
    expect(await statusOf(discord.origin, { host: host.replace('127.0.0.1', 'localhost') })).toBe(
      200,
    );
    expect(await statusOf(discord.origin, { host: 'evil.example' })).toBe(403);
    expect(
      await statusOf(`${discord.origin}/page/events`, { origin: 'https://evil.example' }),
    ).toBe(403);
    expect(await statusOf(`${discord.url}/v10/gateway`, { host: 'evil.example' })).toBe(403);
  });

  it('serves Lit, emoji and no other file', async () => {
    const status = async (path: string): Promise<number> =>
      (await fetch(`${discord.origin}/${path}`)).status;
    expect(await status('modules/lit/index.js')).toBe(200);
    expect(await status('modules/lit-html/lit-html.js')).toBe(200);
    expect(await status('modules/@lit/reactive-element/reactive-element.js')).toBe(200);
    expect(await status('emoji/1f516.svg')).toBe(200);
    expect(await status('channels/1/2/3')).toBe(200);
    expect(await status('emoji/package.json')).toBe(404);
    expect(await status('modules/lit/package.json')).toBe(404);
    expect(await status('modules/lit/%2e%2e/fastify/fastify.js')).toBe(404);
    expect(await status('modules/fastify/fastify.js')).toBe(404);
    expect(await status('page/..%2fopen-local-discord.js')).toBe(404);
  });

  it('says as a sentence what a person may not do, and refuses what is no action', async () => {
    const channel = discord.channel('papers').id;
    const unknown = await act('ada', { kind: 'run', channel, name: 'nothing', options: {} });
    expect(unknown.body).toEqual({ error: 'There is no command nothing here' });
    expect((await act('ada', { kind: 'explode' })).status).toBe(400);
    expect((await act('nobody', { kind: 'send', channel, text: 'x' })).status).toBe(400);
  });

  it('sends a file along with a command', async () => {
    const client = await connectClient(discord);
    onTestFinished(() => client.destroy());
    await client.application.commands.set([
      {
        name: 'weigh',
        description: 'Weighs a file',
        options: [{ type: 11, name: 'file', description: 'What to weigh', required: true }],
      },
    ]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) {
        const { url, name } = interaction.options.getAttachment('file', true);
        void fetch(url)
          .then((response) => response.text())
          .then((content) => interaction.reply(`${name}: ${content}`));
      }
    });
    const channel = discord.channel('papers').id;
    const base64 = Buffer.from('two cups').toString('base64');
    const run = { kind: 'run', channel, name: 'weigh' };
    await act('ada', { ...run, options: { file: { name: 'tea list.txt', base64 } } });
    expect(discord.messages('papers').at(-1)?.content).toBe('tea_list.txt: two cups');
    const typed = await act('ada', { ...run, options: { file: 'tea' } });
    expect(typed.body).toEqual({ error: 'file is a file' });
  });

  it('tells each person what they see, as it changes', async () => {
    const channel = discord.channel('papers').id;
    const leaving = new AbortController();
    const events = await fetch(`${discord.origin}/page/events?person=grace&channel=${channel}`, {
      signal: leaving.signal,
    });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toContain('"name":"grace"');
    await act('ada', { kind: 'send', channel, text: 'hello **there**' });
    const second = await reader?.read();
    expect(second?.value).toContain('hello **there**');
    expect(second?.value).toContain('"kind":"strong"');
    leaving.abort();
  });
});

describe("Discord's markdown", () => {
  const world = createWorld(systemClock, newUser({ name: 'bot', bot: true }, '1'));
  const parse = (text: string): readonly MarkdownNode[] => parseMarkdown(world, text);

  function every(nodes: readonly MarkdownNode[]): readonly MarkdownNode[] {
    return nodes.flatMap((node) => [node, ...('children' in node ? every(node.children) : [])]);
  }

  function textIn(nodes: readonly MarkdownNode[]): string {
    return every(nodes)
      .map((node) => ('text' in node ? node.text : ''))
      .join('');
  }

  it('makes trees of headings, lists, links, times and command mentions', () => {
    expect(parse('## A *b*')).toEqual([
      {
        kind: 'heading',
        level: 2,
        children: [
          { kind: 'text', text: 'A ' },
          { kind: 'em', children: [{ kind: 'text', text: 'b' }] },
        ],
      },
    ]);
    expect(
      every(parse('- one\n  - deeper\n- two')).filter(({ kind }) => kind === 'item'),
    ).toHaveLength(3);
    expect(parse('[T](https://example.org/a)')).toEqual([
      { kind: 'link', target: 'https://example.org/a', children: [{ kind: 'text', text: 'T' }] },
    ]);
    expect(parse('<t:1758672000:R>')).toEqual([
      { kind: 'time', seconds: 1_758_672_000, style: 'R' },
    ]);
    expect(parse('</saved list:1191168961081596210>')).toEqual([
      { kind: 'command', name: 'saved list' },
    ]);
  });

  it('leaves what is escaped or in code as it is', () => {
    expect(textIn(parse('\\*not\\* `- a *b*`'))).toBe('*not* - a *b*');
    expect(every(parse('```\n- one\n```')).some(({ kind }) => kind === 'list')).toBe(false);
  });

  it('follows only web addresses', () => {
    expect(
      every(parse('[x](javascript:alert(1)) <data:text/html,x>')).some(
        ({ kind }) => kind === 'link',
      ),
    ).toBe(false);
  });

  it.each([
    ['links that never end', '[a]('.repeat(500)],
    ['links in links', `${'[a]('.repeat(500)}x${')'.repeat(500)}`],
    ['links in the labels of links', `${'['.repeat(140)}x${'](https://a.b)'.repeat(140)}`],
    ['headings in headings', `${'# '.repeat(1_000)}x`],
    ['stars', '*'.repeat(4_000)],
    ['lists in lists', Array.from({ length: 80 }, (_, at) => `${' '.repeat(at)}- x`).join('\n')],
  ])('draws %s as a shallow tree with text in it', (_, text) => {
    const depth = (nodes: readonly MarkdownNode[]): number =>
      Math.max(0, ...nodes.map((node) => 1 + ('children' in node ? depth(node.children) : 0)));
    const tree = parse(text);
    expect(depth(tree)).toBeLessThan(200);
    expect(textIn(tree)).toMatch(/[ax*]/);
  });

  it('takes any text', () => {
    const pieces = fc.constantFrom(
      '*',
      '_',
      '`',
      '```',
      '> ',
      '- ',
      '[',
      '](',
      ')',
      '<',
      '>',
      '||',
      '\n',
      '#',
      'a',
      '字',
      '🔖',
      'https://x.y',
      'javascript:',
      '<t:',
      ':R>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        for (const node of every(parse(parts.join('')))) {
          if (node.kind === 'link') {
            expect(node.target).toMatch(/^https?:\/\//i);
          }
        }
      }),
    );
  });
});
