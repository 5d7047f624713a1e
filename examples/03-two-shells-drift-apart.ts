// Two shells drift apart: the planes of a polar and of an inclined orbit that start together, over ten days.
import { explicitEphemeris } from '@cupola/core/constellation';
import { degrees, julianDateFromIso, present, radians, usFromS } from '@cupola/core/foundation';
import {
  earthRotationFrom,
  geodeticFromItrf,
  itrfFromInertial,
  turnStatesInPlace,
} from '@cupola/core/physics';

const earth = earthRotationFrom(present(julianDateFromIso('2026-07-24T00:00:00Z')));
const ephemeris = explicitEphemeris(
  [90, 53].map((inclinationDeg) => ({
    altitudeM: 1_000_000,
    inclinationRad: radians(inclinationDeg),
    nodeRad: 0,
    argumentsOfLatitudeRad: [0],
  })),
);
const states = new Float64Array(12);

for (const days of [0, 5, 10]) {
  const atUs = usFromS(86_400 * days);
  ephemeris.statesInertialInto(states, atUs, { first: 0, count: 2 });
  const [polar, inclined] = [0, 6].map((at) => {
    const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = states.subarray(at, at + 6);
    return degrees(Math.atan2(y * vz - z * vy, x * vz - z * vx));
  });
  turnStatesInPlace(states, 2, itrfFromInertial(earth, atUs), 0);
  const { latitudeRad, heightM } = geodeticFromItrf(states[6]!, states[7]!, states[8]!);
  const apart = (present(inclined) - present(polar)).toFixed(1);
  const place = `latitude ${degrees(latitudeRad).toFixed(1)}, ${(heightM / 1000).toFixed(0)} km up`;
  process.stdout.write(`day ${days}: planes ${apart} deg apart; the inclined satellite at ${place}\n`);
}
