import { sFromUs } from '../foundation/index.ts';
import type { ObjectSoFar } from '../metrics/index.ts';
import type { EndRule } from './campaign.ts';

/** Has the run answered? Asked after each second; see `EndRule`. */
export function hasAnswered(rule: EndRule, second: number, objects: readonly ObjectSoFar[]): boolean {
  let lastLaunchS = 0;
  let restsFromS: number | null = objects.length === 0 ? null : 0;
  for (const { flight, verdictAtS } of objects) {
    const launchS = sFromUs(flight.launchAtUs);
    lastLaunchS = Math.max(lastLaunchS, launchS);
    if (verdictAtS === null) restsFromS = null;
    if (restsFromS === null || verdictAtS === null) continue;
    const burnoutS = sFromUs(flight.burnoutAtUs);
    restsFromS = Math.max(
      restsFromS,
      verdictAtS + rule.afterVerdictS,
      launchS + rule.notBeforeLaunchS,
      burnoutS + rule.notBeforeBurnoutS,
    );
  }
  if (second >= lastLaunchS + rule.latestS) return true;
  return restsFromS !== null && second >= restsFromS;
}
