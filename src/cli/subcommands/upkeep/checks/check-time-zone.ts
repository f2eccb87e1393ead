import { type Finding, good, wrong } from './finding.ts';

/** Whether the machine's time zone, as TZ names it, is known: Node takes UTC without a word if it is not. */
export function checkTimeZone(named: string | undefined): Finding {
  const zone = named?.trim().replace(/^:/, '');
  if (!zone) {
    return good(`The time zone is ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`);
  }
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return good(`The time zone is ${zone}.`);
  } catch {
    return wrong(
      `TZ is “${named}”, which is not a time zone. Set it to one such as Europe/Berlin.`,
    );
  }
}
