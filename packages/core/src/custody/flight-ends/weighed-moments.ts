/** Mean and spread of weighed places on a plane and of ages. */
export interface WeighedMoments {
  take(weight: number, eastM: number, northM: number, ageS: number): void;
  /** How many samples of equal weight would say as much: (Σw)² / Σw². */
  effectiveCount(): number;
  result(): {
    readonly eastM: number;
    readonly northM: number;
    readonly ageS: number;
    readonly ageSigmaS: number;
    /** East-east, east-north, north-north, m². */
    readonly covarianceM2: readonly [number, number, number];
  };
}

export function weighedMoments(): WeighedMoments {
  let total = 0;
  let squares = 0;
  const sums = new Float64Array(3);
  const products = new Float64Array(4);
  return {
    take(weight, eastM, northM, ageS) {
      total += weight;
      squares += weight * weight;
      sums[0]! += weight * eastM;
      sums[1]! += weight * northM;
      sums[2]! += weight * ageS;
      products[0]! += weight * eastM * eastM;
      products[1]! += weight * eastM * northM;
      products[2]! += weight * northM * northM;
      products[3]! += weight * ageS * ageS;
    },
    effectiveCount: () => (total * total) / squares,
    result() {
      const eastM = sums[0]! / total;
      const northM = sums[1]! / total;
      const ageS = sums[2]! / total;
      return {
        eastM,
        northM,
        ageS,
        ageSigmaS: Math.sqrt(Math.max(0, products[3]! / total - ageS * ageS)),
        covarianceM2: [
          products[0]! / total - eastM * eastM,
          products[1]! / total - eastM * northM,
          products[2]! / total - northM * northM,
        ],
      };
    },
  };
}
