import { describe, expect, it } from 'vitest';
import { changeSchedule, requireTime } from '../../../src/digest/schedule/change-schedule.ts';
import { describeSettings } from '../../../src/digest/schedule/describe-schedule.ts';
import { follow } from '../../../src/digest/schedule/follow.ts';
import { readZone, suggestZones, zonesToChoose } from '../../../src/digest/schedule/time-zones.ts';
import { requireZone } from '../../../src/digest/schedule/zones/require-zone.ts';
import { currentZone, zones } from '../../../src/digest/schedule/zones/zone-names.ts';
import { scheduleOf } from '../schedule-of.ts';

const winter = new Date('2026-01-15T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');

function refusal(typed: string, now = winter): string {
  try {
    return `no refusal, but ${requireZone(typed, now)}`;
  } catch (error) {
    return String(error);
  }
}

describe('a zone', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['New York', 'America/New_York'],
    ['utc', 'UTC'],
    ['US/Pacific', 'America/Los_Angeles'],
  ])('is understood as %s', (text, zone) => {
    expect(readZone(text)).toBe(zone);
  });

  it.each([
    ['Asia/Katmandu', 'Asia/Kathmandu'],
    ['asia/saigon', 'Asia/Ho_Chi_Minh'],
    ['Asia/Rangoon', 'Asia/Yangon'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Atlantic/Faeroe', 'Atlantic/Faroe'],
    ['Etc/UTC', 'UTC'],
  ])('has the name now in use: %s is %s', (text, zone) => {
    expect(readZone(text)).toBe(zone);
    expect(suggestZones(text, winter)[0]?.value).toBe(zone);
  });

  it('keeps every name in use as it is', () => {
    expect(zones.filter((zone) => currentZone(zone) !== zone)).toEqual([]);
    expect(zones.length).toBeGreaterThan(400);
  });

  it.each([
    ['Bengaluru', 'Asia/Kolkata'],
    ['Bombay', 'Asia/Kolkata'],
    ['Asunción', 'America/Asuncion'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['Zuerich', 'Europe/Zurich'],
    ['Osaka, Japan', 'Asia/Tokyo'],
    ['Lyon France', 'Europe/Paris'],
    ['Hamburg, DE', 'Europe/Berlin'],
    ['Wien, Österreich', 'Europe/Vienna'],
    ['Portland, ME', 'America/New_York'],
    ['Boston, Massachusetts, USA', 'America/New_York'],
    ['Washington, D.C.', 'America/New_York'],
    ['London, Ontario', 'America/Toronto'],
    ['Nairobi time', 'Africa/Nairobi'],
    ['Poland', 'Europe/Warsaw'],
    ['California', 'America/Los_Angeles'],
  ])('is that of a place: %s', (text, zone) => {
    expect(readZone(text)).toBe(zone);
    expect(suggestZones(text, winter).map(({ value }) => value)).toContain(zone);
  });

  it.each([
    '',
    'Europe',
    'Berlin/Europe',
    'GMT+25',
    '+02:00',
    '../etc/passwd',
    'PST',
    'IST',
    'Central time',
    'UTC-3',
    'Portland',
    'Canada',
    'perhaps Oslo',
    'Oslo or Bergen',
    'Oslo, Narnia',
    '[object Object]',
    'constructor',
  ])('is not understood as %j', (text) => {
    expect(readZone(text)).toBeUndefined();
  });

  it('may be one of several by an offset, those whose clocks show it now first', () => {
    expect(zonesToChoose('UTC+1', winter).slice(0, 4)).toContain('Europe/Berlin');
    const inSummer = zonesToChoose('UTC+1', summer);
    expect(inSummer.indexOf('Europe/London')).toBeGreaterThanOrEqual(0);
    expect(inSummer.indexOf('Europe/London')).toBeLessThan(inSummer.indexOf('Europe/Berlin'));
    expect(zonesToChoose('gmt +5:45', winter)).toEqual(['Asia/Kathmandu']);
    expect(zonesToChoose('-0330', winter)).toContain('America/St_Johns');
    expect(zonesToChoose('GMT', winter)[0]).toBe('UTC');
  });

  it.each([
    ['PT', 'America/Los_Angeles'],
    ['Mountain time', 'America/Denver'],
    ['US Central', 'America/Chicago'],
    ['E.E.T.', 'Europe/Kyiv'],
    ['Central European Summer Time', 'Europe/Berlin'],
    ['MEZ', 'Europe/Berlin'],
    ['BST', 'Europe/London'],
    ['BST', 'Asia/Dhaka'],
    ['Georgia', 'Asia/Tbilisi'],
    ['Georgia', 'America/New_York'],
    ['San Juan', 'America/Puerto_Rico'],
    ['San Juan', 'America/Argentina/San_Juan'],
  ])('may be one of several: %s is also %s', (text, zone) => {
    expect(zonesToChoose(text, winter)).toContain(zone);
    expect(suggestZones(text, winter).map(({ value }) => value)).toContain(zone);
    expect(refusal(text)).toContain(' can mean ');
  });

  it('is refused with the zones that it may be', () => {
    expect(refusal('Portland')).toContain(
      '“Portland” can mean the time zone America/Los_Angeles, America/New_York or Australia/Melbourne.',
    );
    expect(refusal('KST')).toContain('Asia/Seoul');
    expect(refusal('Helsinky')).toContain('Did you mean Europe/Helsinki?');
    expect(refusal('Paris, Narnia')).toContain('Europe/Paris');
    expect(refusal('Narnia')).toContain('Type a city');
  });

  it('is suggested by any of its words, with the time there', () => {
    expect(suggestZones('ber eur', winter)).toEqual([
      { name: 'Europe/Berlin (now 13:00)', value: 'Europe/Berlin' },
    ]);
    expect(suggestZones('hyder', winter)[0]).toEqual({
      name: 'Hyderabad, India: Asia/Kolkata (now 17:30)',
      value: 'Asia/Kolkata',
    });
    expect(suggestZones('', winter)).toHaveLength(25);
  });

  it('is read back as it is suggested', () => {
    for (const typed of ['', 'a', 'por', 'san', 'EST', 'new']) {
      for (const { name, value } of suggestZones(typed, winter)) {
        expect(readZone(name)).toBe(value);
        expect(readZone(value)).toBe(value);
      }
    }
  });
});

