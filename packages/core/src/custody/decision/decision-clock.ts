import { US_PER_S, sFromUs, usFromS } from '../../foundation/index.ts';
import { present } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { CLOCK_MARKS } from '../../messages/index.ts';
import type { ClockMark, ImpactEstimate, Track } from '../../messages/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { grouped, probText } from '../sentence-numbers.ts';
import type { ClassPosterior } from './class-posterior.ts';
import type { DeclarationRule } from './decision-context.ts';
import type { LeadingClass, Verdict } from './decision-memory.ts';

/** A class counts as known when its posterior probability has been at least this in this many successive updates, and no longer when it falls below one half. */
const CLASS_KNOWN_PROB = 0.9;
const CLASS_KNOWN_UPDATES = 3;
const CLASS_DOUBTED_PROB = 0.5;

/** The likeliest class after one more update, and whether it is known. */
export function leadingAfter(
  before: LeadingClass | null,
  { classes }: Pick<ClassPosterior, 'classes'>,
): LeadingClass | null {
  if (before !== null && before.known) {
    const prob = classes.find(({ vehicleId }) => vehicleId === before.vehicleId)?.prob ?? 0;
    if (prob >= CLASS_DOUBTED_PROB) return { ...before, prob };
  }
  const best = classes.toSorted((one, other) => other.prob - one.prob)[0];
  if (best === undefined) return null;
  const same = before?.vehicleId === best.vehicleId ? before.updates : 0;
  const updates = best.prob >= CLASS_KNOWN_PROB ? same + 1 : 0;
  return { ...best, updates, known: updates >= CLASS_KNOWN_UPDATES };
}

export interface ClockFacts {
  readonly track: Track;
  readonly atUs: SimTimeUs;
  readonly confirmed: boolean;
  readonly classes: readonly VehicleClass[];
  readonly jointProb: number;
  readonly verdict: Verdict;
  readonly rule: DeclarationRule;
  readonly leading: LeadingClass | null;
  readonly impact: ImpactEstimate | null;
}

/**
 * The marks after one more update. Detection, confirmation of the track, the class becoming known and the end of thrust stay where they were first
 * set; exclusion and declaration stand while they hold; the latest useful time moves with the predicted impact.
 *
 * @param kept - Those of the update before.
 */
export function clockAfter(kept: readonly ClockMark[], facts: ClockFacts): readonly ClockMark[] {
  return CLOCK_MARKS.map((mark) => {
    const before = kept.find((each) => each.mark === mark);
    const now = MARKS[mark](facts, before);
    return before !== undefined && before.atUs === now.atUs && before.reason === now.reason ? before : now;
  });
}

type Marker = (facts: ClockFacts, before: ClockMark | undefined) => ClockMark;

const MARKS: Readonly<Record<ClockMark['mark'], Marker>> = {
  detected: ({ track }) => ({
    mark: 'detected',
    atUs: track.firstDetectedAtUs,
    reason: track.boostSeen ? 'first seen while it burned' : 'first seen in free flight',
  }),
  tracked: ({ track }) => ({
    mark: 'tracked',
    atUs: track.confirmedAtUs,
    reason: `its track was confirmed ${grouped(sFromUs(track.confirmedAtUs - track.firstDetectedAtUs))} s after that`,
  }),
  'class-known': ({ leading, classes, atUs }, before) => {
    const ofClass = `probability ${CLASS_KNOWN_PROB} in ${CLASS_KNOWN_UPDATES} successive updates`;
    if (leading === null || !leading.known)
      return { mark: 'class-known', atUs: null, reason: `no class holds a ${ofClass}` };
    const title = classes.find(({ id }) => id === leading.vehicleId)?.title.toLowerCase();
    const reason = `${title ?? leading.vehicleId}: ${ofClass}`;
    return before?.reason === reason ? before : { mark: 'class-known', atUs, reason };
  },
  'earliest-useful': ({ track, confirmed, atUs }, before) => {
    if (before !== undefined && before.atUs !== null) return before;
    if (!confirmed)
      return { mark: 'earliest-useful', atUs: null, reason: 'while it burns, where it comes down is open' };
    return {
      mark: 'earliest-useful',
      atUs,
      reason: track.boostSeen ? 'its end of thrust was confirmed' : 'it was not seen to burn',
    };
  },
  excluded: ({ verdict, jointProb, rule }, before) => {
    if (verdict.excludedAtUs === null) {
      const again = verdict.reopenings > 0 ? `; reopened ${verdict.reopenings} times` : '';
      return { mark: 'excluded', atUs: null, reason: `not excluded${again}` };
    }
    if (before?.atUs === verdict.excludedAtUs) return before;
    return {
      mark: 'excluded',
      atUs: verdict.excludedAtUs,
      reason: `probability ${probText(jointProb)}, below ${rule.excludeBelow}; it is taken back if that changes`,
    };
  },
  declared: ({ verdict, jointProb, rule }, before) => {
    if (verdict.declaredAtUs === null) {
      const again = verdict.revocations > 0 ? `; revoked ${verdict.revocations} times` : '';
      return { mark: 'declared', atUs: null, reason: `not declared${again}` };
    }
    if (before?.atUs === verdict.declaredAtUs) return before;
    return {
      mark: 'declared',
      atUs: verdict.declaredAtUs,
      reason: `probability ${probText(jointProb)}, at least ${grouped(rule.probability, 4).replace(/0+$/, '')}, in ${rule.consecutive} successive updates`,
    };
  },
  'latest-useful': ({ impact, confirmed, rule }) => {
    if (!confirmed || impact === null)
      return {
        mark: 'latest-useful',
        atUs: null,
        reason: confirmed ? 'it does not come down' : 'when it comes down is open',
      };
    const wholeUs = Math.round(impact.atUs / US_PER_S) * US_PER_S;
    return {
      mark: 'latest-useful',
      atUs: wholeUs - usFromS(rule.responseS),
      reason: `${grouped(rule.responseS)} s before the expected impact at t = ${grouped(sFromUs(wholeUs))} s`,
    };
  },
};

/** One mark of a clock. */
export function markOf(clock: readonly ClockMark[], mark: ClockMark['mark']): ClockMark {
  return present(clock.find((each) => each.mark === mark));
}
