import {
  CALCULATOR_EARTH_RADIUS_M,
  coverRadiusM,
  flatAbsenteeRatio,
  flyOutReachM,
  placeShare,
} from '@cupola/core/engagement';
import type { FlyOut } from '@cupola/core/engagement';
import type { Surface } from '@cupola/core/coverage';

/** Interceptors for each one in reach, against the time to fly; infinite where none ever is. */
export interface FlyOutPoint {
  readonly flyoutS: number;
  /** R3, evenly spread over its belt. */
  readonly flat: number;
  /** Real circular orbits, on average, at the launch latitude where they are thinnest. */
  readonly byLatitude: number;
}

/** What a curve is of. */
export interface FlyOutCurveQuestion {
  readonly flyOut: FlyOut;
  readonly interceptAltitudeM: number;
  readonly orbit: { readonly altitudeM: number; readonly inclinationRad: number };
  readonly latitudesRad: readonly number[];
  readonly surface: Surface;
  /** Of the belt of R3. */
  readonly maxLatitudeRad: number;
}

const FIRST_S = 40;
const LAST_S = 300;
const STEP_S = 5;

export function flyOutCurve(question: FlyOutCurveQuestion): readonly FlyOutPoint[] {
  const { flyOut, interceptAltitudeM, orbit, latitudesRad, surface, maxLatitudeRad } = question;
  return Array.from({ length: (LAST_S - FIRST_S) / STEP_S + 1 }, (_, index): FlyOutPoint => {
    const flyoutS = FIRST_S + index * STEP_S;
    const radiusM = coverRadiusM(flyOutReachM(flyOut, flyoutS), orbit.altitudeM, interceptAltitudeM);
    const demand = {
      missiles: 1,
      shotsPerTarget: 1,
      flyOut,
      flyOutS: flyoutS,
      interceptAltitudeM,
      confidence: 0,
      latitudesRad,
    };
    const shares = latitudesRad.map((latitude) => placeShare(demand, orbit, latitude, surface));
    return {
      flyoutS,
      flat: flatAbsenteeRatio({
        earthRadiusM: CALCULATOR_EARTH_RADIUS_M,
        interceptAltitudeM,
        maxLatitudeRad,
        coverRadiusM: radiusM,
      }),
      byLatitude: 1 / Math.min(...shares),
    };
  });
}
