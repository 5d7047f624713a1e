const NORMAL_97_5 = 1.959964;

/**
 * Band that the mean of `count` independent squared normalised errors of `dimension` numbers meets with 95 %: chi-square quantiles after
 * [Wilson-1931], within 0.2 % from ten errors of six numbers on and 3 % for one. [Bar-Shalom-2001] §5.4.
 */
export function neesBand(dimension: number, count: number): readonly [low: number, high: number] {
  const freedom = dimension * count;
  const share = 2 / (9 * freedom);
  const at = (z: number): number => dimension * Math.max(0, 1 - share + z * Math.sqrt(share)) ** 3;
  return [at(-NORMAL_97_5), at(NORMAL_97_5)];
}
