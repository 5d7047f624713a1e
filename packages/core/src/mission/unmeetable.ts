import { CUSTODY_PHASES } from '../custody/index.ts';
import type { CustodyPhase } from '../custody/index.ts';
import { US_PER_S, sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2, isInAnyRegion } from '../physics/index.ts';
import { custodyDemands } from '../scenario/index.ts';
import type { NamedCustodyDemand } from '../scenario/index.ts';
import { flightEndUs, flightPhaseAt } from '../truth/index.ts';
import type { FlightLog } from '../truth/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import type { MissionPlan } from './plan.ts';

/** A term of a requirement that nothing this scenario allows can meet, known before it is run. */
export interface UnmeetableTerm {
  readonly requirement: 'custody' | 'declare';
  /** Which of the demands on custody; null for the declaration. */
  readonly id: string | null;
  /** Null where it holds for every object, and every phase. */
  readonly object: string | null;
  readonly phase: CustodyPhase | null;
  /** The key of the scenario. */
  readonly term: 'minSensors' | 'positionErrorKm' | 'maxGapS' | 'maxLatencyS' | 'declare';
  readonly needed: number;
  /** The best there can be. */
  readonly reached: number;
  readonly reason: string;
}

/** Scans before a new track is confirmed, at the fewest: docs/models/tracking.md. */
const FEWEST_START_SCANS = 4;

/** One phase of a weapon's flight within the scenario. */
interface WeaponPhase {
  readonly flight: FlightLog;
  readonly phase: CustodyPhase;
  readonly fromUs: SimTimeUs;
  readonly untilUs: SimTimeUs;
}

/**
 * The terms that cannot be met whatever the sensors draw: more satellites asked for than there are, a gap or an age shorter than what the
 * network and the start of a track take, a body that no sensor on board can see at all, an error below the bound of all looks that
 * can be sent down taken from the least distance, a declaration that takes longer than the flight.
 *
 * @returns In the order of the demands, the declaration last; empty when nothing can be said before it is run.
 */
export function unmeetableTerms(plan: MissionPlan): readonly UnmeetableTerm[] {
  const phases = weaponPhases(plan);
  return [
    ...custodyDemands(plan.scenario.requirements).flatMap((demand) => [
      ...ofTheLayer(demand, plan),
      ...ofTheStart(demand, plan, phases),
      ...phases.flatMap((each) => [...unseen(demand, plan, each), ...tooClose(demand, plan, each)]),
    ]),
    ...undeclarable(plan),
  ];
}

/** Satellites that carry a sensor and are in service for at least some of the time. */
function watchers({ ownSide, world }: MissionPlan): readonly number[] {
  const carrying = new Set(ownSide.channels.map((channel) => channel.satelliteIndex));
  return [...carrying].filter((satellite) => world.outages.lost[satellite] !== 1);
}

/** Least age of the newest look at a whole second: frames are taken on whole seconds, and the quickest way there may be is open. */
function leastAgeS(plan: MissionPlan): number {
  return Math.ceil(leastLatencyS(plan));
}

function leastLatencyS({ scenario: { network } }: MissionPlan): number {
  const { paths } = network;
  const leasts = [paths?.direct, paths?.relayed, paths?.groundPass].flatMap((path) => path?.leastS ?? []);
  return leasts.length === 0 ? network.latencyS : Math.min(...leasts);
}

function ofTheLayer(demand: NamedCustodyDemand, plan: MissionPlan): UnmeetableTerm[] {
  const { id, minSensors, maxGapS, maxLatencyS } = demand;
  const whole = { requirement: 'custody', id, object: null, phase: null } as const;
  const found: UnmeetableTerm[] = [];
  const satellites = watchers(plan).length;
  if (minSensors > satellites) {
    const reason = `only ${satellites} satellites in service carry a sensor`;
    found.push({ ...whole, term: 'minSensors', needed: minSensors, reached: satellites, reason });
  }
  const ageS = leastAgeS(plan);
  if (maxGapS < ageS) {
    const reason = `a look is ${ageS} s old when it arrives, so that none ever lies within the last ${maxGapS} s`;
    found.push({ ...whole, term: 'maxGapS', needed: maxGapS, reached: ageS, reason });
  } else {
    const framePeriodS = Math.min(...plan.sensorKinds.map((kind) => kind.framePeriodS));
    const scans = Math.floor((maxGapS - ageS) / framePeriodS) + 1;
    const looks = scans * plan.scenario.network.looksPerObject;
    if (minSensors > looks) {
      const reason = `at most ${looks} looks at one object are sent down and arrive within ${maxGapS} s`;
      found.push({ ...whole, term: 'minSensors', needed: minSensors, reached: looks, reason });
    }
  }
  if (maxLatencyS !== undefined && maxLatencyS < ageS) {
    const reason = `the network takes ${leastLatencyS(plan)} s or more from scan to desk`;
    found.push({ ...whole, term: 'maxLatencyS', needed: maxLatencyS, reached: ageS, reason });
  }
  return found;
}

