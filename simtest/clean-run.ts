import type { OperateConfig } from '@cupola/core/mission';
import { EngineCore } from '../packages/service/src/engine/engine-core.ts';
import { logEntries } from '../packages/service/src/log/log-files.ts';
import { readRecord } from '../packages/service/src/log/report-record.ts';
import { EMPTY_PICTURE, pictureAfter } from '../packages/service/src/picture/picture.ts';
import { trackRecord } from '../packages/service/src/picture/track-record.ts';

export interface CleanRun {
  readonly events: readonly string[];
  readonly finals: ReadonlySet<string>;
}

/** What a log says to an engine that nothing ever happens to: everything is there from the beginning, and each second is worked on once. */
export function cleanRun(
  logFolder: string,
  config: OperateConfig,
  fromSecond: number,
  throughSecond: number,
): CleanRun {
  const core = new EngineCore(config, null);
  const context = { dataMode: 'TEST', epoch: config.epoch, ownSide: config.ownSide } as const;
  for (const { payload, position } of logEntries(logFolder, 0)) core.take(readRecord(payload), position);
  let picture = EMPTY_PICTURE;
  const events: string[] = [];
  const finals = new Set<string>();
  for (let second = fromSecond; second <= throughSecond; second++) {
    const step = core.step(second);
    const after = pictureAfter(picture, step, context);
    picture = after.picture;
    events.push(...after.changes.events.map((each) => JSON.stringify(each)));
    for (const each of step.output.finalTracks)
      finals.add(JSON.stringify(trackRecord(each, undefined, undefined, context)));
  }
  return { events, finals };
}
