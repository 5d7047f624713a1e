import type { LengthStatistics, WindowAnswer } from '@cupola/core/coverage';
import { degrees } from '@cupola/core/foundation';
import type { CoverageReport } from '../coverage-report.ts';

/** Rise and set times are good to this, but for passes so low that they last less than a second, s. */
const TOLERANCE_S = 0.01;

interface Exact {
  readonly exact: true;
}

/** The answer of `cupola coverage --windows`: times of rise and set in place of samples wherever both could tell. */
export interface WindowReport extends Omit<CoverageReport, 'gaps' | 'revisit' | 'response'> {
  readonly gaps: LengthStatistics & Exact;
  readonly revisit: LengthStatistics & Exact;
  readonly response: CoverageReport['response'] & Exact;
  readonly windows: WindowAnswer['windows'] & {
    readonly toleranceS: number;
    readonly minDurationS: number;
    readonly meanInView: number;
    readonly coveredFraction: number;
    readonly longestGap: {
      readonly latDeg: number;
      readonly lonDeg: number;
      readonly fromS: number;
      readonly lengthS: number;
    } | null;
    /** Where they were written. */
    readonly file: string | null;
  };
}

export function windowReport(
  report: CoverageReport,
  answer: WindowAnswer,
  minDurationS: number,
  file: string | null,
): WindowReport {
  const { windows, meanInView, coveredFraction, longestGap } = answer;
  return {
    ...report,
    gaps: { ...answer.gaps, exact: true },
    revisit: { ...answer.revisit, exact: true },
    response: { ...answer.response, exact: true },
    windows: {
      ...windows,
      toleranceS: TOLERANCE_S,
      minDurationS,
      meanInView,
      coveredFraction,
      longestGap:
        longestGap === null
          ? null
          : {
              latDeg: degrees(longestGap.latitudeRad),
              lonDeg: degrees(longestGap.longitudeRad),
              fromS: longestGap.fromS,
              lengthS: longestGap.lengthS,
            },
      file,
    },
  };
}
