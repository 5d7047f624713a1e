// What more satellites buy: the share of the worst latitude that two satellites see under a good angle, from 100 satellites to 500.
import { EQUATORIAL_SPHERE, kneeOf, paretoFront, rowsWithin, walkerLatitudes } from '@cupola/core/coverage';
import type { Sight } from '@cupola/core/coverage';
import { radians } from '@cupola/core/foundation';

const sight: Sight = { kind: 'elevation', minElevationRad: radians(20) };
const stereo = { minRad: radians(30), maxRad: radians(150) };
const within = rowsWithin(1000, EQUATORIAL_SPHERE, sight, { southRad: radians(-70), northRad: radians(70) });

const designs = [100, 140, 180, 220, 260, 300, 400, 500].map((satellites) => {
  const orbit = { planes: 20, phasing: 1, altitudeM: 1_000_000, inclinationRad: radians(70) };
  const shell = { kind: 'delta' as const, count: satellites, ...orbit };
  const { worst, standardError } = walkerLatitudes({
    shells: [shell],
    within,
    sight,
    stereo,
    fineness: 'slider',
    seed: 1,
  });
  return { satellites, worstStereoFraction: worst.stereoFraction, standardError };
});
const front = paretoFront(designs);
const knee = kneeOf(front);
front.forEach(({ satellites, worstStereoFraction }, place) => {
  const share = (100 * worstStereoFraction).toFixed(0).padStart(3);
  process.stdout.write(`${satellites} satellites: ${share} %${place === knee ? '  knee' : ''}\n`);
});
