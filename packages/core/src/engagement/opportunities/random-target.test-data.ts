import { explicitEphemeris } from '../../constellation/index.ts';
import { TWO_PI } from '../../foundation/index.ts';
import type { RandomStream } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { EphemerisWithVelocities } from '../../physics/index.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import { isInReach } from '../reach/reach-volume.ts';
import type { OrderSpan } from './commit-spans.ts';
import type { MeetingLaw } from './meeting-law.ts';
import { lastSecond } from './target-path.ts';
import type { TargetPath } from './target-path.ts';

/** A made-up flight, a law, a few satellites on orbits of their own, and when orders may be given, all drawn from a number. */
export interface RandomTarget {
  readonly path: TargetPath;
  readonly law: MeetingLaw;
  readonly ephemeris: EphemerisWithVelocities;
  readonly spans: readonly OrderSpan[];
}

export function randomTarget(number: number, stream: RandomStream): RandomTarget {
  let draws = 0;
  const uniform = (from: number, to: number): number => from + (to - from) * stream.uniform(number, draws++);
  const whole = (from: number, to: number): number => Math.floor(uniform(from, to + 1));
  const flightS = whole(60, 500);
  const fromS = whole(0, 60);
  const burnoutS = fromS + whole(20, flightS - 20);
  const last = fromS + flightS;
  const glideS = uniform(0, 1) < 0.5 ? last : whole(burnoutS, last);
  const apogeeM = uniform(50e3, 1500e3);
  const node = uniform(0, TWO_PI);
  const tilt = uniform(0, Math.PI);
  const arc = flightS * uniform(2e-4, 1.1e-3);
  const start = uniform(0, TWO_PI);
  const heightAt = (s: number): number => (4 * apogeeM * s * (flightS - s)) / flightS ** 2;
  const positionsM = new Float64Array(3 * (flightS + 1));
  for (let s = 0; s <= flightS; s++) {
    const r = EARTH_EQUATORIAL_RADIUS_M + heightAt(s);
    const u = start + (arc * s) / flightS;
    const along = r * Math.cos(u);
    const ahead = r * Math.sin(u);
    positionsM[3 * s] = along * Math.cos(node) - ahead * Math.cos(tilt) * Math.sin(node);
    positionsM[3 * s + 1] = along * Math.sin(node) + ahead * Math.cos(tilt) * Math.cos(node);
    positionsM[3 * s + 2] = ahead * Math.sin(tilt);
  }
  const path: TargetPath = {
    fromS,
    positionsM,
    heightsM: Float64Array.from({ length: flightS + 1 }, (_, s) => heightAt(s)),
    phases: [
      { phase: 'boost', fromS, toS: burnoutS },
      { phase: 'midcourse', fromS: burnoutS, toS: glideS },
      { phase: 'glide', fromS: glideS, toS: last },
    ],
  };
  const phases = (['boost', 'midcourse', 'glide'] as const).filter(() => uniform(0, 1) < 0.75);
  const law: MeetingLaw = {
    flyOut: { speedMPerS: uniform(3000, 10_000), accelerationMPerS2: uniform(20, 300) },
    phases,
    lowestM: uniform(0, 150e3),
    highestM: uniform(200e3, 2000e3),
    marginS: uniform(0, 1) < 0.5 ? 0 : uniform(0, 20),
    longestFlyOutS: uniform(0, 1) < 0.5 ? 900 : whole(10, 200),
  };
  const ephemeris = explicitEphemeris(
    Array.from({ length: 60 }, () => ({
      altitudeM: uniform(200e3, 1500e3),
      inclinationRad: uniform(0, 1) < 0.5 ? tilt : uniform(0, Math.PI),
      // Half of them near the plane of the flight, so that some are met.
      nodeRad: uniform(0, 1) < 0.5 ? node : uniform(0, TWO_PI),
      argumentsOfLatitudeRad: [start + uniform(-0.4, 0.4)],
    })),
  );
  const from = fromS + whole(0, flightS);
  const middle = whole(from, last);
  const spans = [
    { fromS: from, toS: middle },
    { fromS: middle + 10, toS: last },
  ].filter((span) => span.fromS <= span.toS);
  return { path, law, ephemeris, spans };
}

/** When an order leads to a meeting, by trying every second that is allowed with the test of the reach volumes: the oracle. */
export function naiveMeetingS(
  { path, law }: Pick<RandomTarget, 'path' | 'law'>,
  allowed: Uint8Array,
  [xM, yM, zM]: readonly [number, number, number],
  orderS: number,
): number {
  for (let second = orderS + 1; second <= Math.min(lastSecond(path), orderS + law.longestFlyOutS); second++) {
    const place = second - path.fromS;
    if (allowed[place] !== 1) continue;
    const volume = {
      centresM: path.positionsM.subarray(3 * place, 3 * place + 3),
      reachesM: Float64Array.of(flyOutReachM(law.flyOut, second - orderS)),
      orderAfterS: 0,
    };
    if (isInReach(volume, xM, yM, zM)) return second;
  }
  return Number.NaN;
}
