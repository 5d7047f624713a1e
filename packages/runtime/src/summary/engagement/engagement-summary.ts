import { changesOf, pmfMean, pmfQuantile } from '@cupola/core/engagement';
import type { EngagedPhase, RaidLeak } from '@cupola/core/engagement';
import { present, sFromUs } from '@cupola/core/foundation';
import type { Commitment, CommitmentRecord, EngagementRecord } from '@cupola/core/metrics';
import type { PlannedInterceptors } from '@cupola/core/mission';
import { STANDARD_GRAVITY_M_PER_S2 } from '@cupola/core/physics';
import type { EngagementSettings, Scenario } from '@cupola/core/scenario';
import { rounded } from '../statistics.ts';
import { engagementReasons } from './engagement-reasons.ts';

/** What the second fleet of a scenario could have done against its events. Times are seconds since the epoch. */
export interface EngagementSummary {
  readonly interceptors: number;
  /** Of them, in service. */
  readonly ready: number;
  readonly parts: readonly PartSummary[];
  /** As the scenario states it, defaults filled in. */
  readonly policy: EngagementSettings & { readonly commandLatencyS: number };
  /** Weapons that truly come down in a defended region: all of them leak without a second fleet. */
  readonly threats: number;
  readonly leakage: { readonly without: number; readonly with: number | null };
  /** By what is waited for; the stated one first. */
  readonly byCommitment: readonly CommitmentSummary[];
  readonly objects: readonly EngagedObjectSummary[];
  /** What each input does over its published range, the others as they are; null when there are no threats. */
  readonly sensitivity: SensitivitySummary | null;
  /** Launch times over a day that means are taken over. */
  readonly launches: number;
  /** What happened, in words. */
  readonly why: readonly string[];
}

interface PartSummary {
  readonly id: string;
  readonly kind: string;
  readonly interceptors: number;
  readonly ready: number;
  readonly phases: readonly EngagedPhase[];
  readonly speedKmS: number;
  readonly accelG: number;
  readonly killProbability: number;
}

export interface CommitmentSummary {
  /** `known`: a bound, with the truth known at the first detection. */
  readonly commitOn: Commitment;
  /** From the commitment to the order at the satellite, s. */
  readonly delayS: number;
  /** Threats that an order could be given against while they could be met, and those that somebody could meet. */
  readonly threatsOrdered: number;
  readonly threatsInReach: number;
  readonly othersOrdered: number;
  readonly shots: number;
  /** Of them, at what is no threat. */
  readonly shotsAtOthers: number;
  /** Of this run, where the fleet stands as it stands; null when there are no threats. */
  readonly leak: RunLeak | null;
  /** Tracks of nothing that were committed on. */
  readonly falseTracks: number;
  /** The same events at other times of a day; null when there are no threats. */
  readonly overDay: DayLeak | null;
  /** The price of more time to decide; null when there are no threats. */
  readonly later: (DayLeak & { readonly extraS: number }) | null;
}

export interface RunLeak {
  readonly mean: number;
  readonly p10: number;
  readonly p90: number;
  readonly pNoLeak: number;
  /** Probability of 0, 1, ..., all leaks. */
  readonly distribution: readonly number[];
  /** Mean when targets are taken as orders come, without looking ahead. */
  readonly greedyMean: number | null;
}

export interface DayLeak extends Omit<RaidLeak, 'k' | 'distribution'> {
  /** Share of threats that somebody could meet. */
  readonly inReachShare: number;
}

