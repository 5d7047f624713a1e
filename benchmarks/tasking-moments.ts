import { RandomStream, julianDateFromIso, present, radians, usFromS } from '@cupola/core/foundation';
import { Outlooks, aimProblem } from '@cupola/core/custody';
import type { AimedTrack, PointingProblem, PointingRules } from '@cupola/core/custody';
import { walkerEphemeris, walkerIds } from '@cupola/core/constellation';
import type { Track } from '@cupola/core/messages';
import { earthRotationFrom } from '@cupola/core/physics';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import type { OwnSide } from '@cupola/core/sensors';
import { flyEvent, stateAtInto } from '@cupola/core/truth';
import type { FlightLog } from '@cupola/core/truth';
import { vehicleClass } from '@cupola/core/vehicles';

/** Narrow fields, one on each satellite, and the objects in flight. */
export const MOMENT_FIELDS = 200;
export const MOMENT_OBJECTS = 100;
const SALVOES = 8;
const EPOCH = present(julianDateFromIso('2026-07-24T00:00:00Z'));

export interface Moment {
  readonly fields: readonly number[];
  readonly tracks: readonly AimedTrack[];
  readonly fromUs: number;
  readonly starts: readonly Float64Array[];
  readonly outlooks: () => Outlooks;
}

/**
 * A moment of eight salvoes, a hundred objects in all, somewhere on their way from anywhere to anywhere, long after burnout; each known to 200 m
 * and each with a probability of its own that it is a threat. The fields point wherever chance has left them.
 */
export function tasksAtMoment(seed: number): Moment {
  const chance = new RandomStream(seed, 'moment');
  const earth = earthRotationFrom(EPOCH);
  const shell = {
    kind: 'delta',
    count: MOMENT_FIELDS,
    planes: 10,
    phasing: 1,
    altitudeM: 1e6,
    inclinationRad: radians(80),
  } as const;
  const sensor = present(SENSOR_KINDS.find(({ id }) => id === 'narrow-lwir'));
  const satelliteIds = walkerIds('narrow', shell);
  const ownSide: OwnSide = {
    earth,
    satelliteIds,
    groupIds: satelliteIds.map(() => 'narrow'),
    channels: satelliteIds.map((_, satelliteIndex) => ({ satelliteIndex, sensor })),
    ephemeris: walkerEphemeris(shell),
  };
  const fromUs = usFromS(1200);
  const flights = salvoes(chance, earth);
  const fields = satelliteIds.map((_, field) => field);
  const starts = fields.map((field) => {
    const z = 2 * chance.uniform(2, field) - 1;
    const angle = 2 * Math.PI * chance.uniform(3, field);
    const across = Math.sqrt(1 - z * z);
    return Float64Array.of(across * Math.cos(angle), across * Math.sin(angle), z);
  });
  const tracks = flights.map((flight, object): AimedTrack => ({
    trackId: flight.id,
    issuedAtUs: fromUs,
    threatProb: null,
    weight: 0.1 + chance.uniform(4, object),
    prospects: [],
    trackAt: (atUs) => trackOf(flight, atUs),
  }));
  return { fields, tracks, fromUs, starts, outlooks: () => new Outlooks(ownSide, EPOCH) };
}

export function problemOf(moment: Moment, rules: PointingRules): PointingProblem {
  return aimProblem(moment.fields, moment.tracks, moment.fromUs, moment.starts, rules, moment.outlooks());
}

/** Salvoes of twelve or thirteen, launched so that the moment falls into the middle of their flights. */
function salvoes(chance: RandomStream, earth: OwnSide['earth']): readonly FlightLog[] {
  const vehicle = present(vehicleClass('icbm-solid'));
  const flights: FlightLog[] = [];
  for (let draw = 0; flights.length < MOMENT_OBJECTS && draw < 1000; draw++) {
    const place = (which: number) => ({
      latitudeRad: Math.asin(1.6 * chance.uniform(which, draw) - 0.6),
      longitudeRad: 2 * Math.PI * chance.uniform(which, draw, 1) - Math.PI,
    });
    const left = MOMENT_OBJECTS - flights.length;
    const count = Math.min(left, Math.ceil(MOMENT_OBJECTS / SALVOES));
    const outcome = flyEvent(
      {
        id: `salvo-${draw}`,
        vehicleId: vehicle.id,
        launch: place(0),
        goal: { kind: 'minimum-energy', aim: place(1) },
        count,
        spacingUs: usFromS(5 + 25 * chance.uniform(5, draw)),
        atUs: usFromS(Math.floor(500 * chance.uniform(6, draw))),
      },
      vehicle,
      { earth, cloudTopM: 10_000, untilUs: 0 },
    );
    if (!outcome.ok) continue;
    const aloft = outcome.flights.every((flight) => (flight.reentryAtUs ?? 0) > usFromS(1300));
    if (aloft && outcome.flights.every((flight) => flight.burnoutAtUs < usFromS(1150)))
      flights.push(...outcome.flights);
  }
  return flights;
}

const SIGMA_M = 200;

function trackOf(flight: FlightLog, atUs: number): Track {
  const state = new Float64Array(6);
  if (!stateAtInto(state, flight, atUs)) throw new Error(`${flight.id} does not fly`);
  return {
    id: flight.id,
    atUs,
    phase: 'coast',
    phaseProbs: { boost: 0, coast: 1, reentry: 0, glide: 0 },
    state: [...state],
    covariance: Array.from({ length: 36 }, (_, k) => (k % 7 === 0 ? SIGMA_M ** 2 / 3 : 0)),
    firstDetectedAtUs: flight.launchAtUs,
    firstPositionM: [0, 0, 0],
    confirmedAtUs: flight.launchAtUs,
    cutoffAtUs: flight.burnoutAtUs,
    lastDetectedAtUs: atUs,
    boostSeen: true,
    existenceProb: 1,
  };
}
