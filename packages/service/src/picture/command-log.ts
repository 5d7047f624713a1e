import type { OperateEvent } from '@cupola/core/messages';
import type { CommandRecord } from './records.ts';
import { stampOf } from './service-clock.ts';
import type { PictureContext } from './service-clock.ts';

/** Outcomes beyond this many are let go, the oldest first; events keep what happened. */
const MOST_COMMANDS = 1_000;

export type CommandLog = ReadonlyMap<string, CommandRecord>;

/** What became of commands, after the events of a step. */
export function commandsAfter(
  before: CommandLog,
  events: readonly OperateEvent[],
  context: PictureContext,
): CommandLog {
  const outcomes = events.flatMap((event): readonly CommandRecord[] =>
    event.kind === 'command-obeyed' || event.kind === 'command-refused'
      ? [
          {
            ...stampOf(context, event.atUs),
            id: event.commandId,
            command: event.command,
            trackId: 'trackId' in event ? event.trackId : null,
            outcome: event.kind === 'command-obeyed' ? 'obeyed' : 'refused',
            reason: event.reason,
          },
        ]
      : [],
  );
  if (outcomes.length === 0) return before;
  const all = [...before.values(), ...outcomes].slice(-MOST_COMMANDS);
  return new Map(all.map((each) => [each.id, each]));
}
