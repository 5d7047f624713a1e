import type { MeanElements } from '@cupola/core/constellation';
import { ommEpoch } from './omm-epoch.ts';

/** What is written where the source said nothing. */
const CLASSIFICATION = 'U';
const ELEMENT_SET_NUMBER = 999;
const REVOLUTIONS_AT_EPOCH = 0;

/**
 * The keys and values of an element set in the order of CCSDS 502.0-B-3, which is also CelesTrak's. Numbers keep every digit; the epoch is
 * rounded to the microsecond.
 */
export function ommValues(elements: MeanElements): Readonly<Record<string, string | number>> {
  return {
    OBJECT_NAME: elements.objectName,
    OBJECT_ID: elements.objectId,
    EPOCH: ommEpoch(elements.epoch),
    MEAN_MOTION: elements.meanMotionRevPerDay,
    ECCENTRICITY: elements.eccentricity,
    INCLINATION: elements.inclinationDeg,
    RA_OF_ASC_NODE: elements.nodeDeg,
    ARG_OF_PERICENTER: elements.argumentOfPerigeeDeg,
    MEAN_ANOMALY: elements.meanAnomalyDeg,
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: elements.classification ?? CLASSIFICATION,
    NORAD_CAT_ID: elements.catalogueNumber,
    ELEMENT_SET_NO: elements.elementSetNumber ?? ELEMENT_SET_NUMBER,
    REV_AT_EPOCH: elements.revolutionsAtEpoch ?? REVOLUTIONS_AT_EPOCH,
    BSTAR: elements.bstarPerEarthRadius,
    MEAN_MOTION_DOT: elements.meanMotionDotRevPerDay2,
    MEAN_MOTION_DDOT: elements.meanMotionDdotRevPerDay3,
  };
}

/** What a CCSDS message says about itself and its frame, before or between those values. */
export const OMM_FRAME = {
  CENTER_NAME: 'EARTH',
  REF_FRAME: 'TEME',
  TIME_SYSTEM: 'UTC',
  MEAN_ELEMENT_THEORY: 'SGP4',
} as const;
export const OMM_VERSION = '3.0';
export const OMM_ORIGINATOR = 'CUPOLA';
