import { describe, expect, it } from 'vitest';
import { MISSILE_TRACK_FIELDS } from './udl-fields.ts';
import { MOST_RESULTS, columnsOf, instantUs, matches, readUdlQuery } from './udl-query.ts';
import type { UdlQuery, UdlQueryOutcome } from './udl-query.ts';
import { udlHead } from './udl-record.ts';

const NOW = '2026-07-24T06:00:00.000000Z';
const record = {
  ...udlHead('TEST'),
  ts: '2026-07-24T05:00:00.250000Z',
  trackId: 'T0007',
  boosting: false,
  trkConf: 0.75,
};

function read(parameters: Record<string, string | string[]>, wantsColumns = false): UdlQueryOutcome {
  const rules = { fields: MISSILE_TRACK_FIELDS, requiredTime: 'ts', nowUs: instantUs(NOW) ?? 0 };
  return readUdlQuery(parameters, { ...rules, wantsColumns });
}

function query(parameters: Record<string, string | string[]>): UdlQuery {
  const outcome = read(parameters);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.query;
}

function isFound(parameters: Record<string, string | string[]>): boolean {
  return matches(record, query({ ts: '>now-5 days', ...parameters }).conditions);
}

describe('the time that is required', () => {
  it.each([
    ['>now-2 hours', true],
    ['>now-30 minutes', false],
    ['>now-1 hour', true],
    ['<now-3599 seconds', true],
    ['>2026-07-24T05:00:00.249999Z', true],
    ['>2026-07-24T05:00:00.250000Z', false],
    ['>=2026-07-24T05:00:00.250000Z', true],
    ['<2026-07-24T05:00:00.250000Z', false],
    ['<=2026-07-24T05:00:00.25Z', true],
    ['2026-07-24T05:00:00.250Z', true],
    ['2026-07-24T05:00:00Z..2026-07-24T05:00:01Z', true],
    ['now-1 hour..now', true],
    ['2026-07-23..2026-07-24', false],
    ['~2026-07-24T05:00:00.250000Z', false],
  ])('%s', (ts, found) => {
    expect(isFound({ ts })).toBe(found);
  });

  it('is a window when it is given twice', () => {
    expect(isFound({ ts: ['>now-2 hours', '<now-1 minute'] })).toBe(true);
    expect(isFound({ ts: ['>now-2 hours', '<now-2 hours'] })).toBe(false);
  });
});

it.each([
  [{ trackId: 'T0007' }, true],
  [{ trackId: 'T0008' }, false],
  [{ trackId: 'T0001,T0007' }, true],
  [{ trackId: '~T0007' }, false],
  [{ trackId: 'T*7' }, true],
  [{ trackId: '*0*' }, true],
  [{ trackId: 'T0007*7' }, false],
  [{ trackId: '~T*' }, false],
  [{ boosting: 'false' }, true],
  [{ boosting: 'true' }, false],
  [{ trkConf: '0.75' }, true],
  [{ trkConf: '>0.75' }, false],
  [{ trkConf: '0.5..0.8' }, true],
  // What a record does not say is not found, whatever is asked.
  [{ acftSubType: 'ICBM' }, false],
  [{ acftSubType: '~ICBM' }, false],
])('%o: %s', (parameters: Record<string, string>, found) => {
  expect(isFound(parameters)).toBe(found);
});

it('tells everything that is wrong at once', () => {
  const outcome = read({
    firstResult: '-1',
    maxResults: '0',
    columns: 'ts',
    boosting: 'perhaps',
    trkConf: '>high',
    vectors: 'x',
    sort: 'ts',
  });
  expect(outcome.ok ? [] : outcome.problems.map(({ path }) => path)).toEqual([
    'firstResult',
    'maxResults',
    'columns',
    'ts',
    'boosting',
    'trkConf',
    'vectors',
    'sort',
  ]);
  for (const ts of ['', 'tomorrow', '>', '>now-5 moons', '2026-02-30', '2026-07-24T25:00:00Z', 'a..b']) {
    expect(read({ ts })).toMatchObject({ ok: false, problems: [{ path: 'ts' }] });
  }
  expect(read({ ts: 'now' }, true)).toMatchObject({ ok: false, problems: [{ path: 'columns' }] });
  const unknown = { ts: 'now', columns: 'ts,nothing' };
  expect(read(unknown, true)).toMatchObject({ ok: false, problems: [{ path: 'columns' }] });
});

it('gives pages of a bounded size, and columns with the marking', () => {
  expect(query({ ts: 'now' })).toMatchObject({ firstResult: 0, maxResults: MOST_RESULTS });
  expect(query({ ts: 'now', firstResult: '7', maxResults: '999999' })).toMatchObject({
    firstResult: 7,
    maxResults: MOST_RESULTS,
  });
  expect(columnsOf(record, ['trackId', 'acftSubType'])).toEqual({
    classificationMarking: 'U',
    dataMode: 'TEST',
    trackId: 'T0007',
  });
});
