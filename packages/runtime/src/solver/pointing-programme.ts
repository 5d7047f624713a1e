import {
  CROSSING_WORTH,
  LOOK_PIECES,
  NEEDED_LOOKS,
  SLOT_LOOK_WORTH,
  canTurn,
  crossesSure,
  crossesWell,
  sureCrossings,
} from '@cupola/core/custody';
import type { PointingProblem } from '@cupola/core/custody';
import { ProgrammeBuilder } from '@cupola/core/foundation';
import type { IntegerProgramme } from '@cupola/core/foundation';

/** A choice of pointings as an integer programme: its variables begin with one for each option. */
export interface PointingProgramme {
  readonly programme: IntegerProgramme;
  /** What every choice is worth beforehand: looks and crossings that are sure. */
  readonly sureWorth: number;
}

/**
 * The same choice that `choosePointings` makes, without a shortcut: options are whole; a field takes one option a slot and turns in time; it
 * counts once for an object, by the best of its slots, and, less, once a slot; looks count in straight pieces; a crossing counts where some field's look is crossed
 * by another one's or by a sure one.
 */
export function pointingProgramme(problem: PointingProblem): PointingProgramme {
  const columns = new ProgrammeBuilder();
  const { fieldCount, objectCount, slotCount, optionStart, optionSlot, sightStart, sightObject, sightWorth } =
    problem;
  const optionCount = optionStart[fieldCount]!;
  for (let option = 0; option < optionCount; option++) columns.variable(0, 1, true);
  /** Of each object: the fields that may look at it, with the variables that say so. */
  const lookers: { field: number; counts: { variable: number; worth: number }[] }[][] = Array.from(
    { length: objectCount },
    () => [],
  );
  for (let field = 0; field < fieldCount; field++) {
    turnRows(problem, field, columns);
    const seenIn = new Map<number, Map<number, { options: number[]; worth: number }>>();
    for (let option = optionStart[field]!; option < optionStart[field + 1]!; option++) {
      const slot = optionSlot[option]!;
      for (let sight = sightStart[option]!; sight < sightStart[option + 1]!; sight++) {
        const bySlot =
          seenIn.get(sightObject[sight]!) ?? new Map<number, { options: number[]; worth: number }>();
        const seen = bySlot.get(slot) ?? { options: [], worth: sightWorth[sight]! };
        seen.options.push(option);
        bySlot.set(slot, seen);
        seenIn.set(sightObject[sight]!, bySlot);
      }
    }
    for (const [object, bySlot] of seenIn) {
      const counts = [...bySlot.values()].map(({ options, worth }) => {
        const variable = columns.variable(0, 1);
        columns.row(0, [[variable, 1], ...options.map((option) => [option, -1] as const)]);
        return { variable, worth };
      });
      if (slotCount > 1)
        columns.row(
          1,
          counts.map(({ variable }) => [variable, 1]),
        );
      lookers[object]?.push({ field, counts });
    }
  }
  const sightings = sightingsBySlot(problem);
  let sureWorth = 0;
  lookers.forEach((own, object) => {
    const weight = problem.weight[object]!;
    let sure = problem.sureLooks[object]!;
    const pieces: number[] = [];
    for (const { looks, worth } of LOOK_PIECES) {
      const filled = Math.min(sure, looks);
      sureWorth += weight * worth * filled;
      sure -= filled;
      pieces.push(columns.variable(weight * worth, looks - filled));
    }
    const looks = own.flatMap(({ counts }) =>
      counts.map(({ variable, worth }) => [variable, -worth] as const),
    );
    columns.row(0, [...pieces.map((piece) => [piece, 1] as const), ...looks]);
    const sureInSlot = Math.min(problem.sureLooks[object]!, NEEDED_LOOKS);
    for (let slot = 0; slot < slotCount; slot++) {
      sureWorth += weight * SLOT_LOOK_WORTH * sureInSlot;
      const inSlot = columns.variable(weight * SLOT_LOOK_WORTH, NEEDED_LOOKS - sureInSlot);
      columns.row(0, [[inSlot, 1], ...(sightings[object * slotCount + slot] ?? [])]);
    }
    if (sureCrossings(problem.sureDirections[object]!) > 0) sureWorth += weight * CROSSING_WORTH;
    else crossingRows(problem, object, own, columns);
  });
  return { programme: columns.taken(), sureWorth };
}

/** Of each object and slot: the options that see it then, each with what its sight is worth, negative. */
function sightingsBySlot(problem: PointingProblem): readonly (readonly (readonly [number, number])[])[] {
  const { objectCount, fieldCount, slotCount, optionStart, optionSlot } = problem;
  const { sightStart, sightObject, sightWorth } = problem;
  const found: [number, number][][] = Array.from({ length: objectCount * slotCount }, () => []);
  for (let option = 0; option < optionStart[fieldCount]!; option++) {
    for (let sight = sightStart[option]!; sight < sightStart[option + 1]!; sight++) {
      found[sightObject[sight]! * slotCount + optionSlot[option]!]?.push([option, -sightWorth[sight]!]);
    }
  }
  return found;
}

/** One option a slot, and no turn that takes too long between two of them. */
function turnRows(problem: PointingProblem, field: number, columns: ProgrammeBuilder): void {
  const { optionStart, optionSlot, optionDirection, slotCount } = problem;
  const bySlot: number[][] = Array.from({ length: slotCount }, () => []);
  for (let option = optionStart[field]!; option < optionStart[field + 1]!; option++)
    bySlot[optionSlot[option]!]?.push(option);
  for (const options of bySlot)
    columns.row(
      1,
      options.map((option) => [option, 1]),
    );
  bySlot.forEach((options, slot) => {
    for (const option of options) {
      for (let before = 0; before < slot; before++) {
        const tooFar = (bySlot[before] ?? []).filter(
          (other) =>
            !canTurn(problem, field, before, optionDirection, 3 * other, slot, optionDirection, 3 * option),
        );
        if (tooFar.length > 0)
          columns.row(
            1,
            [option, ...tooFar].map((each) => [each, 1]),
          );
      }
    }
  });
}

/** A crossing needs a look, and another one that crosses it or a sure one that does. */
function crossingRows(
  problem: PointingProblem,
  object: number,
  own: readonly { readonly field: number; readonly counts: readonly { readonly variable: number }[] }[],
  columns: ProgrammeBuilder,
): void {
  const { lineOfSight, objectCount } = problem;
  const place = (field: number): number => 3 * (field * objectCount + object);
  const crossing = columns.variable(problem.weight[object]! * CROSSING_WORTH, 1);
  const leads: number[] = [];
  for (const { field, counts } of own) {
    const crossed = own.filter(
      (other) =>
        other.field !== field && crossesWell(lineOfSight, place(field), lineOfSight, place(other.field)),
    );
    const isSure = crossesSure(problem, field, object) > 0;
    if (crossed.length === 0 && !isSure) continue;
    const lead = columns.variable(0, 1);
    leads.push(lead);
    columns.row(0, [[lead, 1], ...counts.map(({ variable }) => [variable, -1] as const)]);
    if (isSure) continue;
    const others = crossed.flatMap((other) => other.counts.map(({ variable }) => [variable, -1] as const));
    columns.row(0, [[lead, 1], ...others]);
  }
  columns.row(0, [[crossing, 1], ...leads.map((lead) => [lead, -1] as const)]);
}
