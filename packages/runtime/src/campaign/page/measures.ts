import { MEASURES } from '@cupola/core/campaign';
import type { ComparedVariant, Measure } from '@cupola/core/campaign';
import type { BootstrapEstimate } from '@cupola/core/metrics';
import { MISSING, percent, significant } from '../../page/numbers.ts';

interface MeasureWords {
  readonly title: string;
  /** Stands above the axis. */
  readonly axis: string;
  readonly isShare: boolean;
}

export const MEASURE_WORDS: Readonly<Record<Measure, MeasureWords>> = {
  boost: { title: 'boost held', axis: 'share of boost held', isShare: true },
  midcourse: { title: 'midcourse held', axis: 'share of midcourse held', isShare: true },
  glide: { title: 'glide held', axis: 'share of glide held', isShare: true },
  reentry: { title: 're-entry held', axis: 'share of re-entry held', isShare: true },
  declaredAfterLaunchS: {
    title: 'declared after launch (s)',
    axis: 'declared after launch (s)',
    isShare: false,
  },
  midcourseErrorKm: { title: 'midcourse error (km)', axis: 'median midcourse error (km)', isShare: false },
};

/** The measures of which there is anything to show. */
export function shownMeasures(variants: readonly ComparedVariant[]): readonly Measure[] {
  return MEASURES.filter((measure) => variants.some(({ measured }) => measured[measure].mean !== null));
}

export function meanText(measure: Measure, { mean }: BootstrapEstimate): string {
  if (mean === null) return MISSING;
  return MEASURE_WORDS[measure].isShare ? percent(mean) : significant(mean);
}

/** `95.1 % (92–98)`, `208 (201–215)`. */
export function estimateText(measure: Measure, { mean, low, high }: BootstrapEstimate): string {
  if (mean === null) return MISSING;
  const text = MEASURE_WORDS[measure].isShare ? percent : significant;
  return low === null || high === null ? text(mean) : `${text(mean)} (${text(low)}–${text(high)})`;
}

/** A change of a share in percentage points, of another measure in its unit. */
export function changeText(measure: Measure, { mean, low, high }: BootstrapEstimate): string {
  if (mean === null) return MISSING;
  const scale = MEASURE_WORDS[measure].isShare ? 100 : 1;
  const text = (value: number): string => {
    const shown = significant(Math.abs(value * scale));
    if (shown === '0') return '0';
    return `${value < 0 ? '-' : '+'}${shown}`;
  };
  const isSure = low !== null && high !== null && (low > 0 || high < 0);
  const band = low === null || high === null ? '' : ` (${text(low)} to ${text(high)})`;
  return isSure ? `<b>${text(mean)}</b>${band}` : `${text(mean)}${band}`;
}
