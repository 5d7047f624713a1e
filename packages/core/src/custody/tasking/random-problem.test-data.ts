import { RandomStream } from '../../foundation/index.ts';
import { canTurn } from './pointing-problem.ts';
import type { PointingProblem } from './pointing-problem.ts';

export interface ProblemSize {
  readonly fields: number;
  readonly objects: number;
  readonly slots: number;
  /** Objects that a field can see, on average. */
  readonly share: number;
}

/** A choice with everything drawn by chance: who sees whom, how well, in which direction, from where a field must turn, and what is sure. */
export function randomProblem(seed: number, { fields, objects, slots, share }: ProblemSize): PointingProblem {
  const chance = new RandomStream(seed, 'pointings');
  let draw = 0;
  const next = (): number => chance.uniform(draw++, 0);
  const unit = (): readonly [number, number, number] => {
    const z = 2 * next() - 1;
    const across = Math.sqrt(1 - z * z);
    const angle = 2 * Math.PI * next();
    return [across * Math.cos(angle), across * Math.sin(angle), z];
  };
  const lineOfSight = Float64Array.from(Array.from({ length: fields * objects }, unit).flat());
  const sureDirections = Array.from({ length: objects }, () => Float64Array.from(next() < 0.3 ? unit() : []));
  const frame = {
    fieldCount: fields,
    objectCount: objects,
    slotCount: slots,
    slotS: 5,
    dwellS: 2,
    weight: Float64Array.from({ length: objects }, () => 0.1 + next()),
    sureLooks: Float64Array.from(sureDirections, (each) => (each.length === 0 ? 0 : 0.3 + 0.7 * next())),
    sureDirections,
    slewRadPerS: new Float64Array(fields).fill(0.35),
    settleS: new Float64Array(fields).fill(0.5),
    startDirection: Float64Array.from(Array.from({ length: fields }, unit).flat()),
    lineOfSight,
  };
  const option = { start: [0], slot: [] as number[], target: [] as number[], direction: [] as number[] };
  const sight = { start: [0], object: [] as number[], worth: [] as number[] };
  for (let field = 0; field < fields; field++) {
    const sees = Array.from({ length: objects }, () => next() < share);
    const worths = Array.from({ length: objects }, () => 0.3 + 0.7 * next());
    for (let slot = 0; slot < slots; slot++) {
      for (let object = 0; object < objects; object++) {
        const at = 3 * (field * objects + object);
        const direction = lineOfSight.slice(at, at + 3);
        const inReach = canTurn(frame, field, -1, frame.startDirection, 3 * field, slot, direction, 0);
        if (sees[object] !== true || !inReach) continue;
        option.slot.push(slot);
        option.target.push(object);
        option.direction.push(...direction);
        const company = (object + 1) % objects;
        for (const each of next() < 0.3 && sees[company] === true ? [object, company] : [object]) {
          sight.object.push(each);
          sight.worth.push(worths[each] ?? 0);
        }
        sight.start.push(sight.object.length);
      }
    }
    option.start.push(option.slot.length);
  }
  return {
    ...frame,
    optionStart: Int32Array.from(option.start),
    optionSlot: Uint8Array.from(option.slot),
    optionTarget: Int32Array.from(option.target),
    optionDirection: Float64Array.from(option.direction),
    sightStart: Int32Array.from(sight.start),
    sightObject: Int32Array.from(sight.object),
    sightWorth: Float64Array.from(sight.worth),
  };
}
