/** One measured question about coverage. */
export interface ScalingCase {
  readonly satellites: number;
  readonly samples: number;
  readonly cells: number;
  readonly rows: number;
  /** Processor time of counting. */
  readonly measureS: number;
  /** And of what is made of the counts at the end. */
  readonly answerS: number;
}

/** Time = rowNs * satellites * samples * rows + cellNs * samples * cells: each part linear in what it counts. */
export interface ScalingLaw {
  readonly rowNs: number;
  readonly cellNs: number;
  /** Measured time over the law's, over the cases that it was fitted to. */
  readonly ratioMin: number;
  readonly ratioMax: number;
  secondsOf(one: Omit<ScalingCase, 'measureS' | 'answerS'>): number;
}

/** Least squares of the relative differences. */
export function fittedLaw(cases: readonly ScalingCase[]): ScalingLaw {
  let uu = 0;
  let uv = 0;
  let vv = 0;
  let u1 = 0;
  let v1 = 0;
  for (const { satellites, samples, cells, rows, measureS } of cases) {
    const u = (satellites * samples * rows) / measureS;
    const v = (samples * cells) / measureS;
    uu += u * u;
    uv += u * v;
    vv += v * v;
    u1 += u;
    v1 += v;
  }
  const determinant = uu * vv - uv * uv;
  const rowS = (u1 * vv - v1 * uv) / determinant;
  const cellS = (v1 * uu - u1 * uv) / determinant;
  const secondsOf: ScalingLaw['secondsOf'] = ({ satellites, samples, cells, rows }) =>
    rowS * satellites * samples * rows + cellS * samples * cells;
  const ratios = cases.map((one) => one.measureS / secondsOf(one));
  return {
    rowNs: 1e9 * rowS,
    cellNs: 1e9 * cellS,
    ratioMin: Math.min(...ratios),
    ratioMax: Math.max(...ratios),
    secondsOf,
  };
}