/** Custody begins with a track, which takes some scans: that first gap alone may be too long. */
function ofTheStart(
  { id, maxGapS }: NamedCustodyDemand,
  plan: MissionPlan,
  phases: readonly WeaponPhase[],
): UnmeetableTerm[] {
  const framePeriodS = Math.min(...plan.sensorKinds.map((kind) => kind.framePeriodS));
  const startS = (FEWEST_START_SCANS - 1) * framePeriodS + leastAgeS(plan);
  const first = phases.find(
    ({ phase, fromUs, untilUs }) => phase === 'boost' && sFromUs(untilUs - fromUs) > startS,
  );
  if (maxGapS >= startS || first === undefined) return [];
  const reason = `a track is confirmed after ${FEWEST_START_SCANS} scans at the earliest, which with the network take ${startS} s from cloud break`;
  return [
    {
      requirement: 'custody',
      id,
      object: first.flight.id,
      phase: 'boost',
      term: 'maxGapS',
      needed: maxGapS,
      reached: startS,
      reason,
    },
  ];
}

/** A body without any intensity in the bands on board. */
function unseen(
  { id, minSensors, maxGapS }: NamedCustodyDemand,
  plan: MissionPlan,
  { flight, phase, fromUs, untilUs }: WeaponPhase,
): UnmeetableTerm[] {
  // Looks from before the phase count for `maxGapS`, and a gap of that length is allowed.
  if (sFromUs(untilUs - fromUs) <= 2 * maxGapS) return [];
  const bands = new Set(
    plan.ownSide.channels
      .filter((channel) => plan.world.outages.lost[channel.satelliteIndex] !== 1)
      .map((channel) => (channel.sensor.band === 'lwir' ? 1 : 0)),
  );
  const first = Math.ceil((fromUs - flight.launchAtUs) / flight.stepUs);
  const last = Math.floor((untilUs - 1 - flight.launchAtUs) / flight.stepUs);
  for (let step = first; step <= Math.min(last, flight.stepCount - 1); step++) {
    for (const band of bands) if (flight.intensityWPerSr[2 * step + band]! > 0) return [];
  }
  const names = plan.sensorKinds.map((kind) => kind.id).join(', ');
  const reason = `it gives off nothing in the bands of the sensors on board (${names})`;
  return [
    {
      requirement: 'custody',
      id,
      object: flight.id,
      phase,
      term: 'minSensors',
      needed: minSensors,
      reached: 0,
      reason,
    },
  ];
}

/** Growth of a small difference of positions under the Earth's pull, per second, near the ground where it is largest. */
const GROWTH_PER_S = Math.sqrt((2 * EARTH_MU_M3_PER_S2) / EARTH_EQUATORIAL_RADIUS_M ** 3);

/**
 * An error below what all looks together can give. Each of n looks measures two components to sigma times the range; with the velocity and
 * all forces known, the trace of the covariance is at least 9 sigma² R² / 2n (harmonic against arithmetic mean of the information's
 * eigenvalues), where a look from a time t away may count by as much as cosh²(t sqrt(2 mu / r³)). R is the least distance from the
 * lowest satellite to the highest point of the phase; 0, and no bound, when the flight climbs past it.
 */
