import type { WalkerShell } from '../../constellation/index.ts';
import { RandomStream, TWO_PI, usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import type { ReachVolume } from './reach-volume.ts';

/** A shell, a volume of one to twelve places, and a moment, all drawn from a number. */
export interface RandomCase {
  readonly shell: WalkerShell;
  readonly earth: EarthRotation;
  readonly volume: ReachVolume;
  readonly atUs: readonly SimTimeUs[];
}

export function randomCase(number: number, stream: RandomStream): RandomCase {
  let draws = 0;
  const uniform = (from: number, to: number): number => from + (to - from) * stream.uniform(number, draws++);
  const whole = (from: number, to: number): number => Math.floor(uniform(from, to + 1));
  const planes = whole(1, 40);
  const shell: WalkerShell = {
    kind: uniform(0, 1) < 0.5 ? 'delta' : 'star',
    count: planes * whole(1, 40),
    planes,
    phasing: whole(0, planes - 1),
    altitudeM: uniform(200e3, 1500e3),
    inclinationRad: uniform(0, Math.PI),
  };
  // Short reaches mostly, and some that span the Earth.
  const longest = uniform(0, 1) < 0.8 ? 2e6 : 1.6e7;
  const places = whole(1, 12);
  const centresM = new Float64Array(3 * places);
  const latitude = Math.asin(uniform(-1, 1));
  const longitude = uniform(0, TWO_PI);
  for (let place = 0; place < places; place++) {
    const radius = EARTH_EQUATORIAL_RADIUS_M + uniform(0, 400e3);
    const lat = latitude + uniform(-0.1, 0.1);
    const lon = longitude + uniform(-0.1, 0.1);
    centresM.set(
      [
        radius * Math.cos(lat) * Math.cos(lon),
        radius * Math.cos(lat) * Math.sin(lon),
        radius * Math.sin(lat),
      ],
      3 * place,
    );
  }
  const reachesM = Float64Array.from({ length: places }, () => uniform(0, longest));
  return {
    shell,
    earth: { angleAtEpochRad: uniform(0, TWO_PI) },
    volume: { centresM, reachesM, orderAfterS: whole(0, 200) },
    atUs: Array.from({ length: 20 }, () => usFromS(uniform(0, 30 * 86_400))),
  };
}
