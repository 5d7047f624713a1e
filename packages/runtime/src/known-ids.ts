import { INTERCEPTOR_KINDS } from '@cupola/core/engagement/interceptor-kinds';
import type { KnownIds } from '@cupola/core/scenario';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import { PUBLISHED_FLIGHTS, VEHICLE_CLASSES } from '@cupola/core/vehicles';
import { US_REGION_IDS } from './areas/us-regions.ts';

/** The ids that a scenario may use, gathered from the rooms that own them. */
export const KNOWN_IDS: KnownIds = {
  sensors: SENSOR_KINDS.map((sensor) => sensor.id),
  interceptors: INTERCEPTOR_KINDS.map((kind) => kind.id),
  vehicles: VEHICLE_CLASSES.map((vehicle) => ({
    id: vehicle.id,
    course: vehicle.course.kind,
    stages: vehicle.stageShares.length,
  })),
  flights: PUBLISHED_FLIGHTS.filter((flight) => flight.flown !== null).map((flight) => flight.id),
  regions: US_REGION_IDS,
};
