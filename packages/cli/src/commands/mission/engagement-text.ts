import type { RunSummary } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';

/** What the second fleet could have done: a line for each way to commit, then the sentences that matter. */
export function engagementText(engagement: NonNullable<RunSummary['engagement']>): string {
  const { interceptors, ready, threats, byCommitment, why } = engagement;
  const rows = byCommitment.map((each) => [
    each.commitOn,
    `${each.threatsInReach} of ${threats}`,
    String(each.shots),
    String(each.shotsAtOthers),
    each.leak === null ? '-' : each.leak.mean.toFixed(2),
    each.overDay === null
      ? '-'
      : `${each.overDay.meanLeak.toFixed(2)} (${each.overDay.meanLeakCi.map((end) => end.toFixed(2)).join('-')})`,
  ]);
  return [
    `Second fleet: ${interceptors} interceptors${ready === interceptors ? '' : `, ${ready} of them ready`}.`,
    textTable(['ordered once', 'in reach', 'shots', 'at others', 'leak', 'over a day'], rows),
    why.join('\n'),
  ].join('\n');
}
