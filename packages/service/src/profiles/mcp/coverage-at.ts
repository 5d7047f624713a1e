import { julianDateAfter, radians, sFromUs } from '@cupola/core/foundation';
import type { JulianDate } from '@cupola/core/foundation';
import { LOOK_STAGES } from '@cupola/core/messages';
import {
  earthAngleRad,
  inertialFromRotating,
  itrfFromGeodeticInto,
  sunDirectionInto,
} from '@cupola/core/physics';
import { STAGE_SIGNAL, emptyLook, fieldStage, measureLookInto, sunCosineOf } from '@cupola/core/sensors';
import type { OwnSide } from '@cupola/core/sensors';

export interface CoveredPlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly altitudeKm: number;
}

/** Who could look at a place at one instant. */
export interface CoverageAt {
  /** Satellites with a sensor whose limits take the place, nearest first. */
  readonly satellites: readonly {
    readonly satelliteId: string;
    readonly sensorIds: readonly string[];
    readonly rangeKm: number;
  }[];
  /** How many sensors do not, by the first limit that forbids it. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Limits alone: Earth, edge of the field, limb, Sun, range. Where narrow and sweeping sensors look just now, and what could be detected, is not asked. */
export function coverageAt(
  ownSide: OwnSide,
  epoch: JulianDate,
  atUs: number,
  { latitudeDeg, longitudeDeg, altitudeKm }: CoveredPlace,
): CoverageAt {
  const itrf = new Float64Array(6);
  const place = {
    latitudeRad: radians(latitudeDeg),
    longitudeRad: radians(longitudeDeg),
    heightM: 1000 * altitudeKm,
  };
  itrfFromGeodeticInto(itrf, 0, place);
  const [x = 0, y = 0, z = 0] = inertialFromRotating(itrf, earthAngleRad(ownSide.earth, atUs));
  const satellites = new Float64Array(3 * ownSide.satelliteIds.length);
  ownSide.ephemeris.positionsInertialInto(satellites, atUs);
  const sun = new Float64Array(3);
  sunDirectionInto(sun, julianDateAfter(epoch, sFromUs(atUs)));
  const look = emptyLook();
  const seeing = new Map<string, { satelliteId: string; sensorIds: string[]; rangeKm: number }>();
  const refused: Record<string, number> = {};
  for (const { satelliteIndex, sensor } of ownSide.channels) {
    measureLookInto(look, satellites, 3 * satelliteIndex, x, y, z);
    const stage = fieldStage(sensor, look, sunCosineOf(look, satellites, 3 * satelliteIndex, sun));
    if (stage === STAGE_SIGNAL) {
      const satelliteId = ownSide.satelliteIds[satelliteIndex] ?? '';
      const known = seeing.get(satelliteId) ?? { satelliteId, sensorIds: [], rangeKm: look.rangeM / 1000 };
      known.sensorIds.push(sensor.id);
      seeing.set(satelliteId, known);
    } else {
      const name = LOOK_STAGES[stage] ?? '';
      refused[name] = (refused[name] ?? 0) + 1;
    }
  }
  return { satellites: [...seeing.values()].toSorted((a, b) => a.rangeKm - b.rangeKm), refused };
}
