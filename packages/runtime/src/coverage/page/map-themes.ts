import { decimal } from '../../page/numbers.ts';
import type { ValueClasses } from './colour-scale.ts';
import type { CoverageStudy } from './coverage-study.ts';

const NBSP = '\u00a0';

/** One quantity on the map. */
export interface MapTheme {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly values: Float64Array | Int32Array;
  readonly whole: boolean;
  /** Of a quantity that is worse the more there is of it. */
  readonly darkIsMost: boolean;
  /** Text of a value at the edge of a class. */
  readonly text: (value: number) => string;
  /** After the last value of a class; empty when the text has it. */
  readonly unit: string;
}

/** The quantities that an answer has. */
export function mapThemes({ cells, report }: CoverageStudy): readonly MapTheme[] {
  const { stereoFraction } = cells;
  return [
    {
      id: 'map-mean',
      title: 'Satellites in view, mean',
      description: 'World map of the mean number of satellites in view.',
      values: cells.meanInView,
      whole: false,
      darkIsMost: false,
      text: plainText,
      unit: '',
    },
    ...(report.gaps.count === 0
      ? []
      : [
          {
            id: 'map-covered',
            title: 'Time covered',
            description: 'World map of the share of samples with at least one satellite in view.',
            values: cells.coveredFraction,
            whole: false,
            darkIsMost: false,
            text: shareText,
            unit: '',
          },
          {
            id: 'map-gap',
            title: 'Longest gap',
            description: 'World map of the longest time without a satellite in view.',
            values: cells.longestGapS.map((s) => s / 60),
            whole: false,
            darkIsMost: true,
            text: plainText,
            unit: `${NBSP}min`,
          },
        ]),
    {
      id: 'map-fewest',
      title: 'Satellites in view, fewest',
      description: 'World map of the smallest number of satellites in view at any sample.',
      values: cells.minInView,
      whole: true,
      darkIsMost: false,
      text: plainText,
      unit: '',
    },
    ...(stereoFraction === null
      ? []
      : [
          {
            id: 'map-stereo',
            title: 'Time with a crossing angle in the band',
            description: 'World map of the share of samples at which two satellites cross in the band.',
            values: stereoFraction,
            whole: false,
            darkIsMost: false,
            text: shareText,
            unit: '',
          },
        ]),
  ];
}

function plainText(value: number): string {
  return decimal(
    value,
    Number.isInteger(value) ? 0 : Math.min(4, (String(value).split('.')[1] ?? '').length),
  );
}

/** A share at the edge of a class, with the digits it needs. */
function shareText(share: number): string {
  return `${plainText(Number((share * 100).toPrecision(10)))}\u00a0%`;
}

/** Values of a class, with their unit. */
export function classText(theme: MapTheme, { edges }: ValueClasses, index: number): string {
  const low = edges[index] ?? 0;
  const high = edges[index + 1] ?? low;
  const one = theme.whole ? high - low <= 1 : high === low;
  const values = one ? theme.text(low) : `${theme.text(low)} to ${theme.text(theme.whole ? high - 1 : high)}`;
  return `${values}${theme.unit}`;
}
