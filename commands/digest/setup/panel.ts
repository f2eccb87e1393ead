import { z } from 'zod';
import type { ActionCall, Call } from '../../../src/command/define-command.ts';
import { changeSchedule } from '../../../src/digest/schedule/change-schedule.ts';
import { describeSettings } from '../../../src/digest/schedule/describe-schedule.ts';
import type { Schedule } from '../../../src/digest/schedule/schedule.ts';
import { type Line, line, small } from '../../../src/reply/markup.ts';
import type { Form, Reply } from '../../../src/reply/reply.ts';
import { UserError } from '../../../src/reply/user-error.ts';
import { requireServer, says } from '../channel-option.ts';
import { previewOf } from '../preview.ts';
import { feedOf, keepSchedule, requireRights, settingsBefore } from './keep-setup.ts';
import { panelMenus } from './panel-menus.ts';
import { fromJson, toJson } from './undo.ts';

const draftView = z.object({
  draft: z.unknown(),
  /** Nobody in this server has named a zone yet: it has to be chosen. */
  asksZone: z.boolean(),
});

interface Draft {
  readonly schedule: Schedule;
  readonly asksZone: boolean;
}

/** The private panel of a channel's digest: nothing is kept before it is confirmed. */
export async function openPanel(call: Call, destination: string): Promise<Reply> {
  await requireRights(call, destination);
  const { base } = await settingsBefore(call, destination);
  const asksZone = !('minute' in base) && base.zone === undefined;
  const known = asksZone ? { ...base, zone: 'UTC' } : base;
  return showPanel(call, { schedule: changeSchedule(known, {}, [], call.now), asksZone });
}

async function showPanel(call: Call, draft: Draft): Promise<Reply> {
  const { schedule, asksZone } = draft;
  const key = await call.offprint.views.keepView({ draft: toJson(schedule), asksZone });
  const settings = describeSettings(schedule).map(
    ({ name, value }): Line => ({ ...line({ bold: name }, `: ${value}`), shrinkTo: 60 }),
  );
  return says(
    [
      line('The digest in ', { channel: schedule.destination }, ', not saved yet:'),
      ...settings,
      small(await feedOf(call, schedule)),
      ...(asksZone ? [small('Choose this server’s time zone to continue.')] : []),
    ],
    ...(await panelMenus(call, draft, key)),
    {
      kind: 'buttons',
      buttons: [
        { label: 'Keywords…', press: { action: 'words', args: [key] } },
        { label: 'Preview', press: { action: 'try', args: [key] } },
        {
          label: 'Confirm',
          style: 'success',
          press: { action: 'confirm', args: [key] },
          disabled: asksZone,
        },
      ],
    },
  );
}

async function openDraft(call: Call, key = ''): Promise<Draft> {
  const { data } = draftView.safeParse(await call.offprint.views.openView(key));
  const schedule = fromJson(data?.draft);
  if (!data || !schedule || schedule.server !== requireServer(call)) {
    throw new UserError('view-expired', 'This panel has expired. Please run /digest setup again.');
  }
  return { schedule, asksZone: data.asksZone };
}

/** A choice in one of the panel's menus. */
export async function changeDraft(
  call: ActionCall,
  [field = '', key]: readonly string[],
): Promise<Reply> {
  const { schedule, asksZone } = await openDraft(call, key);
  const chosen = call.values.join(', ') || 'none';
  const topics = (await call.offprint.search.topics()).map(({ term }) => term);
  const changed = changeSchedule(schedule, { [field]: chosen }, topics, call.now);
  return showPanel(call, { schedule: changed, asksZone: asksZone && field !== 'timeZone' });
}

/** The form for what is typed. */
export async function wordsForm(call: Call, key = ''): Promise<Form> {
  const { interests } = (await openDraft(call, key)).schedule;
  return {
    title: 'Digest keywords',
    submit: { action: 'worded', args: [key] },
    fields: [
      {
        name: 'keywords',
        label: 'Keywords, separated by commas',
        description: 'Include papers that contain any of these, besides the chosen topics',
        value: interests.keywords.join(', '),
        long: true,
        required: false,
        maxLength: 1000,
      },
      {
        name: 'exclude',
        label: 'Words to exclude, separated by commas',
        description: 'Never include papers that contain any of these',
        value: interests.excludes.join(', '),
        long: true,
        required: false,
        maxLength: 1000,
      },
    ],
  };
}

/** The form came back. */
export async function changeWords(call: ActionCall, key = ''): Promise<Reply> {
  const { schedule, asksZone } = await openDraft(call, key);
  const { keywords = '', exclude = '' } = call.fields;
  return showPanel(call, {
    schedule: changeSchedule(schedule, { keywords, exclude }, [], call.now),
    asksZone,
  });
}

/** Shows the digest that the panel's settings would give today. */
export async function tryDraft(call: Call, key = ''): Promise<Reply> {
  return previewOf(call, (await openDraft(call, key)).schedule);
}

/** Keeps what the panel shows. */
export async function confirmDraft(call: Call, key = ''): Promise<Reply> {
  const { schedule, asksZone } = await openDraft(call, key);
  if (asksZone) {
    throw new UserError('time-zone-needed', 'Choose this server’s time zone first.');
  }
  await requireRights(call, schedule.destination);
  const { current } = await settingsBefore(call, schedule.destination);
  const again = current && { setUpAt: current.setUpAt, setUpBy: current.setUpBy };
  return keepSchedule(call, current, { ...schedule, ...again });
}
