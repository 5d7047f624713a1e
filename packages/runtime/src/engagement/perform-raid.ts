import { drawnIndices } from '@cupola/core/constellation';
import {
  NO_VOLUME,
  colocatedRaids,
  drawnFinder,
  fleetFinder,
  flightVolume,
  flyOutReachM,
  phaseSeconds,
  placeVolume,
  raidLeaks,
  readyCounts,
  shootLookShoot,
} from '@cupola/core/engagement';
import type { RaidLeak, RaidPlan, RaidSlot, ReachFinder, ReachVolume } from '@cupola/core/engagement';
import { RandomStream, present, radians, usFromS } from '@cupola/core/foundation';
import { EARTH_ROTATION_RAD_PER_S, earthRotationFrom } from '@cupola/core/physics';
import type { LoadedPart } from './load-fleet.ts';
import type { RaidQuestion } from './raid-question.ts';
import type { LaunchArea } from './reach-question.ts';

/** What raids came to. */
export interface RaidOutcome {
  readonly first: readonly RaidLeak[];
  readonly second: readonly RaidLeak[] | null;
  /** With the greedy assignment, where it is another than the optimal one. */
  readonly greedy: readonly RaidLeak[] | null;
  /** Ready and in reach of the first missile, launch by launch. */
  readonly counts: Int32Array;
  readonly ready: number;
  /** Of shoot-look-shoot: whether a second round has time for any launch area and case. */
  readonly hasSecondRound: boolean;
}

/** Part of the time between an order and the end. */
interface Round {
  /** Later than the first order, s. */
  readonly laterS: number;
  /** Longest fly-out, s. */
  readonly flyOutS: number;
}

export function performRaid(question: RaidQuestion): RaidOutcome {
  const setting = raidSetting(question);
  const { plan, ready } = setting;
  const { first, second, hasSecondRound } = leaksOf(question, setting);
  const isMatched = plan.slots.length > 1 && question.doctrine.kind !== 'shoot-look-shoot';
  const greedy = isMatched
    ? raidLeaks(
        { ...plan, assignment: 'greedy', secondAfterUs: null },
        question.sizes,
        setting.launches,
        outcomes(question),
      ).first
    : null;
  return { first, second, greedy, counts: setting.counts, ready, hasSecondRound };
}

/** Only what leaks of first raids. */
export function firstRaids(question: RaidQuestion): readonly RaidLeak[] {
  const alone = { ...question, secondAfterS: null };
  return leaksOf(alone, raidSetting(alone)).first;
}

/** What raids of every doctrine start from. */
interface RaidSetting {
  readonly plan: RaidPlan;
  readonly launches: readonly number[];
  readonly slotsOf: (finderOf: (area: LaunchArea) => ReachFinder) => readonly RaidSlot[];
  readonly counts: Int32Array;
  readonly ready: number;
}

function raidSetting(question: RaidQuestion): RaidSetting {
  const { areas, sizes, odds, doctrine, commonFailureProb, decoys, secondAfterS } = question;
  const ready = readyMask(question);
  const launches = launchTimes(question);
  const whole = (area: LaunchArea): ReachFinder =>
    areaFinder(question, area, () => ({ laterS: 0, flyOutS: question.flyOutS }));
  const largest = Math.max(...sizes);
  const slotCount = question.spacingS > 0 ? largest : Math.min(largest, areas.length);
  const slotsOf = (finderOf: (area: LaunchArea) => ReachFinder): readonly RaidSlot[] => {
    const finders = areas.map(finderOf);
    return Array.from({ length: slotCount }, (_, slot) => ({
      finder: present(finders[slot % areas.length]),
      offsetUs: usFromS(slot * question.spacingS),
    }));
  };
  const plan: RaidPlan = {
    slots: slotsOf(whole),
    slotOfMissile: Array.from({ length: largest }, (_, missile) =>
      question.spacingS > 0 ? missile : missile % slotCount,
    ),
    odds: { ...odds, sharing: doctrine.kind === 'salvo' ? 'salvo' : 'even' },
    commonFailureProb,
    decoys,
    assignment: 'optimal',
    secondAfterUs: secondAfterS === null ? null : usFromS(secondAfterS),
    ready,
  };
  const counts = readyCounts(present(plan.slots[0]).finder, ready, launches);
  return { plan, launches, slotsOf, counts, ready: ready.reduce((sum, each) => sum + each, 0) };
}

function outcomes({ seed }: RaidQuestion): RandomStream {
  return new RandomStream(seed, 'raid-outcomes');
}

