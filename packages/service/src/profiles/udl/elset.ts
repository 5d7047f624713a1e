import { isoUtc } from '@cupola/core/foundation';
import type { MeanElements } from '@cupola/core/constellation';
import type { DataMode } from '../../picture/records.ts';
import { udlHead } from './udl-record.ts';
import type { UdlRecord } from './udl-record.ts';

/** The library's number for SGP4 with Kozai's mean motion, which is what catalogues publish. */
const SGP4_KOZAI = 0;
const MINUTES_PER_DAY = 1440;

/** SGP4 mean elements of an own satellite. */
export function elset(satelliteId: string, elements: MeanElements, dataMode: DataMode): UdlRecord {
  const epoch = isoUtc(elements.epoch);
  return {
    ...udlHead(dataMode),
    idElset: `${satelliteId}.${epoch}`,
    idOnOrbit: satelliteId,
    origObjectId: satelliteId,
    satNo: elements.catalogueNumber,
    epoch,
    ephemType: SGP4_KOZAI,
    meanMotion: elements.meanMotionRevPerDay,
    eccentricity: elements.eccentricity,
    inclination: elements.inclinationDeg,
    raan: elements.nodeDeg,
    argOfPerigee: elements.argumentOfPerigeeDeg,
    meanAnomaly: elements.meanAnomalyDeg,
    bStar: elements.bstarPerEarthRadius,
    meanMotionDot: elements.meanMotionDotRevPerDay2,
    meanMotionDDot: elements.meanMotionDdotRevPerDay3,
    period: MINUTES_PER_DAY / elements.meanMotionRevPerDay,
  };
}
