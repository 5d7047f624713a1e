import { kneeOfCurve, present } from '../../foundation/index.ts';

/** What a design costs and what it brings. */
export interface DesignValue {
  readonly satellites: number;
  /** Stereo fraction in the worst row, 0 to 1. */
  readonly worstStereoFraction: number;
  readonly standardError: number;
}

/** Designs that no other beats with as many satellites or fewer, by rising satellites; of equals the one that comes first. */
export function paretoFront<Design extends DesignValue>(designs: readonly Design[]): readonly Design[] {
  const front: Design[] = [];
  const ordered = designs.toSorted(
    (a, b) => a.satellites - b.satellites || b.worstStereoFraction - a.worstStereoFraction,
  );
  for (const design of ordered) {
    const best = front.at(-1);
    if (best === undefined || design.worstStereoFraction > best.worstStereoFraction) front.push(design);
  }
  return front;
}

/**
 * Where more satellites begin to bring less: with both axes of the front stretched to run from 0 to 1, the design that stands highest above
 * the straight line between its ends, after [Satopaa-2011].
 *
 * @returns Its place on the front; null when no design stands above that line.
 */
export function kneeOf(front: readonly DesignValue[]): number | null {
  return kneeOfCurve(
    front.map(({ satellites }) => satellites),
    front.map(({ worstStereoFraction }) => worstStereoFraction),
  );
}

/** What ten more satellites bring between two neighbours of the front. */
export interface MarginalValue {
  readonly fromSatellites: number;
  readonly toSatellites: number;
  /** Stereo fraction of the worst row gained by ten satellites. */
  readonly gainPerTen: number;
  readonly standardError: number;
}

export function marginalValues(front: readonly DesignValue[]): readonly MarginalValue[] {
  return front.slice(1).map((to, index) => {
    const from = present(front[index]);
    const tens = (to.satellites - from.satellites) / 10;
    return {
      fromSatellites: from.satellites,
      toSatellites: to.satellites,
      gainPerTen: (to.worstStereoFraction - from.worstStereoFraction) / tens,
      standardError: Math.hypot(to.standardError, from.standardError) / tens,
    };
  });
}
