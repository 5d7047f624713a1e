import { isFiniteNumber, isName, isTimeS, isTriple, lengthOf } from './fields.ts';
import type { JsonObject, LineOutcome, Triple } from './fields.ts';

/** One detection as a file says it; what caused it is not among the fields. */
export interface DetectionRow {
  readonly atS: number;
  readonly sensorId: string;
  readonly sensorItrfM: Triple;
  /** Unit vector. */
  readonly losItrf: Triple;
  readonly sigmaRad: number;
  /** Null when the row does not say. */
  readonly arrivedAtS: number | null;
}

/** Distance from the Earth's centre that a sensor can have, m: the lowest ground less a margin, and beyond the Moon. */
const LEAST_RADIUS_M = 6.33e6;
const GREATEST_RADIUS_M = 5e8;
/** Six decimals of a unit vector are good enough; it is made exact. */
const UNIT_SLACK = 1e-5;
const GREATEST_SIGMA_RAD = 0.1;
/** A telescope of a kilometre does not measure better in the infrared; such a row would outweigh all others. */
const LEAST_SIGMA_RAD = 1e-9;

/** The known fields of a row; any others, `truthId` among them, are not looked at. */
export function detectionRow(fields: JsonObject): LineOutcome<DetectionRow> {
  const { t, sensorId, sensorPosEcef, losUnitEcef, sigmaRad, tArrived = null } = fields;
  if (!isTimeS(t)) return refused('t is not a time in seconds');
  if (!isName(sensorId)) return refused('sensorId is not a name');
  if (!isTriple(sensorPosEcef)) return refused('sensorPosEcef is not three numbers');
  const radiusM = lengthOf(sensorPosEcef);
  if (radiusM < LEAST_RADIUS_M || radiusM > GREATEST_RADIUS_M) {
    return refused('sensorPosEcef is inside the Earth or beyond the Moon');
  }
  if (!isTriple(losUnitEcef)) return refused('losUnitEcef is not three numbers');
  const length = lengthOf(losUnitEcef);
  if (Math.abs(length - 1) > UNIT_SLACK) return refused('losUnitEcef is not of unit length');
  if (!isFiniteNumber(sigmaRad) || sigmaRad <= 0 || sigmaRad > GREATEST_SIGMA_RAD) {
    return refused('sigmaRad is not above 0 and at most 0.1 rad');
  }
  if (sigmaRad < LEAST_SIGMA_RAD) return refused('sigmaRad is below a nanoradian');
  if (tArrived !== null && (!isTimeS(tArrived) || tArrived < t)) {
    return refused('tArrived is not a time at or after t');
  }
  const [x, y, z] = losUnitEcef;
  return {
    ok: true,
    row: {
      atS: t,
      sensorId,
      sensorItrfM: sensorPosEcef,
      losItrf: [x / length, y / length, z / length],
      sigmaRad,
      arrivedAtS: tArrived,
    },
  };
}

function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
