import { type Client, Events, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { ClientRefusal } from '../../src/local-discord/people/person.ts';
import { textOf } from '../../src/local-discord/text-of.ts';
import { answerDemo, connectClient, demoCommands } from './demo-bot.ts';

describe('interactions, with the real discord.js', () => {
  let discord: LocalDiscord;
  let client: Client<true>;

  beforeEach(async () => {
    discord = await openLocalDiscord();
    client = await connectClient(discord);
    client.on(Events.InteractionCreate, (interaction) => {
      answerDemo(interaction).catch(() => undefined);
    });
    await client.application.commands.set(demoCommands);
  });

  afterEach(async () => {
    await client.destroy();
    await discord.close();
  });

  it('answers a slash command privately, in Components V2', async () => {
    const asked = discord.person('ada').runCommand('papers', 'search', { query: 'graphs' });
    const message = await asked.message();
    expect(textOf(message)).toContain('Found for graphs');
    expect(message.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
    expect(discord.person('grace').sees('papers')).toEqual([]);
    expect(discord.person('ada').sees('papers')).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  it('turns the page in place, and answers other presses with a private follow-up', async () => {
    const ada = discord.person('ada');
    const first = await ada.runCommand('papers', 'search', { query: 'x', share: true }).message();
    const turned = await ada.press(first, 'Next').message();
    expect(turned.id).toBe(first.id);
    expect(textOf(turned)).toContain('Page two');
    const pressed = discord.person('grace').press(turned, '🔖 Save');
    const followUp = await pressed.followUp();
    expect(followUp.content).toBe('Pressed save:1');
    expect(await pressed.first).toEqual({ kind: 'deferred-update' });
    const chosen = await ada.choose(turned, 'Read an abstract', ['Second']).message();
    expect(chosen.content).toBe('Abstract of 2');
    expect(discord.violations).toEqual([]);
  });

  it('gives choices while somebody types', async () => {
    const choices = await discord.person('ada').autocomplete('papers', 'search', 'title', 'dee');
    expect(choices).toEqual([
      { name: 'dee one', value: 'one' },
      { name: 'two', value: 'two' },
    ]);
    expect(discord.violations).toEqual([]);
  });

  it('opens a modal and takes what was written', async () => {
    const alan = discord.person('alan');
    const opened = alan.runCommand('papers', 'note');
    expect((await opened.modal()).title).toBe('Your note');
    const sent = await alan.submitModal(opened, { Text: 'worth a second look' });
    expect((await sent.message()).content).toBe('Noted: worth a second look');
    await expect(alan.submitModal(opened, { Text: '' })).rejects.toThrow('1 to 300 characters');
    expect(discord.violations).toEqual([]);
  });

  it('waits through a deferral for the edited answer', async () => {
    const asked = discord.person('ada').runCommand('papers', 'slow');
    expect(await asked.first).toEqual({ kind: 'deferred', ephemeral: true });
    const message = await asked.message();
    expect(textOf(message)).toContain('At last');
    expect(message.edited_timestamp).toBeNull();
    expect(discord.violations).toEqual([]);
  });

  it('gives a message command the whole message, without a privileged intent', async () => {
    const written = discord.person('grace').send('general', 'see arXiv 2501.00001');
    const saved = discord.person('ada').runMessageCommand(written, 'Save paper');
    expect((await saved.message()).content).toBe('Saved: see arXiv 2501.00001');
  });

  it('runs commands in direct messages, and none in an archived thread', async () => {
    const ada = discord.person('ada');
    const asked = ada.runCommand(ada.dm(), 'search', { query: 'graphs' });
    expect(textOf(await asked.message())).toContain('Found for graphs');
    const thread = ada.startThread('papers', 'Talk');
    ada.archiveThread(thread);
    expect(() => ada.runCommand(thread, 'note')).toThrow('archived');
  });

  it('passes on users, and shows what the client would not send', async () => {
    const ada = discord.person('ada');
    const heard = new Promise<string | undefined>((resolve) => {
      client.once(Events.InteractionCreate, (interaction) => {
        resolve(
          interaction.isChatInputCommand()
            ? interaction.options.getUser('who')?.username
            : undefined,
        );
      });
    });
    await ada.runCommand('papers', 'saved list', { who: 'grace' }).message();
    expect(await heard).toBe('grace');
    expect(() => ada.runCommand('papers', 'saved list', { who: 'nobody' })).toThrow(ClientRefusal);
    expect(() => ada.runCommand('papers', 'saved')).toThrow('needs a subcommand');
    expect(() => ada.runCommand('papers', 'search', { query: 'x'.repeat(201) })).toThrow(
      '1 to 200',
    );
    expect(() => ada.runCommand('papers', 'search', { query: ' ', tile: 'y' })).toThrow(
      'no option tile',
    );
  });

  it('lets nobody press what they cannot see or what is disabled', async () => {
    const ada = discord.person('ada');
    const own = await ada.runCommand('papers', 'search', { query: 'x' }).message();
    expect(() => discord.person('grace').press(own, 'Next')).toThrow('Only somebody else');
    expect(() => ada.press(own, 'Back')).toThrow('disabled');
    expect(() => ada.press(own, 'Nothing')).toThrow('There is no button Nothing');
    ada.deleteMessage(own);
    expect(() => ada.press(own, 'Next')).toThrow('That message was deleted');
  });
});
