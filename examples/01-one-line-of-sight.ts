// One line of sight: what an infrared satellite at 1,000 km has behind a missile at 150 km, and whether it sees it.
import { radians } from '@cupola/core/foundation';
import { BACKGROUNDS, LOOK_STAGES } from '@cupola/core/messages';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import { SENSOR_KINDS, backgroundOf, emptyLook, fieldStage, measureLookInto } from '@cupola/core/sensors';

const satellites = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + 1_000_000, 0, 0);
const look = emptyLook();

for (const arcDeg of [10, 20, 30, 45]) {
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + 150_000;
  measureLookInto(
    look,
    satellites,
    0,
    radiusM * Math.cos(radians(arcDeg)),
    radiusM * Math.sin(radians(arcDeg)),
    0,
  );
  const stages = SENSOR_KINDS.slice(0, 2).map(
    (sensor) => `${sensor.id}: ${LOOK_STAGES[fieldStage(sensor, look, -1)] ?? ''}`,
  );
  const background = BACKGROUNDS[backgroundOf(look)] ?? '';
  process.stdout.write(
    `${arcDeg} deg away, ${(look.rangeM / 1000).toFixed(0)} km, before ${background}: ${stages.join(', ')}\n`,
  );
}
