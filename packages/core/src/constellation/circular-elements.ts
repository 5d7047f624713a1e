import { TWO_PI, degrees } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, circularRates } from '../physics/index.ts';
import type { CircularSlot } from './circular-ephemeris.ts';
import type { MeanElements } from './mean-elements.ts';
import { sgp4Orbit } from './sgp4.ts';

/** One satellite on a designed circular orbit at an instant. */
export interface CircularPlace extends CircularSlot {
  /** Semi-major axis less the equatorial radius, m. */
  readonly altitudeM: number;
  readonly inclinationRad: number;
  readonly at: JulianDate;
}

const ROUNDS = 4;
const S_PER_MIN = 60;
const MIN_PER_DAY = 1440;

/**
 * Mean elements by which SGP4 moves a satellite like a designed circular orbit.
 *
 * The mean motion is the one whose secular rates in SGP4 add up to the orbit's own rate from node to node, so that the two do not drift apart along the
 * orbit; the eccentricity takes away what SGP4's long-period term (J3) would add, at the epoch. No drag. What is left is mainly the short-period J2
 * terms, which designed orbits have not: kilometres, as docs/service/profiles.md measures.
 *
 * The node is counted from the equinox of date, as the working frame is at its epoch.
 */
export function elementsOfCircular(
  place: CircularPlace,
  named: Pick<MeanElements, 'objectName' | 'objectId' | 'catalogueNumber'>,
): MeanElements {
  const { altitudeM, inclinationRad } = place;
  const wantedRadPerMin = S_PER_MIN * circularRates(altitudeM, inclinationRad).argumentOfLatitudeRadPerS;
  let elements: MeanElements = {
    ...named,
    epoch: place.at,
    meanMotionRevPerDay: (wantedRadPerMin * MIN_PER_DAY) / TWO_PI,
    ...againstLongPeriod(place),
    inclinationDeg: degrees(inclinationRad),
    nodeDeg: turnDeg(place.nodeRad),
    bstarPerEarthRadius: 0,
    meanMotionDotRevPerDay2: 0,
    meanMotionDdotRevPerDay3: 0,
  };
  for (let round = 0; round < ROUNDS; round++) {
    const { mdot, argpdot } = sgp4Orbit(elements).satrec;
    const meanMotionRevPerDay = (elements.meanMotionRevPerDay * wantedRadPerMin) / (mdot + argpdot);
    elements = { ...elements, meanMotionRevPerDay };
  }
  return elements;
}

/** WGS 72, as SGP4 has it. [Vallado-2006] */
const J3_OVER_J2 = -0.00000253881 / 0.001082616;

/** SGP4 adds to e sin ω the share that J3 gives a near-circular orbit; the elements hold its opposite. [Vallado-2006] aynl */
function againstLongPeriod({
  altitudeM,
  inclinationRad,
  argumentOfLatitudeRad,
}: CircularPlace): Pick<MeanElements, 'eccentricity' | 'argumentOfPerigeeDeg' | 'meanAnomalyDeg'> {
  const inEarthRadii = 1 + altitudeM / EARTH_EQUATORIAL_RADIUS_M;
  const eccentricity = (-0.5 * J3_OVER_J2 * Math.sin(inclinationRad)) / inEarthRadii;
  return {
    eccentricity,
    argumentOfPerigeeDeg: 270,
    meanAnomalyDeg: turnDeg(argumentOfLatitudeRad - 1.5 * Math.PI),
  };
}

/** [0, 360). */
function turnDeg(angleRad: number): number {
  const turned = degrees(angleRad) % 360;
  return turned < 0 ? turned + 360 : turned;
}
