import type { SimTimeUs } from '@cupola/core/foundation';
import { EARTH_ROTATION_RAD_PER_S, earthAngleRad } from '@cupola/core/physics';
import type { EarthRotation } from '@cupola/core/physics';
import type { TableColumn } from './parquet.ts';

const AXES = ['x', 'y', 'z'] as const;

/** Position and velocity of many rows in both frames: m and m/s, Earth-fixed velocity relative to the turning Earth. */
export class MotionColumns {
  readonly #inertial: readonly Float64Array[];
  readonly #itrf: readonly Float64Array[];
  readonly #earth: EarthRotation;

  constructor(rows: number, earth: EarthRotation) {
    this.#earth = earth;
    this.#inertial = Array.from({ length: 6 }, () => new Float64Array(rows));
    this.#itrf = Array.from({ length: 6 }, () => new Float64Array(rows));
  }

  /** Puts one inertial state (x, y, z, vx, vy, vz at the start of `state`) into a row. */
  set(row: number, atUs: SimTimeUs, state: ArrayLike<number>): void {
    const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = Array.from(state).slice(0, 6);
    const angleRad = earthAngleRad(this.#earth, atUs);
    const c = Math.cos(angleRad);
    const s = Math.sin(angleRad);
    const xItrf = c * x + s * y;
    const yItrf = c * y - s * x;
    const rotating = [
      xItrf,
      yItrf,
      z,
      c * vx + s * vy + EARTH_ROTATION_RAD_PER_S * yItrf,
      c * vy - s * vx - EARTH_ROTATION_RAD_PER_S * xItrf,
      vz,
    ];
    for (const [axis, value] of [x, y, z, vx, vy, vz].entries()) this.#inertial[axis]![row] = value;
    for (const [axis, value] of rotating.entries()) this.#itrf[axis]![row] = value;
  }

  columns(): TableColumn[] {
    return [...named('Itrf', this.#itrf), ...named('Inertial', this.#inertial)];
  }
}

/** `xItrfM` ... `vzInertialMPerS`. */
function named(frame: string, values: readonly Float64Array[]): TableColumn[] {
  return values.map((column, axis) => ({
    name: axis < 3 ? `${AXES[axis]}${frame}M` : `v${AXES[axis - 3]}${frame}MPerS`,
    kind: 'number',
    values: column,
  }));
}
