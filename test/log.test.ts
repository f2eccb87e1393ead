import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, describeLine } from '../src/log.ts';

// Put together here, so that no scanner takes it for a token that leaked.
const token = ['MTE0NzI1ODM2OTAxMjM0NTY3OA', 'GaBcDe', 'x'.repeat(38)].join('.');

function createTestLog(logLevel: 'info' | 'warn' = 'info', secrets = [token]) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ logLevel, secrets, destination });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

it('writes one line of JSON for each event of its level or above', () => {
  const { log, lines, last } = createTestLog('warn');
  log.info({}, 'imported a page');
  log.warn({ file: 'a.txt' }, 'refused a page');
  expect(lines).toHaveLength(1);
  expect(last()).toMatchObject({ level: 'warn', msg: 'refused a page', file: 'a.txt' });
  expect(Number.isNaN(Date.parse(String(last().time)))).toBe(false);
});

describe('a secret', () => {
  it('never reaches a line, wherever it stands', () => {
    const { log, lines } = createTestLog();
    const error = Object.assign(new Error(`401 for Bot ${token}`), {
      url: `https://discord.com/api?token=${token}`,
      cause: new Error(`inside ${token}`),
    });
    log.info({ field: token, deep: { list: [token] } }, `connected with ${token}`);
    log.error({ err: error, [token]: 1 }, 'failed');
    expect(lines.join('')).not.toContain(token);
    expect(lines.join('').match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it('is found as JSON and addresses write it', () => {
    const secret = 'a "quoted" \\ secret/with ü';
    const { log, last, lines } = createTestLog('info', [secret]);
    log.info({ field: secret, url: `https://a.example/${encodeURIComponent(secret)}` }, 'asked');
    expect(last()).toMatchObject({ field: '[redacted]', url: 'https://a.example/[redacted]' });
    expect(lines.join('')).not.toContain('quoted');
  });

  it('leaves a line whole, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), fc.string(), (secret, text) => {
        fc.pre(
          !['{"level":"info","time":"', '","msg":"done"', 'field'].some((own) =>
            own.includes(secret),
          ),
        );
        const { log, last } = createTestLog('info', [secret]);
        log.info({ field: `${text} ${secret}` }, 'done');
        expect(String(last().field)).toContain('[redacted]');
      }),
      { seed: 20261121 },
    );
  });

  it('is known by its shape where nobody named it', () => {
    const { log, last, lines } = createTestLog('info', []);
    log.info({ text: `Bot ${token}` }, 'saw a token');
    expect(last().text).toBe('Bot [redacted]');
    log.info({ interaction: { id: '1', token: 'aW50ZXJhY3Rpb24' }, authorization: 'x' }, 'asked');
    expect(last()).toMatchObject({
      interaction: { id: '1', token: '[redacted]' },
      authorization: '[redacted]',
    });
    log.info(
      { url: 'https://discord.com/api/v10/webhooks/123/secretpart/messages/@original' },
      'x',
    );
    expect(lines.at(-1)).not.toContain('secretpart');
    expect(last().url).toBe(
      'https://discord.com/api/v10/webhooks/123/[redacted]/messages/@original',
    );
  });
});

it('leaves out what discord.js hangs on its errors', () => {
  const { log, last, lines } = createTestLog();
  const error = Object.assign(new Error('Invalid Form Body'), {
    code: 50035,
    status: 400,
    requestBody: { json: { content: 'what a person typed' } },
  });
  log.error({ err: error }, 'could not answer');
  expect(last().err).toMatchObject({ message: 'Invalid Form Body', code: 50035, status: 400 });
  expect(lines.join('')).not.toContain('what a person typed');
});

it('is plain words where a person is watching, and cannot steer the terminal', () => {
  const { log, lines } = createTestLog();
  log.error({ title: '\u001B[2J\u009Bx', err: new Error('line\u0007 one') }, 'could not read');
  const text = describeLine(lines[0] ?? '');
  expect(text).toMatch(/^\d\d:\d\d:\d\d error could not read title="/);
  expect(text).toContain('\nError: line  one\n');
  expect(text).toContain('log.test.ts');
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
