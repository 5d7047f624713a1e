import { describe, expect, it } from 'vitest';
import { gradeEstimate } from './estimate-checklist.ts';
import type { EstimateFacts } from './estimate-checklist.ts';

const FACTS: EstimateFacts = {
  purpose: 'Subscribe or own',
  satellites: 600,
  costElements: ['production', 'launch'],
  excluded: 5,
  notes: 20,
  inputs: 20,
  grades: { primary: 18, 'two-independent': 1, notional: 1 },
  pointNotExceededProb: 0.4,
  inputsVaried: 12,
  uncertainInputs: 12,
  draws: 10_000,
  correlation: 0.25,
  crossCheck: 'the awards of the tracking layer give as much',
  discountGrade: 'primary',
  sheetsWritten: true,
  actuals: 3,
};
const gradeOfStep = (facts: EstimateFacts, name: string): string | undefined => {
  const { steps, characteristics } = gradeEstimate(facts);
  return [...steps, ...characteristics].find(({ item }) => item === name)?.grade;
};

describe('the checklist of an estimate', () => {
  it('has the twelve steps and the four characteristics', () => {
    const { steps, characteristics } = gradeEstimate(FACTS);
    expect(steps).toHaveLength(12);
    expect(characteristics.map(({ item }) => item)).toEqual([
      'Comprehensive',
      'Well-documented',
      'Accurate',
      'Credible',
    ]);
    expect(gradeOfStep(FACTS, 'Credible')).toBe('met');
  });

  it('lets no case of notional numbers pass as credible or well-documented', () => {
    const notional = { ...FACTS, grades: { primary: 0, 'two-independent': 1, notional: 19 } };
    expect(gradeOfStep(notional, 'Data')).toBe('not met');
    expect(gradeOfStep(notional, 'Well-documented')).toBe('not met');
    expect(gradeOfStep(notional, 'Credible')).toBe('not met');
    expect(gradeOfStep({ ...FACTS, discountGrade: 'notional' }, 'Accurate')).toBe('partly');
  });

  it('names what lacks: correlation, a second method, actual costs', () => {
    expect(gradeOfStep({ ...FACTS, correlation: 0 }, 'Risk and uncertainty')).toBe('partly');
    expect(gradeOfStep({ ...FACTS, crossCheck: null }, 'Point estimate')).toBe('partly');
    expect(gradeOfStep({ ...FACTS, actuals: 0 }, 'Update with actual costs')).toBe('not met');
    expect(gradeOfStep({ ...FACTS, notes: 19 }, 'Comprehensive')).toBe('partly');
  });
});
