import { expect, it } from 'vitest';
import { WHOLE } from '../access/entitlement.ts';
import { knownFilter } from './known-regions.ts';

const service = { plan: { inputs: { regions: [{ id: 'north' }, { id: 'coast' }] } } };
const everywhere = { entitlement: WHOLE };
const coast = { entitlement: { ...WHOLE, regions: ['coast'] } };

it('takes a region that there is, and refuses another one with those that the visitor is told of', () => {
  expect(knownFilter({ region: 'north' }, everywhere, service).region).toBe('north');
  expect(knownFilter({}, coast, service).region).toBeNull();
  expect(() => knownFilter({ region: 'nowhere' }, everywhere, service)).toThrow(
    'there is no region "nowhere" here; there are north, coast',
  );
  expect(() => knownFilter({ region: 'north' }, coast, service)).toThrow('here; there are coast');
  const none = { plan: { inputs: { regions: [] } } };
  expect(() => knownFilter({ region: 'north' }, everywhere, none)).toThrow('none is defended');
});
