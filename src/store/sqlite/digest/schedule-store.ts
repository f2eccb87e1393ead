import type { Database } from 'better-sqlite3';
import type { ScheduleStore, ZoneStore } from '../../../digest/schedule/schedule.ts';
import { rowOf, type ScheduleRow, scheduleOf } from '../../rows/digest/schedule-rows.ts';

const columns = `destination, server, minute, zone, days, size, interests, shelf_days AS shelfDays,
  publish, paused, set_up_by AS setUpBy, set_up_at AS setUpAt, active_since AS activeSince`;

/** Schedules and time zones in SQLite. */
export function createScheduleStore(database: Database): ScheduleStore & ZoneStore {
  const select = <Parameters extends unknown[]>(where: string) =>
    database.prepare<Parameters, ScheduleRow>(`SELECT ${columns} FROM schedules WHERE ${where}`);
  const one = select<[string]>('destination = ? AND stopped_at IS NULL');
  const ofServer = select<[string]>(
    'server = ? AND stopped_at IS NULL ORDER BY set_up_at, destination',
  );
  const all = select<[]>('stopped_at IS NULL ORDER BY destination');
  const stopped = select<[string, number]>('destination = ? AND stopped_at >= ?');
  const keep = database.prepare<[ScheduleRow]>(`
    INSERT INTO schedules (destination, server, minute, zone, days, size, interests, shelf_days,
      publish, paused, set_up_by, set_up_at, active_since)
    VALUES ($destination, $server, $minute, $zone, $days, $size, $interests, $shelfDays,
      $publish, $paused, $setUpBy, $setUpAt, $activeSince)
    ON CONFLICT (destination) DO UPDATE SET
      server = excluded.server, minute = excluded.minute, zone = excluded.zone,
      days = excluded.days, size = excluded.size, interests = excluded.interests,
      shelf_days = excluded.shelf_days, publish = excluded.publish, paused = excluded.paused,
      set_up_by = excluded.set_up_by, set_up_at = excluded.set_up_at,
      active_since = excluded.active_since, stopped_at = NULL
  `);
  const pause = database.prepare<[string]>(
    'UPDATE schedules SET paused = 1 WHERE destination = ? AND stopped_at IS NULL',
  );
  const stop = database.prepare<[number, string]>(
    'UPDATE schedules SET stopped_at = ? WHERE destination = ? AND stopped_at IS NULL',
  );
  const forget = database.prepare<[number]>('DELETE FROM schedules WHERE stopped_at < ?');
  const zone = database
    .prepare<[string], string>(
      'SELECT time_zone FROM servers WHERE id = ? AND time_zone IS NOT NULL',
    )
    .pluck();
  const keepZone = database.prepare<[string, string]>(`
    INSERT INTO servers (id, time_zone) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone
  `);

  return {
    async schedule(destination) {
      const row = one.get(destination);
      return row && scheduleOf(row);
    },
    async schedulesOf(server) {
      return ofServer.all(server).map(scheduleOf);
    },
    async schedules() {
      return all.all().map(scheduleOf);
    },
    async keepSchedule(schedule) {
      keep.run(rowOf(schedule));
    },
    async pauseSchedule(destination) {
      pause.run(destination);
    },
    async stopSchedule(destination, at) {
      stop.run(at.getTime(), destination);
    },
    async stoppedSchedule(destination, since) {
      const row = stopped.get(destination, since.getTime());
      return row && scheduleOf(row);
    },
    async forgetStopped(before) {
      forget.run(before.getTime());
    },
    async zoneOf(server) {
      return zone.get(server);
    },
    async keepZone(server, name) {
      keepZone.run(server, name);
    },
  };
}
