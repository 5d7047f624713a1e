import { degrees } from '@cupola/core/foundation';
import type { CustodyState, Decision, ImpactEstimate } from '@cupola/core/messages';
import type { CustodyRecord, DecisionRecord, GroundPoint } from './records.ts';
import { stampOf, utc } from './service-clock.ts';
import type { PictureContext } from './service-clock.ts';
import { trackCustody } from './track-record.ts';

export function decisionRecord(decision: Decision, context: PictureContext): DecisionRecord {
  const { impact, launch } = decision;
  return {
    ...stampOf(context, decision.atUs),
    trackId: decision.trackId,
    unionProb: decision.unionProb,
    weaponProb: decision.weaponProb,
    jointProb: decision.jointProb,
    declared: decision.declared,
    excluded: decision.excluded,
    regions: decision.regions,
    classes: decision.classes,
    otherProb: decision.otherProb,
    impact: impact === null ? null : { ...groundPoint(impact, context), kind: decision.impactKind },
    launch: launch === null ? null : groundPoint(launch, context),
    clock: decision.clock.map(({ mark, atUs, reason }) => ({
      mark,
      at: atUs === null ? null : utc(context, atUs),
      reason,
    })),
    reasons: decision.reasons,
  };
}

function groundPoint(
  { latitudeRad, longitudeRad, atUs, covarianceM2 }: ImpactEstimate,
  context: PictureContext,
): GroundPoint {
  const [eastEast, eastNorth, northNorth] = covarianceM2;
  return {
    latitudeDeg: degrees(latitudeRad),
    longitudeDeg: degrees(longitudeRad),
    at: utc(context, atUs),
    covarianceKm2: [eastEast / 1e6, eastNorth / 1e6, northNorth / 1e6],
  };
}

/** @param states - Of one track at one second, under each requirement; at least one. */
export function custodyRecord(states: readonly CustodyState[], context: PictureContext): CustodyRecord {
  const [first] = states;
  return {
    ...stampOf(context, first?.atUs ?? 0),
    trackId: first?.trackId ?? '',
    requirements: states.map((state) => ({ ...trackCustody(state, context), reason: state.reason })),
  };
}
