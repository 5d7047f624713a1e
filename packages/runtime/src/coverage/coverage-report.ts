import type {
  CoverageAnswer,
  GridQuestion,
  InViewStatistics,
  LengthStatistics,
  RunMeans,
} from '@cupola/core/coverage';
import { degrees } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';

/** The answer of `cupola coverage` in the units of the edge; a contract with other programs. */
export interface CoverageReport extends InViewStatistics {
  readonly satellites: number;
  /** Objects of the catalogue, those that were not selected included; null for a scenario. */
  readonly catalogueObjects: number | null;
  /** Records of the catalogue that could not be read and were left out. */
  readonly skipped: readonly Problem[];
  readonly samples: number;
  /** Points, or cells, that were really used. */
  readonly points: number;
  readonly surface: 'wgs84' | 'sphere';
  /** What the points lie in; null for the whole Earth. */
  readonly area: string | null;
  readonly gaps: LengthStatistics;
  readonly revisit: LengthStatistics;
  readonly response: LengthStatistics & { readonly unansweredFraction: number };
  readonly stereo:
    | (Omit<NonNullable<CoverageAnswer['stereo']>, 'worstCell'> & { readonly worstCell: WorstCell })
    | null;
  /** Of a shell: those seen against Earth or limb, and those against space. */
  readonly backgrounds: CoverageAnswer['backgrounds'];
  readonly byLatitude: readonly (InViewStatistics &
    RunMeans & {
      readonly southDeg: number;
      readonly northDeg: number;
      readonly points: number;
      readonly coveredFraction: number;
      readonly longestGapS: number;
      readonly stereoFraction: number | null;
    })[];
  readonly worstCell: WorstCell;
  /** Since the first sample. */
  readonly worstSample: CoverageAnswer['worstSample'];
}

export interface WorstCell {
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly coveredFraction: number;
  readonly meanInView: number;
  readonly longestGapS: number;
}

export function coverageReport(
  answer: CoverageAnswer,
  { surface, area }: Pick<GridQuestion, 'surface' | 'area'>,
  { catalogueObjects, skipped }: Pick<CoverageReport, 'catalogueObjects' | 'skipped'>,
): CoverageReport {
  const { satellites, samples, cells, meanInView, minInView, maxInView, folds, runs, stereo } = answer;
  return {
    satellites,
    catalogueObjects,
    skipped,
    samples,
    points: cells,
    surface: surface.kind,
    area: area?.title ?? null,
    meanInView,
    minInView,
    maxInView,
    folds,
    ...runs,
    stereo: stereo === null ? null : { ...stereo, worstCell: worstCell(stereo.worstCell) },
    backgrounds: answer.backgrounds,
    byLatitude: answer.byLatitude.map(({ southRad, northRad, cells: points, ...rest }) => ({
      southDeg: Math.round(degrees(southRad)),
      northDeg: Math.round(degrees(northRad)),
      points,
      ...rest,
    })),
    worstCell: worstCell(answer.worstCell),
    worstSample: answer.worstSample,
  };
}

function worstCell({ latitudeRad, longitudeRad, ...rest }: CoverageAnswer['worstCell']): WorstCell {
  return { latDeg: degrees(latitudeRad), lonDeg: degrees(longitudeRad), ...rest };
}
