import { radians, present, usFromS } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2 } from '@cupola/core/physics';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import type { OwnSide, SensorSpec } from '@cupola/core/sensors';

/** A circular orbit: the direction of the satellite at mid-scene and the direction it then moves in, unit vectors at a right angle. */
export interface Circle {
  readonly up: readonly [number, number, number];
  readonly along: readonly [number, number, number];
}

const ALTITUDE_M = 1_000_000;
export const SATELLITE_RADIUS_M = EARTH_EQUATORIAL_RADIUS_M + ALTITUDE_M;
/** Nearest and farthest satellite of a ring, degrees of arc from the raid. */
const NEAREST_ARC_DEG = 7.3;
const FARTHEST_ARC_DEG = 16.85;

/**
 * Satellites that stand around the raid (which is where the x axis leaves the Earth) at mid-scene, at even azimuths - two of them at a right
 * angle - and 7.3 to 16.85 degrees of arc; their planes differ.
 */
export function ringOf(count: number): readonly Circle[] {
  const stepDeg = count === 2 ? 90 : 360 / count;
  return Array.from({ length: count }, (_, k) => {
    const azimuth = radians(stepDeg * k);
    const arc = radians(NEAREST_ARC_DEG + ((FARTHEST_ARC_DEG - NEAREST_ARC_DEG) * k) / (count - 1));
    const up = [Math.cos(arc), Math.sin(arc) * Math.sin(azimuth), Math.sin(arc) * Math.cos(azimuth)] as const;
    const turn = radians(40 + 57 * k);
    const length = Math.hypot(up[1], up[0]);
    const e = [-up[1] / length, up[0] / length, 0] as const;
    const n = [
      up[1] * e[2] - up[2] * e[1],
      up[2] * e[0] - up[0] * e[2],
      up[0] * e[1] - up[1] * e[0],
    ] as const;
    return { up, along: mix(Math.cos(turn), e, Math.sin(turn), n) };
  });
}

/** A Walker delta pattern T/P/F at the ring's altitude. [Walker-1984] */
export function walkerOf(
  count: number,
  planes: number,
  phasing: number,
  inclinationDeg: number,
): readonly Circle[] {
  const perPlane = count / planes;
  const inclination = radians(inclinationDeg);
  return Array.from({ length: count }, (_, k) => {
    const plane = Math.floor(k / perPlane);
    const node = (2 * Math.PI * plane) / planes;
    const anomaly = 2 * Math.PI * ((k % perPlane) / perPlane + (phasing * plane) / count);
    const ascending = [Math.cos(node), Math.sin(node), 0] as const;
    const northward = [
      -Math.sin(node) * Math.cos(inclination),
      Math.cos(node) * Math.cos(inclination),
      Math.sin(inclination),
    ] as const;
    return {
      up: mix(Math.cos(anomaly), ascending, Math.sin(anomaly), northward),
      along: mix(-Math.sin(anomaly), ascending, Math.cos(anomaly), northward),
    };
  });
}

/** Such satellites as an operator knows them, each with one sensor of the first kind; `midSceneS` is the time at which circles are described. */
export function ownSideOf(
  circles: readonly Circle[],
  midSceneS: number,
  falseAlarmsPerScan: number,
  biasSigmaRad: number,
): OwnSide {
  const rateRadPerS = Math.sqrt(EARTH_MU_M3_PER_S2 / SATELLITE_RADIUS_M ** 3);
  const sensor: SensorSpec = { ...present(SENSOR_KINDS[0]), falseAlarmsPerScan, biasSigmaRad };
  return {
    earth: { angleAtEpochRad: 0 },
    satelliteIds: circles.map((_, k) => `s${k}`),
    groupIds: circles.map(() => 'scene'),
    channels: circles.map((_, satelliteIndex) => ({ satelliteIndex, sensor })),
    ephemeris: {
      satelliteCount: circles.length,
      positionsInertialInto(out, atUs) {
        const angle = (rateRadPerS * (atUs - usFromS(midSceneS))) / 1e6;
        circles.forEach(({ up, along }, k) => {
          const at = mix(
            SATELLITE_RADIUS_M * Math.cos(angle),
            up,
            SATELLITE_RADIUS_M * Math.sin(angle),
            along,
          );
          out.set(at, 3 * k);
        });
      },
    },
  };
}

type Direction = readonly [number, number, number];

function mix(a: number, first: Direction, b: number, second: Direction): Direction {
  return [a * first[0] + b * second[0], a * first[1] + b * second[1], a * first[2] + b * second[2]];
}
