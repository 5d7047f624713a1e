import type { OutagePeriod } from '../../constellation/index.ts';
import { sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';

/** What is left of a window, s since the start of the search. */
export interface WindowPiece {
  readonly riseS: number;
  readonly setS: number;
  readonly startOpen: boolean;
  readonly endOpen: boolean;
}

/** The parts of a window in which its satellite is in service, in their order. An outage ends a window as setting does. */
export function cutWindow(
  whole: WindowPiece,
  outages: readonly OutagePeriod[],
  fromUs: SimTimeUs,
): readonly WindowPiece[] {
  let pieces: readonly WindowPiece[] = [whole];
  for (const period of outages) {
    const outS = sFromUs(period.fromUs - fromUs);
    const backS = sFromUs(period.untilUs - fromUs);
    pieces = pieces.flatMap((piece) => {
      if (backS <= piece.riseS || outS >= piece.setS) return piece;
      return [
        ...(outS > piece.riseS ? [{ ...piece, setS: outS, endOpen: false }] : []),
        ...(backS < piece.setS ? [{ ...piece, riseS: backS, startOpen: false }] : []),
      ];
    });
  }
  return pieces;
}
