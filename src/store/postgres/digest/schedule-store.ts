import type { ScheduleStore, ZoneStore } from '../../../digest/schedule/schedule.ts';
import { rowOf, type ScheduleRow, scheduleOf } from '../../rows/digest/schedule-rows.ts';
import type { Sql } from '../database/sql.ts';

const columns = `destination, server, minute, zone, days, size, interests,
  shelf_days AS "shelfDays", publish, paused, set_up_by AS "setUpBy", set_up_at AS "setUpAt",
  active_since AS "activeSince"`;

const keep = `
  INSERT INTO schedules (destination, server, minute, zone, days, size, interests, shelf_days,
    publish, paused, set_up_by, set_up_at, active_since)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (destination) DO UPDATE SET
    server = excluded.server, minute = excluded.minute, zone = excluded.zone,
    days = excluded.days, size = excluded.size, interests = excluded.interests,
    shelf_days = excluded.shelf_days, publish = excluded.publish, paused = excluded.paused,
    set_up_by = excluded.set_up_by, set_up_at = excluded.set_up_at,
    active_since = excluded.active_since, stopped_at = NULL
`;

/** Schedules and time zones in PostgreSQL. */
export function createScheduleStore(sql: Sql): ScheduleStore & ZoneStore {
  async function schedulesWhere(where: string, values: readonly unknown[]) {
    const text = `SELECT ${columns} FROM schedules WHERE ${where}`;
    return (await sql.query<ScheduleRow>(text, values)).map(scheduleOf);
  }

  return {
    async schedule(destination) {
      return (await schedulesWhere('destination = $1 AND stopped_at IS NULL', [destination]))[0];
    },
    async schedulesOf(server) {
      const where = 'server = $1 AND stopped_at IS NULL ORDER BY set_up_at, destination';
      return schedulesWhere(where, [server]);
    },
    async schedules() {
      return schedulesWhere('stopped_at IS NULL ORDER BY destination', []);
    },
    async keepSchedule(schedule) {
      const row = rowOf(schedule);
      await sql.query(keep, [
        row.destination,
        row.server,
        row.minute,
        row.zone,
        row.days,
        row.size,
        row.interests,
        row.shelfDays,
        row.publish,
        row.paused,
        row.setUpBy,
        row.setUpAt,
        row.activeSince,
      ]);
    },
    async pauseSchedule(destination) {
      const text = 'UPDATE schedules SET paused = 1 WHERE destination = $1 AND stopped_at IS NULL';
      await sql.query(text, [destination]);
    },
    async stopSchedule(destination, at) {
      const text =
        'UPDATE schedules SET stopped_at = $1 WHERE destination = $2 AND stopped_at IS NULL';
      await sql.query(text, [at.getTime(), destination]);
    },
    async stoppedSchedule(destination, since) {
      const where = 'destination = $1 AND stopped_at >= $2';
      return (await schedulesWhere(where, [destination, since.getTime()]))[0];
    },
    async forgetStopped(before) {
      await sql.query('DELETE FROM schedules WHERE stopped_at < $1', [before.getTime()]);
    },
    async zoneOf(server) {
      const text = 'SELECT time_zone AS zone FROM servers WHERE id = $1 AND time_zone IS NOT NULL';
      return (await sql.query<{ zone: string }>(text, [server]))[0]?.zone;
    },
    async keepZone(server, name) {
      const text = `INSERT INTO servers (id, time_zone) VALUES ($1, $2)
        ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone`;
      await sql.query(text, [server, name]);
    },
  };
}
