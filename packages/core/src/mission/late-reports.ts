import { US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { OperateEvent } from '../messages/index.ts';
import type { Scan } from '../tracking/index.ts';

/** Told once for all scans that came too late in one second: a satellite may bring down minutes of them at once. */
export function lateReports(late: readonly Scan[], atUs: SimTimeUs): OperateEvent {
  const seconds = late.map((scan) => (scan.atUs / US_PER_S).toFixed(1));
  const which =
    late.length === 1
      ? `scan of ${seconds[0]} s came after it was final`
      : `${late.length} scans, from ${seconds[0]} to ${seconds.at(-1)} s, came after they were final`;
  return {
    kind: 'reports-late',
    atUs,
    count: late.reduce((sum, scan) => sum + scan.blockChannel.length, 0),
    reason: `${which}; counted, not used`,
  };
}
