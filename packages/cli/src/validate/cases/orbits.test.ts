import { readFileSync } from 'node:fs';
import { sgp4MinutesInto, sgp4Orbit } from '@cupola/core/constellation';
import { expect, test } from 'vitest';
import { readVerificationSets } from './sgp4-verification.ts';
import { cases } from './orbits.ts';

const INPUTS = { files: ['../data/sgp4/sgp4-ver.json', '../data/sgp4/sgp4-ver.out.json'] };
const VALIDATION = new URL('../../../../../validation/', import.meta.url);
const OTHER_MODE_OBJECT = '23599';
const STATES_OF_THE_OTHER_MODE = 16;

function read(path: string): string {
  return readFileSync(new URL(path, VALIDATION), 'utf8');
}

test('666 states are compared and agree in the mode of the file; in the improved mode all but those that tell the two apart', () => {
  const actual = cases['G01']?.(INPUTS, read);
  expect(actual).toMatchObject({
    states: 666,
    statesWithin: 666,
    statesWithinImproved: 666 - STATES_OF_THE_OTHER_MODE,
  });
});

/** Minutes since the epoch; km; km/s. Output of the original C++ program in improved mode, `tcppver.out` of python-sgp4. */
const IMPROVED_MODE: readonly (readonly [number, readonly number[], readonly number[]])[] = [
  [420, [4082.28135104, 22911.04184601, 2786.37568309], [-2.536665546, 1.383670232, 0.168153407]],
  [460, [-2184.71515444, 24261.21671601, 2950.08142825], [-2.607072866, -0.236887607, -0.029125215]],
  [620, [280.38490909, -6500.10264018, -790.36092984], [9.779619614, 0.581815811, 0.074171345]],
  [720, [7140.41945884, 20539.25485336, 2501.21469368], [-2.293173684, 2.333507912, 0.282716311]],
];

test.each(IMPROVED_MODE)('that object agrees with the published improved mode at %i min', (minutes, r, v) => {
  const set = readVerificationSets(INPUTS, read).find(
    ({ elements }) => elements.objectName === OTHER_MODE_OBJECT,
  );
  if (set === undefined) throw new Error('the object is in the set');
  const state = new Float64Array(6);
  expect(sgp4MinutesInto(state, sgp4Orbit(set.elements), minutes)).toBe(true);
  r.forEach((value, axis) => expect(Math.abs(state[axis]! / 1000 - value)).toBeLessThan(1e-6));
  v.forEach((value, axis) => expect(Math.abs(state[axis + 3]! / 1000 - value)).toBeLessThan(2e-9));
});
