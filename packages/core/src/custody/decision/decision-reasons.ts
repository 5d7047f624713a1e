import { sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Discriminant, ImpactEstimate, RegionProb, Track } from '../../messages/index.ts';
import { groundEllipse, regionsAt } from '../../physics/index.ts';
import { unseenClimb } from './burn-law.ts';
import type { ClassProb } from './class-posterior.ts';
import type { DecisionContext } from './decision-context.ts';
import type { Kin } from './kinship.ts';
import { grouped, lengthText, placeText, probText } from '../sentence-numbers.ts';

/** What the sentences are made of. */
export interface ReasonFacts {
  readonly track: Track;
  readonly atUs: SimTimeUs;
  readonly context: DecisionContext;
  readonly confirmed: boolean;
  readonly coastProb: number;
  readonly impact: ImpactEstimate | null;
  readonly classes: readonly ClassProb[];
  readonly unionProb: number;
  readonly weaponProb: number;
  readonly regions: readonly RegionProb[];
  readonly discriminants: readonly Discriminant[];
  readonly kin: Kin | null;
}

/** Of what tells the classes apart, the strongest are told. */
const TOLD_DISCRIMINANTS = 2;

/** Why the probabilities are what they are: thrust, class, place, regions, one sentence each. */
export function decisionReasons(facts: ReasonFacts): readonly string[] {
  return [
    thrustReason(facts),
    classReason(facts),
    ...facts.discriminants.slice(0, TOLD_DISCRIMINANTS).map(({ text }) => text),
    ...impactReasons(facts),
    regionReason(facts),
  ];
}

function thrustReason({ track, atUs, context, confirmed, coastProb, classes, kin }: ReasonFacts): string {
  if (kin?.trackId === track.id)
    return 'it burnt again long after its launch, and is of the class that it was';
  if (kin !== null) return `it came from ${kin.trackId}, and is of its class`;
  if (!track.boostSeen) {
    const boost = 'it was first seen in coast; nothing is known of its boost';
    return confirmed
      ? boost
      : `it may burn, with probability ${probText(track.phaseProbs.boost)}: it was not seen for long enough to tell`;
  }
  const vehicle = context.classes.find((candidate) => candidate.id === mostProbable(classes)?.vehicleId);
  const unseen =
    vehicle === undefined ? { durationS: 0, sigmaS: 0 } : unseenClimb(vehicle, track.firstPositionM);
  const ageAt = (us: SimTimeUs): string =>
    `${grouped(sFromUs(us - track.firstDetectedAtUs) + unseen.durationS)} s after launch (±${grouped(unseen.sigmaS)} s)`;
  if (confirmed) return `thrust ended at ${ageAt(track.cutoffAtUs ?? atUs)}`;
  const age = ageAt(atUs);
  if (track.phase === 'boost') return `it burns, ${age}`;
  return `thrust may have ended, ${age}: it coasts with probability ${probText(coastProb)}, 0.99 is required`;
}

function classReason({ context, classes, weaponProb }: ReasonFacts): string {
  const top = mostProbable(classes);
  const title =
    context.classes.find((vehicle) => vehicle.id === top?.vehicleId)?.title.toLowerCase() ?? 'none';
  return `most like the ${title} (${probText(top?.prob ?? 0)}); a weapon with probability ${probText(weaponProb)}`;
}

function impactReasons({ track, impact, confirmed, context }: ReasonFacts): readonly string[] {
  if (impact === null) {
    return [
      confirmed ? 'it does not come down: its orbit stays up' : 'if thrust ended now it would not come down',
    ];
  }
  const place = placeText(impact.latitudeRad, impact.longitudeRad);
  if (track.phase === 'glide') {
    return [
      `it glides: it would come down at ${place} if its lift ended now; the regions are weighed over all it can reach`,
    ];
  }
  if (!confirmed) {
    const inside = regionsAt(context.regions, impact.longitudeRad, impact.latitudeRad);
    return [
      `while it burns the impact point is only passing: now ${place}` +
        (inside.length > 0 ? `, in ${inside.join(' and ')}` : ', in no region'),
    ];
  }
  const { majorM, minorM } = groundEllipse(impact.covarianceM2);
  return [
    `impact expected at ${place}, ±${lengthText(majorM)} x ${lengthText(minorM)} (one sigma), at t = ${grouped(sFromUs(impact.atUs))} s`,
  ];
}

function regionReason({ confirmed, regions, unionProb }: ReasonFacts): string {
  const likely = regions.filter((region) => region.prob >= 0.001);
  const listed = likely
    .map((region) => `${region.regionId} with probability ${probText(region.prob)}`)
    .join(', ');
  if (confirmed) return likely.length > 0 ? `inside ${listed}` : 'outside all regions';
  return `over all ends of thrust still open it comes down in the regions with probability ${probText(unionProb)}`;
}

function mostProbable(classes: readonly ClassProb[]): ClassProb | undefined {
  return classes.toSorted((a, b) => b.prob - a.prob)[0];
}
