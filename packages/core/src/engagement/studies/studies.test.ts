import { expect, test } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { accelerationOfG } from '../closed-form/fly-out.ts';
import { closedFormSize } from '../sizing/closed-form-size.ts';
import { contradictionsOf, inOrbitIfBought } from './contradictions.ts';
import { STUDIES, studyOf } from './studies.ts';
import type { Study } from './study.ts';

function sizeOf({ inputs }: Study) {
  if (inputs === null) throw new Error('the study cannot be run');
  return closedFormSize(
    {
      missiles: inputs.missiles,
      shotsPerTarget: inputs.shotsPerTarget,
      flyOut: {
        speedMPerS: 1000 * inputs.speedKmS,
        accelerationMPerS2: accelerationOfG(inputs.accelG),
      },
      flyOutS: inputs.flyoutS,
      interceptAltitudeM: 1000 * inputs.interceptKm,
      confidence: 0.9,
      latitudesRad: [0],
    },
    { altitudeM: 1000 * inputs.orbitKm, inclinationRad: radians(inputs.inclinationDeg ?? 45) },
    radians(inputs.maxLatitudeDeg),
  );
}

function contradictions(id: string): readonly string[] {
  const study = studyOf(id);
  return study === undefined
    ? ['no such study']
    : contradictionsOf(study, sizeOf(study)).map(({ told }) => told);
}

test('ids are unique, and a study either runs or says what is missing', () => {
  expect(new Set(STUDIES.map(({ id }) => id)).size).toBe(STUDIES.length);
  for (const study of STUDIES) expect(study.inputs === null).toBe(study.missing.length > 0);
});

test('the calculator and both cases of the paper come out as printed', () => {
  for (const [id, printed] of [
    ['aei-calculator', 998],
    ['aei-2025-basic', 4990],
    ['aei-2025-moderate', 49_900],
  ] as const) {
    const study = studyOf(id);
    const ours = study === undefined ? 0 : sizeOf(study).flat.interceptors;
    expect(Math.abs(ours / printed - 1)).toBeLessThan(0.005);
  }
});

test('what cannot be true together is told with the relation that it breaks', () => {
  expect(contradictions('aei-2025-midcourse')).toEqual([expect.stringContaining('does not follow')]);
  expect(contradictions('aei-2025-moderate')).toEqual([expect.stringContaining('rounded ratio 499')]);
  expect(contradictions('aps-2025')).toEqual([expect.stringContaining('10 x the 1600')]);
  expect(contradictions('aei-calculator')).toEqual([]);
  expect(contradictions('nrc-2012')).toEqual([]);
});

test('a number whose unit is unclear is also told as what would be in orbit', () => {
  const [low, high] = ['cbo-2025-low', 'cbo-2025-high'].map(studyOf);
  expect(low === undefined ? null : inOrbitIfBought(low)).toBe(650);
  expect(high === undefined ? null : inOrbitIfBought(high)).toBe(1000);
});
