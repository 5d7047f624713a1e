import { accelerationOfG, interceptorKind } from '@cupola/core/engagement';
import type { EngagedPhase, FlyOut, InterceptorKind } from '@cupola/core/engagement';
import { present } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { VEHICLE_CLASSES } from '@cupola/core/vehicles';
import type { LoadedFleet, LoadedPart, PartLaw } from '@cupola/runtime';
import { choiceFlag, numberFlag } from '../flag-values.ts';

/** Flags that say how interceptors fly out. */
export interface LawFlags {
  readonly flyoutS?: string;
  readonly speedKmS?: string;
  readonly accelG?: string;
  readonly interceptKm?: string;
  readonly phase?: string;
}

/** What they ask for; null where the kind of interceptor decides. */
export interface LawWish {
  readonly flyOutS: number;
  readonly speedMPerS: number | null;
  readonly accelerationMPerS2: number | null;
  readonly interceptAltitudeM: number | null;
  readonly phase: EngagedPhase | null;
}

/** What interceptors are taken for when neither a kind nor flags say. */
export const DEFAULT_KIND: InterceptorKind = present(interceptorKind('generic-boost-phase'));

const LONGEST_FLY_OUT_S = 3600;
const FASTEST_KM_S = 20;
const STRONGEST_G = 500;
const HIGHEST_KM = 2000;

/** The longest published boost of a class that carries a warhead, s. */
export const LONGEST_BOOST_S: number = Math.max(
  ...VEHICLE_CLASSES.filter((each) => each.weapon).map((each) => each.boostDurationS.max),
);

export function readLawFlags(flags: LawFlags, problems: Problem[]): LawWish {
  const optional = (path: string, text: string | undefined, min: number, max: number, unit: string) =>
    text === undefined ? null : numberFlag(path, text, min, max, unit, problems);
  const speed = optional('--speed-km-s', flags.speedKmS, 0.1, FASTEST_KM_S, 'km/s');
  const accel = optional('--accel-g', flags.accelG, 0.1, STRONGEST_G, 'g');
  const intercept = optional('--intercept-km', flags.interceptKm, 0, HIGHEST_KM, 'km');
  return {
    flyOutS: numberFlag('--flyout-s', flags.flyoutS, 0, LONGEST_FLY_OUT_S, 's', problems),
    speedMPerS: speed === null ? null : 1000 * speed,
    accelerationMPerS2: accel === null ? null : accelerationOfG(accel),
    interceptAltitudeM: intercept === null ? null : 1000 * intercept,
    phase:
      flags.phase === undefined
        ? null
        : choiceFlag('--phase', flags.phase, ['boost', 'midcourse', 'glide'], problems),
  };
}

/** The law of a part: flags, else its kind, else the generic boost-phase kind. */
export function lawOf(wish: LawWish, part: LoadedPart): PartLaw {
  const kind = part.kind ?? DEFAULT_KIND;
  const flyOut: FlyOut = {
    speedMPerS: wish.speedMPerS ?? kind.flyOut.speedMPerS,
    accelerationMPerS2: wish.accelerationMPerS2 ?? kind.flyOut.accelerationMPerS2,
  };
  return { flyOut, interceptAltitudeM: wish.interceptAltitudeM ?? kind.interceptAltitudeM };
}

export function phaseOf(wish: LawWish, fleet: LoadedFleet): EngagedPhase {
  return wish.phase ?? fleet.parts[0]?.kind?.phase ?? DEFAULT_KIND.phase;
}

/** Lowest height at which a flight is met unless said, m; notional: above what matters of the air, and for gliders below where they glide. */
const LOWEST_OF_FLIGHT_M = { boost: 100_000, midcourse: 100_000, glide: 30_000 } as const;

/** Against whole flights: met from a lowest height on. */
export function withFlights(law: LawWish): LawWish {
  if (law.interceptAltitudeM !== null) return law;
  return { ...law, interceptAltitudeM: LOWEST_OF_FLIGHT_M[law.phase ?? DEFAULT_KIND.phase] };
}

/** A boost ends: no published one of a weapon leaves more time than this. */
export function boostProblems(wish: LawWish, phase: EngagedPhase): Problem[] {
  if (phase !== 'boost' || !(wish.flyOutS > LONGEST_BOOST_S)) return [];
  return [
    {
      path: '--flyout-s',
      value: wish.flyOutS,
      expected: `at most ${LONGEST_BOOST_S} s, less what detection and decision take; or --phase midcourse`,
      message: 'no published boost of a missile lasts so long',
    },
  ];
}

/** Orbits from which the relations do not look down on the intercept. */
export function altitudeProblems(wish: LawWish, fleet: LoadedFleet): Problem[] {
  return fleet.parts.flatMap((part): Problem[] => {
    const { interceptAltitudeM } = lawOf(wish, part);
    if (part.lowestAltitudeM >= interceptAltitudeM) return [];
    return [
      {
        path: '--intercept-km',
        value: interceptAltitudeM / 1000,
        expected: `at most ${Math.floor(part.lowestAltitudeM / 1000)} km, the lowest orbit of ${part.id}`,
        message: 'an orbit below the height of the intercept',
      },
    ];
  });
}
