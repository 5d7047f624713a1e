import { degrees } from '@cupola/core/foundation';
import type { Channel, OwnSide, SensorSpec } from '@cupola/core/sensors';
import type { DataMode } from '../../picture/records.ts';
import type { SatelliteState } from '../satellite-states.ts';
import { kilometres, udlHead } from './udl-record.ts';
import type { UdlRecord } from './udl-record.ts';

/** What names a sensor to the library: it stands on one satellite, and its kind on many. */
export function sensorIdOf(satelliteId: string, sensorId: string): string {
  return `${satelliteId}.${sensorId}`;
}

/** A sensor on one satellite. */
export function sensorRecord(
  { satelliteIds }: OwnSide,
  { satelliteIndex, sensor }: Channel,
  dataMode: DataMode,
): UdlRecord {
  const satelliteId = satelliteIds[satelliteIndex] ?? '';
  const idSensor = sensorIdOf(satelliteId, sensor.id);
  const head = udlHead(dataMode);
  return {
    ...head,
    idSensor,
    sensorName: idSensor,
    shortName: sensor.id,
    active: true,
    idEntity: satelliteId,
    entity: { ...head, idEntity: satelliteId, name: satelliteId, type: 'ONORBIT' },
    sensorType: { type: 'Infrared, space-based' },
    sensorcharacteristics: [{ ...head, idSensor, band: sensor.band.toUpperCase(), ...reach(sensor) }],
    sensorlimitsCollection: [],
  };
}

/** Km; nothing of a sensor that does not say. */
function reach({ fields }: SensorSpec): { readonly maxObservableRange?: number } {
  const farthestM = Math.max(...fields.map(({ maxRangeM }) => maxRangeM));
  return fields.length > 0 && Number.isFinite(farthestM) ? { maxObservableRange: farthestM / 1000 } : {};
}

/** Where a satellite is predicted to be: km and km/s, Earth-fixed. */
export function satelliteVector(state: SatelliteState, epoch: string, dataMode: DataMode): UdlRecord {
  const [xpos, ypos, zpos] = kilometres(state.positionItrfM);
  const [xvel, yvel, zvel] = kilometres(state.velocityItrfMPerS);
  return {
    ...udlHead(dataMode),
    idStateVector: `${state.satelliteId}.${epoch}`,
    idOnOrbit: state.satelliteId,
    origObjectId: state.satelliteId,
    epoch,
    pedigree: 'PROPAGATION',
    referenceFrame: 'ITRF',
    xpos,
    ypos,
    zpos,
    xvel,
    yvel,
    zvel,
  };
}

/** One detection. Directions and places are Earth-fixed at the time of the scan. */
export interface Sighting {
  readonly id: string;
  readonly satelliteId: string;
  readonly sensorId: string;
  /** Of the scan. */
  readonly at: string;
  /** Unit vector, from the satellite at the scan to the target one light time before. */
  readonly los: readonly [number, number, number];
  readonly sigmaRad: number;
  /** Of the satellite, m. */
  readonly positionItrfM: readonly [number, number, number];
  /** The track that took it; null while none did, or to somebody who is not told. */
  readonly trackId: string | null;
}

export function eoObservation(sighting: Sighting, dataMode: DataMode): UdlRecord {
  const { los, sigmaRad } = sighting;
  const [x, y, z] = los;
  const level = Math.hypot(x, y);
  const [senx, seny, senz] = kilometres(sighting.positionItrfM);
  return {
    ...udlHead(dataMode),
    id: sighting.id,
    obTime: sighting.at,
    idSensor: sensorIdOf(sighting.satelliteId, sighting.sensorId),
    origSensorId: sighting.sensorId,
    ...(sighting.trackId === null ? {} : { trackId: sighting.trackId }),
    type: 'OPTICAL_IR',
    referenceFrame: 'ITRF',
    ra: (degrees(Math.atan2(y, x)) + 360) % 360,
    declination: degrees(Math.atan2(z, level)),
    raUnc: degrees(sigmaRad / Math.max(level, sigmaRad)),
    declinationUnc: degrees(sigmaRad),
    raMeasured: true,
    declinationMeasured: true,
    losUnc: 1e6 * sigmaRad,
    senReferenceFrame: 'ITRF',
    senx,
    seny,
    senz,
  };
}
