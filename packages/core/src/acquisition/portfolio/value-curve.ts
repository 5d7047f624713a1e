/** Corners of a curve from (0, 0): level and the share of the full worth it has there; rising, ever less steeply, to 1. */
export type ValueCurve = readonly (readonly [level: number, share: number])[];

/** A straight piece of a curve. */
interface Piece {
  readonly width: number;
  readonly slope: number;
}

export function piecesOf(curve: ValueCurve): readonly Piece[] {
  return curve.map(([level, share], i) => {
    const [fromLevel, fromShare] = curve[i - 1] ?? [0, 0];
    return { width: level - fromLevel, slope: (share - fromShare) / (level - fromLevel) };
  });
}

/** Share of the full worth at a level; above the last corner nothing is added. */
export function shareAt(curve: ValueCurve, level: number): number {
  let left = Math.max(0, level);
  let share = 0;
  for (const { width, slope } of piecesOf(curve)) {
    share += slope * Math.min(left, width);
    left -= Math.min(left, width);
  }
  return share;
}

/** Is it a curve that saturates: levels rise, worth rises or stays, ever less steeply, and ends at 1? */
export function isSaturating(curve: ValueCurve): boolean {
  const pieces = piecesOf(curve);
  const ROUNDING = 1e-9;
  return (
    pieces.length > 0 &&
    pieces.every(({ width, slope }, i) => {
      const before = pieces[i - 1]?.slope ?? Number.POSITIVE_INFINITY;
      return width > 0 && slope >= 0 && slope <= before + ROUNDING;
    }) &&
    Math.abs((curve.at(-1)?.[1] ?? 0) - 1) <= ROUNDING
  );
}
