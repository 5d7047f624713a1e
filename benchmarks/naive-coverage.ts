import type { CoverageQuestion } from '@cupola/core/coverage';
import { julianDateAfter, sFromUs } from '@cupola/core/foundation';
import { earthAngleRad, sunDirectionInto } from '@cupola/core/physics';
import { fibonacciPoints } from '@cupola/core/coverage';
import { STAGE_SIGNAL, emptyLook, fieldStage, measureLookInto } from '@cupola/core/sensors';

/**
 * Coverage as one would first write it, over the first samples: every satellite against every point, elevations by a dot product, shells by
 * the line of sight and, with a sensor, its stages; a histogram of k per point. Returns something that depends on all of it.
 */
export function naiveCounts(question: CoverageQuestion, sampleCount: number): number {
  const { sight, sensor, ephemeris, cellCount, surface, earth, fromUs, stepUs } = question;
  const { positionsItrfM, zenithsItrf } = fibonacciPoints(
    cellCount,
    surface,
    sight.kind === 'shell' ? sight.altitudeM : 0,
  );
  const inertial = new Float64Array(3 * ephemeris.satelliteCount);
  const fixed = new Float64Array(3 * ephemeris.satelliteCount);
  const stride = ephemeris.satelliteCount + 1;
  const histogram = new Uint16Array(cellCount * stride);
  const look = emptyLook();
  const sun = new Float64Array(3);
  const sinElevation = sight.kind === 'elevation' ? Math.sin(sight.minElevationRad) : 0;
  let sum = 0;
  for (let sample = 0; sample < sampleCount; sample++) {
    const atUs = fromUs + sample * stepUs;
    ephemeris.positionsInertialInto(inertial, atUs);
    const c = Math.cos(earthAngleRad(earth, atUs));
    const s = Math.sin(earthAngleRad(earth, atUs));
    for (let at = 0; at < inertial.length; at += 3) {
      fixed[at] = c * inertial[at]! + s * inertial[at + 1]!;
      fixed[at + 1] = c * inertial[at + 1]! - s * inertial[at]!;
      fixed[at + 2] = inertial[at + 2]!;
    }
    if (question.epoch !== undefined) {
      sunDirectionInto(sun, julianDateAfter(question.epoch, sFromUs(atUs)));
      [sun[0], sun[1]] = [c * sun[0]! + s * sun[1]!, c * sun[1]! - s * sun[0]!];
    }
    for (let point = 0; point < 3 * cellCount; point += 3) {
      const px = positionsItrfM[point]!;
      const py = positionsItrfM[point + 1]!;
      const pz = positionsItrfM[point + 2]!;
      let k = 0;
      if (sight.kind === 'elevation') {
        const nx = zenithsItrf[point]!;
        const ny = zenithsItrf[point + 1]!;
        const nz = zenithsItrf[point + 2]!;
        for (let at = 0; at < fixed.length; at += 3) {
          const x = fixed[at]! - px;
          const y = fixed[at + 1]! - py;
          const z = fixed[at + 2]! - pz;
          if (x * nx + y * ny + z * nz >= sinElevation * Math.sqrt(x * x + y * y + z * z)) k += 1;
        }
      } else {
        for (let at = 0; at < fixed.length; at += 3) {
          measureLookInto(look, fixed, at, px, py, pz);
          if (look.blocked || look.rangeM > sight.maxRangeM || look.tangentHeightM < sight.limbM) continue;
          if (sensor !== undefined) {
            const sunCosine = look.losX * sun[0]! + look.losY * sun[1]! + look.losZ * sun[2]!;
            if (fieldStage(sensor, look, sunCosine) !== STAGE_SIGNAL) continue;
          }
          k += 1;
        }
      }
      histogram[(point / 3) * stride + k]! += 1;
      sum += k;
    }
  }
  return sum + (histogram[0] ?? 0);
}
