/**
 * The part of a step after which a falling body stands within a centimetre of the ground: false position with the Illinois weight. [Press-2007] §9.2.
 *
 * @param heightAfterM - Height after a part of the step; called last with the part that is returned.
 * @param aboveM - Height before the step, above the ground.
 * @param belowM - Height after the whole step, not above it.
 */
export function partToGroundS(
  heightAfterM: (partS: number) => number,
  stepS: number,
  aboveM: number,
  belowM: number,
): number {
  let lowS = 0;
  let highS = stepS;
  let lowM = aboveM;
  let highM = belowM;
  let trialS = stepS;
  for (let pass = 0; pass < 30; pass++) {
    trialS = lowS + ((highS - lowS) * lowM) / (lowM - highM);
    const heightM = heightAfterM(trialS);
    if (Math.abs(heightM) < 0.01) break;
    if (heightM > 0) {
      lowS = trialS;
      lowM = heightM;
      highM *= 0.5;
    } else {
      highS = trialS;
      highM = heightM;
      lowM *= 0.5;
    }
  }
  return trialS;
}
