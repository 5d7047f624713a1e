// One glide with a turn to either side, and the spent stage that falls behind it: height and speed every five minutes.
import { julianDateFromIso, radians, usFromS } from '@cupola/core/foundation';
import { earthRotationFrom, heightAboveEllipsoidM } from '@cupola/core/physics';
import { flightPhaseAt, flyEvent, glideGoal, stateAtInto } from '@cupola/core/truth';
import { SPENT_STAGE, vehicleClass } from '@cupola/core/vehicles';

const epoch = julianDateFromIso('2026-07-24T00:00:00Z');
const vehicle = vehicleClass('boost-glide');
if (epoch === null || vehicle === undefined) throw new Error('the example names things that exist');

const turns = [
  { fromS: 600, durationS: 200, bankRad: radians(30) },
  { fromS: 900, durationS: 300, bankRad: radians(-35) },
];
const aim = { latitudeRad: radians(57), longitudeRad: radians(162) };
const outcome = flyEvent(
  {
    id: 'glider',
    vehicleId: vehicle.id,
    launch: { latitudeRad: radians(51), longitudeRad: radians(59) },
    goal: glideGoal(vehicle, aim, { turns }),
    count: 1,
    spacingUs: 0,
    atUs: 0,
    objects: { stages: { count: 1, speedMPerS: 5, body: SPENT_STAGE } },
  },
  vehicle,
  { earth: earthRotationFrom(epoch), cloudTopM: 10_000, untilUs: usFromS(3600) },
);
if (!outcome.ok) throw new Error(outcome.error.detail);
const state = new Float64Array(6);
for (const flight of outcome.flights) {
  process.stdout.write(
    `${flight.id}: ${((flight.impactAtUs ?? 0) / 1e6).toFixed(0)} s after lift-off on the ground\n`,
  );
  for (let atUs = 0; stateAtInto(state, flight, atUs) || atUs < flight.launchAtUs; atUs += usFromS(300)) {
    if (atUs < flight.launchAtUs) continue;
    const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = state;
    const heightKm = heightAboveEllipsoidM(x, y, z) / 1000;
    const speedKmPerS = Math.hypot(vx, vy, vz) / 1000;
    const phase = flightPhaseAt(flight, atUs) ?? '';
    process.stdout.write(
      `  ${atUs / 1e6} s: ${phase}, ${heightKm.toFixed(1)} km, ${speedKmPerS.toFixed(2)} km/s\n`,
    );
  }
}