function tooClose(
  { id, positionErrorKm, maxGapS }: NamedCustodyDemand,
  plan: MissionPlan,
  { flight, phase, fromUs, untilUs }: WeaponPhase,
): UnmeetableTerm[] {
  if (sFromUs(untilUs - fromUs) <= maxGapS) return [];
  const rangeM = Math.max(0, lowestSatelliteM(plan) - highestM(flight, fromUs, untilUs));
  const sigmaRad = Math.min(...plan.sensorKinds.map((kind) => kind.sigmaRad));
  const framePeriodS = Math.min(...plan.sensorKinds.map((kind) => kind.framePeriodS));
  const seenForS = sFromUs(untilUs - flight.cloudBreakAtUs);
  const weightedS = seenForS / 2 + Math.sinh(2 * GROWTH_PER_S * seenForS) / (4 * GROWTH_PER_S);
  const looks = plan.scenario.network.looksPerObject * (weightedS / framePeriodS + 1);
  const boundKm = (sigmaRad * rangeM * Math.sqrt(9 / (2 * looks))) / 1000;
  const needed = positionErrorKm[phase];
  if (needed >= boundKm) return [];
  const reason =
    `even every look that can be sent down, each from the least distance of ${Math.round(rangeM / 1000)} km with ` +
    `${(sigmaRad * 1e6).toFixed(0)} microradians, leaves ${boundKm.toPrecision(2)} km`;
  return [
    {
      requirement: 'custody',
      id,
      object: flight.id,
      phase,
      term: 'positionErrorKm',
      needed,
      reached: Number(boundKm.toPrecision(3)),
      reason,
    },
  ];
}

const SAMPLE_S = 300;

/** Least distance of a satellite from the centre of the Earth over the scenario, m. */
function lowestSatelliteM(plan: MissionPlan): number {
  const positions = new Float64Array(3 * plan.ownSide.satelliteIds.length);
  const own = watchers(plan);
  let lowest = Number.POSITIVE_INFINITY;
  for (let second = 0; second <= plan.durationS; second += SAMPLE_S) {
    plan.ownSide.ephemeris.positionsInertialInto(positions, second * US_PER_S);
    for (const satellite of own) {
      const offset = 3 * satellite;
      lowest = Math.min(
        lowest,
        Math.hypot(positions[offset]!, positions[offset + 1]!, positions[offset + 2]!),
      );
    }
  }
  return lowest;
}

function highestM(flight: FlightLog, fromUs: SimTimeUs, untilUs: SimTimeUs): number {
  const first = Math.floor((fromUs - flight.launchAtUs) / flight.stepUs);
  const last = Math.min(flight.stepCount - 1, Math.ceil((untilUs - flight.launchAtUs) / flight.stepUs));
  const { motionInertial: motion } = flight;
  let highest = 0;
  for (let step = first; step <= last; step++) {
    highest = Math.max(highest, Math.hypot(motion[6 * step]!, motion[6 * step + 1]!, motion[6 * step + 2]!));
  }
  return highest;
}

/** The phases of weapons that begin before the scenario ends, whole seconds apart. */
function weaponPhases(plan: MissionPlan): readonly WeaponPhase[] {
  const endUs = plan.durationS * US_PER_S;
  return plan.world.flights
    .filter((flight) => vehicleClass(flight.vehicleId)?.weapon ?? false)
    .flatMap((flight) =>
      CUSTODY_PHASES.flatMap((phase): WeaponPhase[] => {
        const seconds: SimTimeUs[] = [];
        const lastUs = Math.min(endUs, flightEndUs(flight));
        for (let atUs = flight.cloudBreakAtUs; atUs < lastUs; atUs += US_PER_S) {
          if (flightPhaseAt(flight, atUs) === phase) seconds.push(atUs);
        }
        const fromUs = seconds[0];
        const untilUs = seconds.at(-1);
        return fromUs === undefined || untilUs === undefined ? [] : [{ flight, phase, fromUs, untilUs }];
      }),
    );
}

/** A threat that comes down before the updates that a declaration takes have been made. */
function undeclarable(plan: MissionPlan): UnmeetableTerm[] {
  const { consecutive } = plan.scenario.requirements.declare;
  const endUs = plan.durationS * US_PER_S;
  return plan.world.flights.flatMap((flight) => {
    const { impact } = flight;
    const isWeapon = vehicleClass(flight.vehicleId)?.weapon ?? false;
    if (!isWeapon || impact === null) return [];
    if (!isInAnyRegion(plan.regions, impact.longitudeRad, impact.latitudeRad)) return [];
    const leftS = Math.floor(sFromUs(Math.min(endUs, flightEndUs(flight)) - flight.cloudBreakAtUs));
    if (leftS < 0 || consecutive <= leftS) return [];
    return [
      {
        requirement: 'declare' as const,
        id: null,
        object: flight.id,
        phase: null,
        term: 'declare' as const,
        needed: consecutive,
        reached: leftS,
        reason: `from cloud break to impact or to the end of the scenario there are ${leftS} updates`,
      },
    ];
  });
}