function leaksOf(
  question: RaidQuestion,
  { plan, launches, slotsOf, counts }: RaidSetting,
): Pick<RaidOutcome, 'first' | 'second' | 'hasSecondRound'> {
  const { sizes, doctrine } = question;
  if (doctrine.kind === 'shoot-look-shoot') {
    const { lookS } = doctrine;
    const rounds = {
      plan,
      quick: slotsOf((area) =>
        areaFinder(question, area, (leftS) => ({ laterS: 0, flyOutS: half(leftS, lookS) })),
      ),
      second: slotsOf((area) =>
        areaFinder(question, area, (leftS) => ({
          laterS: half(leftS, lookS) + lookS,
          flyOutS: half(leftS, lookS),
        })),
      ),
    };
    const first = shootLookShoot(rounds, sizes, launches, outcomes(question));
    const hasSecondRound = question.areas.some((area) =>
      question.orderAfterS.some(
        (orderS) => orderS !== null && half(timeLeftS(question, area, orderS), lookS) > 0,
      ),
    );
    return { first, second: null, hasSecondRound };
  }
  if (plan.slots.length === 1 && plan.decoys === null && plan.secondAfterUs === null) {
    const first = colocatedRaids(counts, sizes, plan.odds, plan.commonFailureProb);
    return { first, second: null, hasSecondRound: false };
  }
  return { ...raidLeaks(plan, sizes, launches, outcomes(question)), hasSecondRound: false };
}

/** Who of the whole fleet is in reach of a launch from an area, in one of the cases of delay. `roundOf`: by the time that is left, s. */
function areaFinder(
  question: RaidQuestion,
  area: LaunchArea,
  roundOf: (leftS: number) => Round,
): ReachFinder {
  const { fleet, orderAfterS, seed } = question;
  const earth = earthRotationFrom(fleet.epoch);
  const finders = orderAfterS.map((orderS) => {
    const round = orderS === null ? null : roundOf(timeLeftS(question, area, orderS));
    const volumes = new Map(
      fleet.parts.map((part) => [part.id, volumeOf(question, area, part, orderS, round)] as const),
    );
    return fleetFinder(fleet.parts, earth, (part) => present(volumes.get(part.id)));
  });
  return drawnFinder(finders, new RandomStream(seed, 'raid-delays'));
}

/** Half of the time between an order and the end, less the look. */
function half(leftS: number, lookS: number): number {
  return Math.max(0, (leftS - lookS) / 2);
}

/** Between an order and the end of the phase or of the longest fly-out, s. */
export function timeLeftS(question: RaidQuestion, { flight }: LaunchArea, orderS: number): number {
  if (flight === null) return question.flyOutS;
  const [fromS, endS] = phaseSeconds(flight, question.phase) ?? [0, 0];
  return Math.max(
    0,
    Math.min(question.flyOutS + Math.max(0, fromS - orderS), endS - question.marginS - orderS),
  );
}

/** Where interceptors of a part can meet what starts in an area, in one round. */
export function volumeOf(
  question: RaidQuestion,
  area: LaunchArea,
  part: LoadedPart,
  orderS: number | null,
  round: Round | null,
): ReachVolume {
  if (orderS === null || round === null || !(round.flyOutS > 0)) return NO_VOLUME;
  const { flyOut, interceptAltitudeM } = question.lawOf(part);
  if (area.flight !== null) {
    return flightVolume(area.flight, flyOut, {
      phase: question.phase,
      orderAfterS: orderS + round.laterS,
      marginS: question.marginS,
      longestFlyOutS: round.flyOutS,
      lowestM: interceptAltitudeM,
    });
  }
  const place = {
    latitudeRad: radians(area.latDeg),
    // The area turns on with the Earth while the first round flies.
    longitudeRad: radians(area.lonDeg) + EARTH_ROTATION_RAD_PER_S * round.laterS,
    heightM: interceptAltitudeM,
  };
  const volume = placeVolume(place, { kind: 'wgs84' }, flyOutReachM(flyOut, round.flyOutS));
  return { ...volume, orderAfterS: round.laterS };
}

function launchTimes({ launches, windowS, seed, fleet }: RaidQuestion): readonly number[] {
  const stream = new RandomStream(seed, 'raid-launches');
  return Array.from(
    { length: launches },
    (_, launch) => fleet.fromUs + usFromS(windowS * stream.uniform(launch, 0)),
  );
}

function readyMask({ fleet, readyShare, seed }: RaidQuestion): Uint8Array {
  const ready = new Uint8Array(fleet.interceptorCount).fill(1);
  const lost = Math.round((1 - readyShare) * fleet.interceptorCount);
  const stream = new RandomStream(seed, 'raid-readiness');
  for (const index of drawnIndices(fleet.interceptorCount, lost, stream)) ready[index] = 0;
  return ready;
}