export interface EngagedObjectSummary {
  readonly id: string;
  readonly event: string;
  readonly kind: string;
  readonly threat: boolean;
  readonly launchedAtS: number;
  readonly burnoutAtS: number;
  readonly confirmedAtS: number | null;
  readonly declaredAtS: number | null;
  /** When it was first thought that it cannot reach a defended region. */
  readonly firstExcludedAtS: number | null;
  /** The first second at which an order could be given under the stated commitment; null when none ever could. */
  readonly orderFromS: number | null;
  /** The last second at which anybody could have been ordered and met it; null when nobody ever could. */
  readonly latestOrderS: number | null;
  /** By how much the order came too late; negative when it was in time; null when either is. */
  readonly lateByS: number | null;
  /** Interceptors that could be ordered in the phases they are for: changes of their number, [second, number]. */
  readonly inReach: readonly (readonly [number, number])[];
  readonly phases: readonly PhaseOpportunity[];
  /** Who could be ordered and when, whatever was decided. */
  readonly windows: readonly WindowSummary[];
  /** Shots and what is left of it under each commitment, in their order. */
  readonly shots: readonly number[];
  readonly leakProbability: readonly number[];
}

/** If interceptors met targets in this phase, whatever they are for. */
interface PhaseOpportunity {
  readonly phase: EngagedPhase;
  readonly fromS: number;
  readonly toS: number;
  /** Most that could be ordered at one second, and the last second at which anybody could. */
  readonly most: number;
  readonly latestOrderS: number | null;
}

interface WindowSummary {
  readonly interceptor: string;
  readonly fromS: number;
  readonly toS: number;
  readonly meetS: number;
}

interface SensitivitySummary {
  readonly commitOn: Commitment;
  readonly rows: readonly {
    readonly input: string;
    readonly title: string;
    readonly unit: string;
    readonly source: string;
    readonly nominal: number;
    readonly low: LeverSummary | null;
    readonly high: LeverSummary | null;
  }[];
}

interface LeverSummary {
  readonly value: number;
  readonly meanLeak: number;
  readonly inReachShare: number;
}

export function engagementSummary(
  record: EngagementRecord,
  fleet: readonly PlannedInterceptors[],
  { engagement, network }: Scenario,
): EngagementSummary {
  const policy = { ...present(engagement), commandLatencyS: network.commandLatencyS };
  const ready = fleet.map(({ part }) => part.ready.reduce((sum, each) => sum + each, 0));
  const threats = record.objects.filter(({ isThreat }) => isThreat).length;
  const byCommitment = record.commitments.map((each) => commitmentSummary(each, record));
  const objects = record.objects.map((_, target) => objectSummary(record, target, fleet));
  const { sensitivity } = record;
  const told = {
    interceptors: fleet.reduce((sum, { ids }) => sum + ids.length, 0),
    ready: ready.reduce((sum, each) => sum + each, 0),
    parts: fleet.map(({ part, kind, ids }, index) => ({
      id: part.id,
      kind: kind.id,
      interceptors: ids.length,
      ready: ready[index] ?? 0,
      phases: part.law.phases,
      speedKmS: part.law.flyOut.speedMPerS / 1000,
      accelG: rounded(part.law.flyOut.accelerationMPerS2 / STANDARD_GRAVITY_M_PER_S2),
      killProbability: part.killProb,
    })),
    policy,
    threats,
    leakage: { without: threats, with: byCommitment[0]?.leak?.mean ?? null },
    byCommitment,
    objects,
    sensitivity:
      sensitivity === null
        ? null
        : {
            commitOn: sensitivity.commitment,
            rows: sensitivity.effects.map(({ lever, nominal, low, high }) => ({
              input: lever.id,
              title: lever.title,
              unit: lever.unit,
              source: lever.source,
              nominal: rounded(nominal),
              low: leverSummary(low),
              high: leverSummary(high),
            })),
          },
    launches: record.launches,
  };
  return { ...told, why: engagementReasons(told) };
}

function leverSummary(end: LeverSummary | null): LeverSummary | null {
  return end === null
    ? null
    : { value: end.value, meanLeak: rounded(end.meanLeak), inReachShare: rounded(end.inReachShare) };
}

