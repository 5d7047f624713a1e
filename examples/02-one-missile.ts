// One missile: a generic solid intercontinental missile on a minimum-energy flight, solved and flown.
import { julianDateFromIso, radians, usFromS } from '@cupola/core/foundation';
import { earthRotationFrom } from '@cupola/core/physics';
import { flyEvent } from '@cupola/core/truth';
import { vehicleClass } from '@cupola/core/vehicles';

const epoch = julianDateFromIso('2026-07-24T00:00:00Z');
const vehicle = vehicleClass('icbm-solid');
if (epoch === null || vehicle === undefined) throw new Error('the example names things that exist');

const outcome = flyEvent(
  {
    id: 'example',
    vehicleId: vehicle.id,
    launch: { latitudeRad: radians(40.9), longitudeRad: radians(129.3) },
    goal: { kind: 'minimum-energy', aim: { latitudeRad: radians(38.9), longitudeRad: radians(-77) } },
    count: 1,
    spacingUs: usFromS(10),
    atUs: 0,
  },
  vehicle,
  { earth: earthRotationFrom(epoch), cloudTopM: 10_000, untilUs: usFromS(3600) },
);
if (!outcome.ok) throw new Error(outcome.error.detail);
for (const flight of outcome.flights) {
  process.stdout.write(
    `burnout ${flight.burnoutAtUs / 1e6} s, ${(flight.burnoutAltitudeM / 1000).toFixed(0)} km, ${(flight.burnoutSpeedMPerS / 1000).toFixed(2)} km/s\n`,
  );
  process.stdout.write(
    `apogee ${(flight.apogeeM / 1000).toFixed(0)} km, impact after ${((flight.impactAtUs ?? 0) / 60e6).toFixed(1)} min\n`,
  );
}
