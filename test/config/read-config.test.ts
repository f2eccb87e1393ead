import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settingNames } from '../../src/config/read-config.ts';

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.message.split('\n').slice(1);
    }
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('may say nothing', () => {
    expect(readConfig({})).toEqual({
      apiUrl: 'https://discord.com/api',
      database: 'data/offprint.sqlite',
      shards: { first: 0, last: 0, count: 1 },
      pages: 'data/pages',
      starter: true,
      sources: [],
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      secrets: [],
    });
  });

  it('says everything by its names', () => {
    expect(
      readConfig({
        DISCORD_TOKEN: ' token ',
        DISCORD_GUILD_ID: '123456789012345678',
        DISCORD_API_URL: 'http://127.0.0.1:4000/api/',
        OFFPRINT_DB: 'a.sqlite',
        OFFPRINT_SHARDS: '4',
        OFFPRINT_PAGES: '/pages',
        OFFPRINT_STARTER: 'false',
        OFFPRINT_CURATORS: '123456789012345678, 223456789012345678',
        OFFPRINT_SOURCES: 'hugging-face, arxiv:cs.LG+cs.CL,feed:https://lab.example.org/a,b.xml',
        OFFPRINT_CONTACT: 'me@example.org',
        OFFPRINT_MODEL: '/model',
        HOST: '::1',
        PORT: '0',
        LOG_LEVEL: 'debug',
        SEMANTIC_SCHOLAR_KEY: 'scholar',
        ZOTERO_KEY: 'zotero',
        ZOTERO_GROUP: '4711',
        PATH: '/usr/bin',
      }),
    ).toEqual({
      token: 'token',
      guildId: '123456789012345678',
      apiUrl: 'http://127.0.0.1:4000/api',
      database: 'a.sqlite',
      shards: { first: 0, last: 3, count: 4 },
      pages: '/pages',
      starter: false,
      curators: ['123456789012345678', '223456789012345678'],
      sources: ['hugging-face', 'arxiv:cs.LG+cs.CL', 'feed:https://lab.example.org/a,b.xml'],
      contact: 'me@example.org',
      model: '/model',
      host: '::1',
      port: 0,
      logLevel: 'debug',
      semanticScholarKey: 'scholar',
      zotero: { key: 'zotero', group: '4711' },
      secrets: ['token', 'scholar', 'zotero'],
    });
  });

  it('counts an empty value as absent', () => {
    const empty = Object.fromEntries(settingNames.map((name) => [name, ' ']));
    expect(readConfig({ ...empty, OFFPRINT_SOURCES: '', OFFPRINT_NOTHING: '' })).toEqual(
      readConfig({}),
    );
  });

  it('is refused with all that is wrong, in one message', () => {
    expect(
      problemsOf({
        DISCORD_TOKEN: 'Bot abc.def',
        DISCORD_GUILD_ID: 'my server',
        DISCORD_API_URL: 'https://discord.com/api/v10',
        OFFPRINT_STARTER: 'yes',
        OFFPRINT_DATABASE: 'x',
        OFFPRINT_CURATORS: '1',
        PORT: '65536',
        HOST: 'http://localhost',
        LOG_LEVEL: 'loud',
      }).map((line) => line.split(' ', 3).slice(1).join(' ')),
    ).toEqual([
      'DISCORD_TOKEN must',
      'DISCORD_GUILD_ID must',
      'DISCORD_API_URL must',
      'OFFPRINT_STARTER must',
      'OFFPRINT_CURATORS must',
      'HOST must',
      'PORT must',
      'LOG_LEVEL must',
      'OFFPRINT_DATABASE is',
    ]);
  });

  it.each([
    [{ PORT: '-1' }, '- PORT must be a whole number from 0 to 65535, not “-1”.'],
    [
      { OFFPRINT_CURATORS: '123456789012345678;9' },
      '- OFFPRINT_CURATORS must be server ids of 17 to 20 digits, separated by commas, not “123456789012345678;9”.',
    ],
    [
      { OFFPRINT_SHARDS: '0-3/16' },
      '- OFFPRINT_SHARDS 0-3/16 leaves shards to other processes, which cannot share a SQLite file. Set OFFPRINT_DB to a postgres:// address, or remove OFFPRINT_SHARDS.',
    ],
    [{ PORT: '80.5' }, '- PORT must be a whole number from 0 to 65535, not “80.5”.'],
    [{ OFFPRINT_STARTER: 'True' }, '- OFFPRINT_STARTER must be true or false, not “True”.'],
    [
      { DISCORD_API_URL: 'ftp://discord.com' },
      '- DISCORD_API_URL must be an address that starts with https:// or http://, not “ftp://discord.com”.',
    ],
    [
      { OFFPRINT_SOURCES: 'hugging-face, twitter' },
      '- OFFPRINT_SOURCES must name sources, separated by commas, such as hugging-face, arxiv:cs.LG+cs.CL, feed:https://example.org/feed.xml, not “hugging-face, twitter”.',
    ],
    [
      { OFFPRINT_CONTACT: 'me (at home)' },
      '- OFFPRINT_CONTACT must be an email address or the address of a page, not “me (at home)”.',
    ],
  ])('with %j is refused in plain words', (environment, problem) => {
    expect(problemsOf(environment as unknown as Record<string, string>)).toEqual([problem]);
  });

  it.each(['0', 'two', '4-2/16', '0-16/16', '3-/16', '-1/2', 'Auto'])(
    'with OFFPRINT_SHARDS %j is refused with what it should be',
    (text) => {
      const problem = `- OFFPRINT_SHARDS must be auto, a number of shards such as 4, or the shards of this machine such as 0-3/16, not “${text}”.`;
      expect(problemsOf({ OFFPRINT_SHARDS: text })).toEqual([problem]);
    },
  );

  it('says which shards there are', () => {
    const shardsOf = (text: string) =>
      readConfig({ OFFPRINT_SHARDS: text, OFFPRINT_DB: 'postgres://localhost/offprint' }).shards;
    expect(shardsOf('auto')).toBe('auto');
    expect(shardsOf('16')).toEqual({ first: 0, last: 15, count: 16 });
    expect(shardsOf('4-7/16')).toEqual({ first: 4, last: 7, count: 16 });
    expect(shardsOf('5/16')).toEqual({ first: 5, last: 5, count: 16 });
  });

  it('never has its token said', () => {
    const [problem] = problemsOf({ DISCORD_TOKEN: '"quoted.token"' });
    expect(problem).toContain('DISCORD_TOKEN');
    expect(problem).not.toContain('quoted');
  });

  it('is read or refused, whatever stands in it', () => {
    const anything = fc.dictionary(fc.constantFrom(...settingNames), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(anything, (environment) => {
        try {
          const { port } = readConfig(environment);
          expect(port >= 0 && port <= 65_535).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
      { seed: 20261121 },
    );
  });
});

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8');

  it('has the names of the settings, no more and no fewer', () => {
    const names = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(names).toEqual(settingNames);
  });

  it('shows the defaults, and sets one source in a copied file', () => {
    const uncommented = example.replaceAll(/^# (?=[A-Z_]+=)/gm, '');
    const shown = readConfig(parseEnv(uncommented) as Record<string, string>);
    expect(shown).toEqual({ ...readConfig({}), sources: ['hugging-face'] });
    expect(readConfig(parseEnv(example) as Record<string, string>)).toEqual(shown);
  });
});
