import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuiltProject, buildProject } from '../main/build-project.ts';
import { startProgram } from '../main/start-program.ts';
import { openServices, type Services } from '../sources/live/open-services.ts';

// Each run takes a second, or many where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

const standIn = new URL('stand-in.js', import.meta.url).href;
let project: BuiltProject;
let services: Services;

beforeAll(async () => {
  project = await buildProject();
  services = await openServices({ now: () => new Date() });
});

afterAll(async () => {
  await services.close();
  await project.remove();
});

const offprint = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  startProgram(project, 'cli', {
    args,
    environment: {
      OFFPRINT_STARTER: 'false',
      OFFPRINT_DB: 'data/fetch.sqlite',
      STAND_IN_PORT: String(services.port),
      NODE_OPTIONS: `--import=${standIn}`,
      ...environment,
    },
  }).ended;

describe('offprint fetch', () => {
  it('reads a source into the corpus, and finds nothing new the second time', async () => {
    const first = await offprint(['fetch', 'hugging-face', '--days', '7', '--json']);
    expect(first).toMatchObject({ code: 0, stderr: [] });
    const [read] = (JSON.parse(first.stdout.join('')) as { sources: object[] }).sources;
    expect(read).toEqual({
      name: 'hugging-face',
      days: 5,
      listings: 60,
      papers: { new: 60, known: 0 },
      events: 0,
    });
    const again = await offprint(['fetch', '--days', '7'], { OFFPRINT_SOURCES: 'hugging-face' });
    expect(again.stdout).toEqual([
      'hugging-face: 5 days with 60 listings, 0 new papers, 60 known.',
    ]);
  });

  it('ends with one clear line where a source cannot be read, and says so in JSON', async () => {
    services.fault = () => 'broken';
    const { code, stdout, stderr } = await offprint(['fetch', 'hugging-face', '--json']);
    services.fault = () => undefined;
    expect(code).toBe(1);
    expect(stderr).toEqual([expect.stringMatching(/^Not everything could be read: hugging-face/)]);
    expect(JSON.parse(stdout.join(''))).toMatchObject({ sources: [{ error: expect.anything() }] });
  });

  it.each([
    [['fetch'], /There is no source to read/],
    [['fetch', 'twitter'], /twitter: no such source/],
    [['fetch', 'feed:https://example.org/a.xml'], /is not in OFFPRINT_SOURCES/],
    [['fetch', 'hugging-face', '--days', '0'], /from 1 to 366/],
  ])('says in one line why not: %j', async (args, sentence) => {
    const { code, stderr } = await offprint(args);
    expect(code).toBe(1);
    expect(stderr).toEqual([expect.stringMatching(sentence)]);
  });

  it('shows in doctor how each source is doing', async () => {
    const { stdout } = await offprint(['doctor'], { OFFPRINT_SOURCES: 'hugging-face' });
    expect(stdout.join('\n')).toMatch(/The source hugging-face was last read at .* UTC/);
  });
});
