import { z } from 'zod';
import { topicName } from '../../src/corpus/topics.ts';
import { changeSchedule } from '../../src/digest/change-schedule.ts';
import { describeSettings } from '../../src/digest/describe-schedule.ts';
import { weekdayName } from '../../src/digest/read-days.ts';
import { describeTime } from '../../src/digest/read-time.ts';
import { everyDay, type Schedule } from '../../src/digest/schedule.ts';
import type { ActionCall, Call } from '../../src/discord/define-command.ts';
import { limits } from '../../src/reply/limits.ts';
import { type Line, line, small } from '../../src/reply/markup.ts';
import type { Block, Form, Reply, SelectOption } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { requireServer, says } from './channel-option.ts';
import { feedOf, keepSchedule, requireRights, settingsBefore } from './keep-setup.ts';
import { previewOf } from './preview.ts';
import { fromJson, toJson } from './undo.ts';

/** Zones offered where nobody has named one; any other is an option of the command. */
const commonZones = [
  'UTC',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Toronto',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Zurich',
  'Europe/Warsaw',
  'Europe/Helsinki',
  'Europe/Istanbul',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Shanghai',
  'Asia/Seoul',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];

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
      line('The digest in ', { channel: schedule.destination }, ', not kept yet:'),
      ...settings,
      small(await feedOf(call, schedule)),
      ...(asksZone ? [small('Choose the time zone of this server to go on.')] : []),
    ],
    ...(await menus(call, draft, key)),
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

async function menus(call: Call, { schedule, asksZone }: Draft, key: string): Promise<Block[]> {
  const { minute, zone, days, interests } = schedule;
  const press = (field: string) => ({ action: 'draft', args: [field, key] });
  const hours = [...new Set([...Array.from({ length: 24 }, (_, hour) => hour * 60), minute])];
  const zones = [...new Set(asksZone ? commonZones : [zone, ...commonZones])];
  const topics = (await call.offprint.search.topics())
    .map(({ term }) => term)
    .filter((term) => term.length <= limits.selectText)
    .slice(0, limits.selectOptions);
  const options = (values: readonly string[], chosen: readonly string[]): SelectOption[] =>
    values.map((value) => ({ label: value, value, chosen: chosen.includes(value) }));
  return [
    {
      kind: 'select',
      press: press('time'),
      placeholder: 'Hour',
      of: options(hours.sort((a, b) => a - b).map(describeTime), [describeTime(minute)]),
    },
    {
      kind: 'select',
      press: press('timeZone'),
      placeholder: 'Time zone (others: the option time_zone)',
      of: options(zones.slice(0, limits.selectOptions), asksZone ? [] : [zone]),
    },
    {
      kind: 'select',
      press: press('days'),
      placeholder: 'Days',
      most: 7,
      of: options(everyDay.map(weekdayName), days.map(weekdayName)),
    },
    ...(topics.length > 0
      ? [
          {
            kind: 'select',
            press: press('topics'),
            placeholder: 'Topics (any)',
            least: 0,
            most: topics.length,
            of: topics.map((topic) => ({
              label: topicName(topic),
              value: topic,
              chosen: interests.topics.includes(topic),
            })),
          } as const,
        ]
      : []),
  ];
}

async function openDraft(call: Call, key = ''): Promise<Draft> {
  const { data } = draftView.safeParse(await call.offprint.views.openView(key));
  const schedule = fromJson(data?.draft);
  if (!data || !schedule || schedule.server !== requireServer(call))
    throw new UserError('I have forgotten this panel. Please run /digest setup again.');
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
    title: 'Words of the digest',
    submit: { action: 'worded', args: [key] },
    fields: [
      {
        name: 'keywords',
        label: 'Keywords, separated by commas',
        description: 'A paper with one of them is in, as one of a chosen topic is',
        value: interests.keywords.join(', '),
        long: true,
        required: false,
        maxLength: 1000,
      },
      {
        name: 'exclude',
        label: 'Words to exclude, separated by commas',
        description: 'A paper with one of them is out, whatever else it has',
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

export async function tryDraft(call: Call, key = ''): Promise<Reply> {
  return previewOf(call, (await openDraft(call, key)).schedule);
}

/** Keeps what the panel shows. */
export async function confirmDraft(call: Call, key = ''): Promise<Reply> {
  const { schedule, asksZone } = await openDraft(call, key);
  if (asksZone) throw new UserError('Choose the time zone of this server first.');
  await requireRights(call, schedule.destination);
  const { current } = await settingsBefore(call, schedule.destination);
  const again = current && { setUpAt: current.setUpAt, setUpBy: current.setUpBy };
  return keepSchedule(call, current, { ...schedule, ...again });
}
