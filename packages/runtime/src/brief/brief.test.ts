import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costAnswer, costStudy } from '../acquisition/cost/cost-study.ts';
import { loadAcquisitionCase } from '../acquisition/cost/load-case.ts';
import { AnswerFile } from './answer-file.ts';
import { briefMarkdown } from './brief-markdown.ts';
import { briefOf, fairShare, wholeSentences } from './brief.ts';
import type { BriefPart } from './brief.ts';
import { loadBrief } from './load-brief.ts';
import { renderBrief } from './render-brief.ts';
import { resultBrief, resultKind } from './result-brief.ts';

const CASE = fileURLToPath(new URL('../../../../scenarios/subscribe-or-own.yaml', import.meta.url));

function costPart(): BriefPart {
  const loaded = loadAcquisitionCase(CASE, ['draws=200']);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const study = costStudy(loaded.acquisition, loaded.fitted, 'npx cupola cost case.yaml');
  const answer = JSON.parse(JSON.stringify({ ...costAnswer(study), provenance: study.provenance }));
  expect(resultKind(new AnswerFile(answer))).toBe('cost');
  return resultBrief('cost', new AnswerFile(answer), 'cost');
}

describe('room on two pages', () => {
  const lists = fc.array(fc.array(fc.nat(), { maxLength: 12 }), { maxLength: 6 });

  it('is used up, kept in order, and shared evenly', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 0, max: 30 }), (all, most) => {
        const given = all.flatMap((list, index) => list.map((_, at) => `${index}:${at}`));
        const named = all.map((list, index) => list.map((_, at) => `${index}:${at}`));
        const taken = fairShare(named, most);
        expect(taken).toHaveLength(Math.min(most, given.length));
        expect(taken).toEqual(given.filter((each) => taken.includes(each)));
        const counts = named.map((list) => list.filter((each) => taken.includes(each)).length);
        const cut = counts.filter((count, index) => count < (named[index]?.length ?? 0));
        expect(Math.max(0, ...counts)).toBeLessThanOrEqual(Math.min(Number.POSITIVE_INFINITY, ...cut) + 1);
      }),
    );
  });
});

describe('a sentence that is too long for a brief', () => {
  it.each([
    ['One ends at 1.5 B. Two goes on. Three too.', 32, 'One ends at 1.5 B. Two goes on.'],
    ['One ends at 1.5 B. Two goes on.', 31, 'One ends at 1.5 B. Two goes on.'],
    ['One ends at 1.5 B. Two goes on.', 20, 'One ends at 1.5 B.'],
    ['It never ends at all', 12, 'It never ...'],
  ])('%s, in %i', (text, most, told) => {
    expect(wholeSentences(text, most)).toBe(told);
  });
});

describe('a brief', () => {
  const brief = briefOf('A case | with <marks>', [costPart()]);

  it('quotes each number with range, source and grade, and inputs by their own', () => {
    expect(brief.numbers[0]).toMatchObject({
      source: 'cost/answer.json, total',
      grade: 'computed',
      restsOn: 'notional',
    });
    expect(brief.numbers[0]?.range).toMatch(/^\d+ to \d+$/);
    expect(
      brief.numbers.filter(({ grade }) => grade !== 'computed').every(({ source }) => source !== ''),
    ).toBe(true);
    expect(brief.reproduce[0]?.[1]).toContain('npx cupola cost case.yaml');
  });

  it('is two sheets that ask for nothing from outside, and text that Markdown takes as text', () => {
    const html = renderBrief(brief);
    expect(html.match(/class="sheet"/g)).toHaveLength(2);
    expect(html).not.toMatch(/\b(src|href)=|url\(|@import|https?:|NaN|undefined|Infinity|\[object|<marks>/);
    expect(briefMarkdown(brief)).toContain(String.raw`# A case \| with \<marks\>`);
    expect(renderBrief(briefOf('A case | with <marks>', [costPart()]))).toBe(html);
  });

  it('tells long texts by their beginning', () => {
    const part: BriefPart = {
      asked: ['x'.repeat(900)],
      answer: Array.from({ length: 40 }, (_, k) => `sentence ${k}`),
      numbers: Array.from({ length: 40 }, (_, k) => ({
        what: `n${k}`,
        value: '1',
        range: '',
        source: 's'.repeat(400),
        grade: 'notional',
        restsOn: '',
      })),
      limits: ['same', 'same'],
      reproduce: [],
    };
    const long = briefOf('t', [part]);
    expect(long.asked[0]).toMatch(/^x{297}\.\.\.$/);
    expect(long.answer).toHaveLength(10);
    expect(long.leftOut).toBe(40 - long.numbers.length);
    expect(long.limits).toEqual(['same']);
  });
});

describe('folders', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cupola-brief-'));
    writeFileSync(join(folder, 'answer.json'), '{"title": "nothing known"}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('that are none are all told', () => {
    const loaded = loadBrief(join(folder, 'none'), [folder, join(folder, 'neither')]);
    expect(loaded.ok ? [] : loaded.problems.map(({ message }) => message)).toEqual([
      'it lacks scenario.yaml, or that cannot be read',
      'its answer.json is of none of these',
      'it has no answer.json that can be read',
    ]);
  });
});
