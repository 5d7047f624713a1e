import { readFileSync } from 'node:fs';
import type { Sight, StereoBand, Surface } from '@cupola/core/coverage';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { DesignReport } from '../design-report.ts';
import { shortDigest } from '../../../mission/digest.ts';
import { provenanceOf } from '../../../mission/provenance.ts';
import type { Provenance } from '../../../page/reproduction.ts';

export type { DesignEntry, DesignReport } from '../design-report.ts';

/** What designs were compared by. */
export interface DesignSettings {
  readonly sight: Sight;
  readonly stereo: StereoBand;
  readonly surface: Surface;
  /** Cells of the whole Earth that the rows of latitude are those of. */
  readonly points: number;
  /** Of the full computation. */
  readonly stepUs: SimTimeUs;
  readonly sampleCount: number;
}

/** An answer to a design question, and what led to it. Nothing in it depends on when, where or how fast. */
export interface DesignStudy {
  readonly report: DesignReport;
  readonly settings: DesignSettings;
  readonly provenance: Provenance;
  /** Satellites that stand beside the designs, with the hash of their file; null for none. */
  readonly given: { readonly file: string; readonly hash: string } | null;
}

/** @param file - Of the satellites that stand beside the designs; read once more for its hash. */
export function designStudy(
  report: DesignReport,
  settings: DesignSettings,
  command: string,
  file: string | null,
): DesignStudy {
  return {
    report,
    settings,
    provenance: provenanceOf(command),
    given: file === null ? null : { file, hash: shortDigest([readFileSync(file)]) },
  };
}
