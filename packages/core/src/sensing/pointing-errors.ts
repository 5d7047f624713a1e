import { RandomStream, present } from '../foundation/index.ts';
import type { SensedWorld } from './sensed-world.ts';

/**
 * The constant pointing error of every channel, [channel][about up, east, north], rad: Gaussian, of the sensor kind's sigma. Part of the
 * truth: nobody but the simulated sensor knows it.
 */
export function pointingErrorsOf({ ownSide, sensorKinds, seed }: SensedWorld): Float64Array {
  const errorsRad = new Float64Array(3 * ownSide.channels.length);
  const normals = new Float64Array(4);
  const streams = sensorKinds.map((kind) => new RandomStream(seed, `pointing/${kind.id}`));
  ownSide.channels.forEach(({ sensor, satelliteIndex }, channel) => {
    if (sensor.biasSigmaRad === 0) return;
    present(streams[sensorKinds.indexOf(sensor)]).normalsInto(normals, satelliteIndex, 0);
    for (let axis = 0; axis < 3; axis++) errorsRad[3 * channel + axis] = sensor.biasSigmaRad * normals[axis]!;
  });
  return errorsRad;
}
