import type { JulianDate } from '../foundation/index.ts';

/** One general-perturbations element set as the catalogues publish it: SGP4 mean elements, TEME of date. CCSDS 502.0-B-3 (OMM). */
export interface MeanElements {
  readonly objectName: string;
  /** International designator, such as `2019-074B`. */
  readonly objectId: string;
  /** Catalogue number, up to nine digits. */
  readonly catalogueNumber: number;
  readonly epoch: JulianDate;
  readonly meanMotionRevPerDay: number;
  readonly eccentricity: number;
  readonly inclinationDeg: number;
  readonly nodeDeg: number;
  readonly argumentOfPerigeeDeg: number;
  readonly meanAnomalyDeg: number;
  /** Drag term, 1/Earth radii. */
  readonly bstarPerEarthRadius: number;
  /** As published: half the first derivative of the mean motion. SGP4 does not use it. */
  readonly meanMotionDotRevPerDay2: number;
  /** As published: a sixth of the second derivative. SGP4 does not use it. */
  readonly meanMotionDdotRevPerDay3: number;
  /** Security classification. Absent, like the two that follow, when the source says nothing; no computation uses them. */
  readonly classification?: 'U' | 'C' | 'S';
  /** Counts the sets published for the object. */
  readonly elementSetNumber?: number;
  readonly revolutionsAtEpoch?: number;
}
