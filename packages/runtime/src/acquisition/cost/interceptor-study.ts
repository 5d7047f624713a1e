import type { InterceptorCase } from '@cupola/contract';
import {
  INTERCEPTOR_INPUT_IDS,
  byInterceptorInput,
  gradeOf,
  interceptorSwings,
  interceptorWays,
} from '@cupola/core/acquisition';
import type {
  Assumption,
  Grade,
  InterceptorFleet,
  InterceptorSwing,
  InterceptorWays,
} from '@cupola/core/acquisition';

/** A second fleet costed in both published ways, and all it rests on. Millions of constant dollars, undiscounted. */
export interface InterceptorStudy extends InterceptorWays {
  readonly fleet: InterceptorFleet;
  readonly swings: readonly InterceptorSwing[];
  readonly assumptions: readonly (Assumption & { readonly grade: Grade })[];
}

export function interceptorStudy({ fleet, assumptions }: InterceptorCase): InterceptorStudy {
  return {
    fleet,
    ...interceptorWays(
      fleet,
      byInterceptorInput((id) => assumptions[id].value),
    ),
    swings: interceptorSwings(fleet, assumptions),
    assumptions: INTERCEPTOR_INPUT_IDS.map((id) => ({ ...assumptions[id], grade: gradeOf(assumptions[id]) })),
  };
}

/** The two ways and what lies between them, in sentences. */
export function interceptorSentences(study: InterceptorStudy): readonly string[] {
  const { fleet, generations, calculator, flat, equalAt } = study;
  const value = byInterceptorInput((id) => study.assumptions.find((each) => each.id === id)?.value ?? 0);
  const [units, launch] = study.steps.map(({ usdM }) => usdM);
  const more = study.withLearningCarriedOver - calculator.total;
  return [
    `${fleet.count} interceptors over ${fleet.years} years, ${generations} generation${generations === 1 ? '' : 's'}: ${usdB(calculator.total)} billion dollars by the rules of AEI's calculator, ${usdB(flat.total)} billion at one price as CBO has it.`,
    `One price for every unit, ${value.averageUnitUsdM} million, instead of learning from ${value.firstUnitUsdM} million to an average of ${calculator.averageUnit.toFixed(1)} million in each generation: ${signed(units ?? 0)} billion.`,
    `Launch at ${value.launchUsdPerKg} dollars a kilogram instead of ${calculator.launchesPerGeneration} whole launches a generation at ${calculator.averageLaunch.toFixed(0)} million each: ${signed(launch ?? 0)} billion.`,
    `Development (${usdB(flat.development)} billion, once) and operations (${usdB(flat.operations)} billion) are the same in both, and so is the number of generations.`,
    equalText(equalAt),
    `If learning went on from one generation to the next, which neither says, the calculator's total would be ${usdB(study.withLearningCarriedOver)} billion: ${signed(more)}.`,
    `The calculator's average of a learning curve is an approximation, too dear for few: with exact sums its total would be ${usdB(study.withExactLearning)} billion.`,
  ];
}

function equalText({ averageUnitUsdM, firstUnitUsdM, learningSlope }: InterceptorWays['equalAt']): string {
  const ways = [
    ...(averageUnitUsdM === null ? [] : [`one price of ${averageUnitUsdM.toFixed(1)} million`]),
    ...(firstUnitUsdM === null ? [] : [`a first unit of ${firstUnitUsdM.toFixed(0)} million`]),
    ...(learningSlope === null ? [] : [`a learning slope of ${learningSlope.toFixed(3)}`]),
  ];
  return ways.length === 0
    ? 'No price and no slope by itself would make both totals equal.'
    : `Both totals would be equal with ${ways.join(', or ')}.`;
}

function usdB(usdM: number): string {
  return (usdM / 1000).toFixed(1);
}

function signed(usdM: number): string {
  return `${usdM < 0 ? '-' : '+'}${usdB(Math.abs(usdM))}`;
}
