import { RandomStream, radians } from '../foundation/index.ts';
import type { GlideTurn } from '../physics/index.ts';

/** Of what is drawn: from the end of the boost to the first turn, between turns, and their lengths and banks. All notional. */
const FIRST_TURN_S = { min: 240, max: 420 } as const;
const BETWEEN_S = { min: 40, max: 200 } as const;
const LENGTH_S = { min: 60, max: 220 } as const;
const BANK_RAD = { min: radians(12), max: radians(45) } as const;

/**
 * Turns of one event's glide drawn from the seed: now to one side and now to the other, beginning with a side that is drawn too. They stand on whole
 * seconds.
 *
 * @param item - Which event.
 */
export function drawnTurns(seed: number, item: number, count: number, boostS: number): readonly GlideTurn[] {
  const stream = new RandomStream(seed, 'glide/turns');
  const side = stream.uniform(item, 0, 1) < 0.5 ? -1 : 1;
  const uniforms = new Float64Array(4);
  const turns: GlideTurn[] = [];
  let atS = boostS;
  for (let turn = 0; turn < count; turn++) {
    stream.uniformsInto(uniforms, 0, item, turn);
    atS += Math.round(between(turn === 0 ? FIRST_TURN_S : BETWEEN_S, uniforms[0]!));
    const durationS = Math.round(between(LENGTH_S, uniforms[1]!));
    const bankRad = (turn % 2 === 0 ? side : -side) * between(BANK_RAD, uniforms[2]!);
    turns.push({ fromS: atS, durationS, bankRad });
    atS += durationS;
  }
  return turns;
}

function between({ min, max }: { readonly min: number; readonly max: number }, share: number): number {
  return min + (max - min) * share;
}
