/** Points of the normal distribution that leave half of the rest on either side. [Abramowitz-1964] table 26.5. */
const NORMAL_POINTS = { '95': 1.959964, '99.9': 3.290527 } as const;

/**
 * Band that the mean of `count` independent squared normalised errors of `dimension` numbers meets with 95 % (or 99.9 %): chi-square quantiles
 * after [Wilson-1931]; of 95 % within 0.2 % from ten errors of six numbers on and 3 % for one. [Bar-Shalom-2001] §5.4.
 */
export function neesBand(
  dimension: number,
  count: number,
  percent: keyof typeof NORMAL_POINTS = '95',
): readonly [low: number, high: number] {
  const freedom = dimension * count;
  const share = 2 / (9 * freedom);
  const at = (z: number): number => dimension * Math.max(0, 1 - share + z * Math.sqrt(share)) ** 3;
  return [at(-NORMAL_POINTS[percent]), at(NORMAL_POINTS[percent])];
}