function commitmentSummary(own: CommitmentRecord, { objects }: EngagementRecord): CommitmentSummary {
  const ofThreats = (has: (target: number) => boolean): number =>
    objects.filter(({ isThreat }, target) => isThreat && has(target)).length;
  const isOrdered = (target: number): boolean => (own.spans[target]?.length ?? 0) > 0;
  const shotsAt = (target: number): number => own.shots[target]?.length ?? 0;
  const shots = objects.reduce((sum, _, target) => sum + shotsAt(target), 0);
  const atOthers = objects.reduce((sum, { isThreat }, target) => sum + (isThreat ? 0 : shotsAt(target)), 0);
  const { overDay, later } = own;
  return {
    commitOn: own.commitment,
    delayS: own.delayS,
    threatsOrdered: ofThreats(isOrdered),
    threatsInReach: ofThreats((target) => (own.candidates[target]?.length ?? 0) > 0),
    othersOrdered: objects.filter(({ isThreat }, target) => !isThreat && isOrdered(target)).length,
    shots,
    shotsAtOthers: atOthers,
    leak:
      own.leaks === null
        ? null
        : {
            mean: rounded(pmfMean(own.leaks)),
            p10: pmfQuantile(own.leaks, 0.1),
            p90: pmfQuantile(own.leaks, 0.9),
            pNoLeak: rounded(own.leaks[0] ?? 0),
            distribution: [...own.leaks].map((prob) => rounded(prob)),
            greedyMean: rounded(own.greedyMeanLeak),
          },
    falseTracks: own.falseTracks,
    overDay: overDay === null ? null : dayLeak(overDay),
    later: later === null ? null : { extraS: later.extraS, ...dayLeak(later.overDay) },
  };
}

function roundedPair([low, high]: readonly [number, number]): readonly [number, number] {
  return [rounded(low), rounded(high)];
}

function dayLeak({ leak, inReachShare }: NonNullable<CommitmentRecord['overDay']>): DayLeak {
  return {
    meanLeak: rounded(leak.meanLeak),
    meanLeakCi: roundedPair(leak.meanLeakCi),
    p10: leak.p10,
    p90: leak.p90,
    pNoLeak: rounded(leak.pNoLeak),
    pNoLeakCi: roundedPair(leak.pNoLeakCi),
    meanShots: rounded(leak.meanShots),
    inReachShare: rounded(inReachShare),
  };
}

function objectSummary(
  { objects, commitments }: EngagementRecord,
  target: number,
  fleet: readonly PlannedInterceptors[],
): EngagedObjectSummary {
  const { object, isThreat, path, opportunities } = present(objects[target]);
  const { flight } = object;
  const orderFromS = commitments[0]?.spans[target]?.[0]?.fromS ?? null;
  const { latestOrderS } = opportunities;
  return {
    id: flight.id,
    event: flight.eventId,
    kind: flight.vehicleId,
    threat: isThreat,
    launchedAtS: sFromUs(flight.launchAtUs),
    burnoutAtS: sFromUs(flight.burnoutAtUs),
    confirmedAtS: object.confirmedAtS,
    declaredAtS: object.declaredAtS,
    firstExcludedAtS: object.firstExcludedAtS,
    orderFromS,
    latestOrderS,
    lateByS: orderFromS === null || latestOrderS === null ? null : orderFromS - latestOrderS,
    inReach: changesOf(opportunities.engaged, path.fromS),
    phases: path.phases.map(({ phase, fromS, toS }, index) => {
      const counts = opportunities.byPhase[index]?.counts ?? new Uint16Array(0);
      const last = counts.findLastIndex((count) => count > 0);
      return {
        phase,
        fromS,
        toS,
        most: counts.reduce((most, count) => Math.max(most, count), 0),
        latestOrderS: last < 0 ? null : path.fromS + last,
      };
    }),
    windows: opportunities.windows.map(({ part, interceptor, fromS, toS, meetS }) => ({
      interceptor: fleet[part]?.ids[interceptor] ?? '',
      fromS,
      toS,
      meetS,
    })),
    shots: commitments.map(({ shots }) => shots[target]?.length ?? 0),
    leakProbability: commitments.map(({ leakProbs }) => rounded(leakProbs[target] ?? 1)),
  };
}
