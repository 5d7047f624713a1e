import { InvalidArgumentError, Option } from 'commander';

/** How long things are kept: of `cupola serve` and `cupola prune`. */
export function retentionOptions(): readonly Option[] {
  return [
    new Option(
      '--keep-log-hours <n>',
      'remove files of the log that were not written to for so long and that no restart needs (default: keep all)',
    )
      .env('CUPOLA_KEEP_LOG_HOURS')
      .argParser(atLeastOne),
    new Option(
      '--keep-event-days <n>',
      'remove events that lie so far behind the newest of their session (default: keep all)',
    )
      .env('CUPOLA_KEEP_EVENT_DAYS')
      .argParser(atLeastOne),
    new Option(
      '--keep-session-days <n>',
      'remove logs and events of sessions that nothing can go on with any more (default: keep all)',
    )
      .env('CUPOLA_KEEP_SESSION_DAYS')
      .argParser(atLeastOne),
  ];
}

/** A backup that is under way needs what is younger than an hour. */
function atLeastOne(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < 1 || value > 100_000) {
    throw new InvalidArgumentError('Expected a number from 1 to 100000.');
  }
  return value;
}