describe('a schedule kept under the old name of a zone', () => {
  const kept = scheduleOf({ zone: 'Asia/Calcutta' });

  it('is shown by the name in use', () => {
    expect(describeSettings(kept)[0]?.value).toBe('09:00 (Asia/Kolkata)');
  });

  it('gets that name with the next change, and runs on without a break', () => {
    const changed = changeSchedule(kept, { size: 3 }, [], winter);
    expect(changed).toMatchObject({ zone: 'Asia/Kolkata', activeSince: kept.activeSince });
    const request = { person: '1', kind: 'keywords', value: 'kites' } as const;
    const followed = follow(kept, request, undefined, winter);
    expect(followed).toMatchObject({ zone: 'Asia/Kolkata', activeSince: kept.activeSince });
  });
});

describe('a time with a zone behind it', () => {
  it.each([
    '8am EST',
    '08:00 UTC',
    '18h Berlin',
    '7:30 pm (Tokyo)',
    '06:00+05:30',
    '0700 GMT-3',
    '06:00Z',
  ])('is refused, and the way said: %s', (typed) => {
    expect(() => requireTime(typed, winter)).toThrow(
      /has a time zone in it.*in the time_zone option/,
    );
  });

  it.each(['13pm', '8-10', '8 am tomorrow'])('is not what %j is', (typed) => {
    expect(() => requireTime(typed, winter)).toThrow(/is not a time that Offprint understands/);
  });
});
