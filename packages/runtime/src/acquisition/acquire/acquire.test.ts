import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buyerValue, discountFactors, providerValue } from '@cupola/core/acquisition';
import type { OfferId } from '@cupola/core/acquisition';
import { beforeAll, describe, expect, it } from 'vitest';
import { acquireAnswer } from './acquire-answer.ts';
import { cashFlowsCsv } from './acquire-files.ts';
import { acquireStudy } from './acquire-study.ts';
import type { AcquireStudy } from './acquire-study.ts';
import { acquireHeadlines } from './acquire-words.ts';
import { inServiceByYear } from '../deployment/case-by-deployment.ts';
import { loadOffers } from './load-offers.ts';
import { renderAcquire } from './render-acquire.ts';
import { cellValue, readBook } from './sheet-reader.test-data.ts';
import type { ReadBook } from './sheet-reader.test-data.ts';
import { columnName } from './sheet.ts';
import { acquireWorkbook } from './workbook.ts';

const FILE = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));

function loaded(settings: readonly string[]) {
  const found = loadOffers(FILE, { settings: ['draws=300', ...settings], byDeployment: false });
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found;
}

function study(settings: readonly string[] = [], against: readonly string[] | null = null): AcquireStudy {
  const { asked, fitted } = loaded(settings);
  return acquireStudy({
    asked,
    fitted,
    against: against === null ? null : loaded(against).asked,
    command: 'npx cupola acquire case.yaml',
    sheetsWritten: true,
  });
}

const usual = study();

describe('the answer', () => {
  const answer = JSON.parse(JSON.stringify(acquireAnswer(usual)));

  it('has what other programs read', () => {
    expect(answer.offers.map(({ id }: { id: string }) => id)).toEqual([
      'subscription',
      'contractor-operated',
      'government-operated',
    ]);
    for (const offer of answer.offers) expect(offer.npvBuyerUsd).toBeGreaterThan(1e9);
    expect(answer.offers[2].npvProviderUsd).toBeNull();
    expect(Object.keys(answer.breakEven)).toEqual(
      expect.arrayContaining(['horizonYears', 'unitCostUsd', 'p10', 'p50', 'p90', 'noCrossingShare']),
    );
    expect(answer.scoring.tests).toHaveLength(6);
    expect(answer.whatWouldHaveToBeTrue).toHaveLength(26 + 5);
  });

  it('adds up by year to what it says of each offer', () => {
    for (const offer of answer.offers) {
      const sum = offer.byYear.reduce(
        (total: number, { buyerDiscountedUsd }: { buyerDiscountedUsd: number }) => total + buyerDiscountedUsd,
        0,
      );
      expect(sum / offer.npvBuyerPointUsd).toBeCloseTo(1, 9);
    }
  });

  it('gives the same bytes again', () => {
    expect(JSON.stringify(acquireAnswer(study()))).toBe(JSON.stringify(acquireAnswer(usual)));
  });

  it('says what decides with its number, and never that a form of contract is the right one', () => {
    const words = acquireHeadlines(usual).join(' ');
    expect(words).toContain('What decides it is this');
    expect(words).toMatch(/below 12\.\d+ million dollars|below 13/);
    expect(words).toContain('notional');
    expect(words).not.toMatch(/should (subscribe|own|buy)|recommend|NaN|undefined|Infinity/);
  });

  it('turns with the fee, and claims no transfer of risk from a provider that never leaves', () => {
    const dear = study(['offers.assumptions.feeUsdMPerSatelliteYear={ value: 30 }']);
    expect(dear.comparison.subscriptionCheaperProb).toBeLessThan(0.2);
    expect(dear.comparison.breakEven.years.p50).not.toBeNull();
    expect(acquireHeadlines(dear).join(' ')).toMatch(/subscribing costs [\d.,]+ billion more on average/);
    const loyal = study(['offers.subscription.walkAway.prob=0']);
    expect(loyal.comparison.riskTransfer.claimed).toBe(false);
    expect(acquireHeadlines(loyal).join(' ')).toContain('no transfer of risk is claimed');
  });

  it('speaks of no clause that bounds a price which is open', () => {
    const open = acquireHeadlines(study(['offers.subscription.escalation.after={ kind: open }'])).join(' ');
    expect(open).toContain('no clause bounds it: the price is held by the switching cost');
    expect(open).not.toContain('the clauses allow');
  });

  it('shows the difference when the forms do not deliver the same', () => {
    const late = study(['offers.subscription.delayYears=2']);
    expect(acquireHeadlines(late).join(' ')).toContain('do not deliver the same');
  });
});

const date = (day: string, mean: number) => ({
  day: 0,
  date: day,
  inService: { mean, p10: 0, p50: 0, p90: 0 },
  onOrbit: { mean, p10: 0, p50: 0, p90: 0 },
  launches: { mean, p10: 0, p50: 0, p90: 0 },
  hosts: 0,
  wanted: 0,
  coverage: null,
  custody: null,
});

describe('dates from a deployment', () => {
  it('are its satellites in service at the end of each fiscal year', () => {
    const milestone = { p10: null, p50: null, p90: null, neverProb: 1 };
    const { acquisition } = loaded([]).asked;
    const found = inServiceByYear(
      { firstFiscalYear: 2027, plan: { ...acquisition.plan, years: 5 } },
      {
        orderedOn: '2027-10-01',
        satellites: 600,
        firstLaunchDay: milestone,
        nineTenthsDay: milestone,
        dates: [
          date('2027-10-01', 0),
          date('2029-09-30', 40),
          date('2029-10-01', 41),
          date('2030-09-30', 200),
        ],
      },
    );
    expect(found).toEqual([0, 0, 40, 200, 200]);
  });
});

describe('the page', () => {
  it.each<[string, AcquireStudy]>([
    ['of the usual case', usual],
    ['of a case against another', study(['offers.subscription.escalation.after={ kind: open }'], [])],
  ])('%s asks for nothing from outside and has no empty number', (_, each) => {
    const html = renderAcquire(each);
    expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    expect(html).toContain('not an estimate of the actual programme');
    for (const id of ['s-curves', 'break-even', 'tornado', 'flow-subscription', 'authority'])
      expect(html).toContain(`<figure id="${id}">`);
    expect(html.includes('<figure id="waterfall-subscription">')).toBe(each.against !== null);
    expect(html.includes('nothing changes')).toBe(each.against !== null);
  });

  it('has the cash flows in long form, whose totals are what is paid', () => {
    const lines = cashFlowsCsv(usual).trim().split('\n').slice(1);
    const total = lines
      .filter((line) => line.startsWith('government-operated,buyer,constant,all,'))
      .reduce((sum, line) => sum + Number(line.split(',')[5]), 0);
    const parts = lines
      .filter((line) => line.startsWith('government-operated,buyer,constant,') && !line.includes(',all,'))
      .reduce((sum, line) => sum + Number(line.split(',')[5]), 0);
    expect(parts / total).toBeCloseTo(1, 9);
    expect(lines.some((line) => line.startsWith('government-operated,provider'))).toBe(false);
  });
});

const OFFER_SHEETS = [
  ['Subscription', 'subscription'],
  ['Contractor-operated', 'contractor-operated'],
  ['Government-operated', 'government-operated'],
] as const;

/** Address of the value in the column of totals, by the label of its row. */
function totalOf(book: ReadBook, sheet: string, label: string): string {
  const found = [...(book.get(sheet) ?? [])].find(([, value]) => value === label);
  if (found === undefined) throw new Error(`no row ${label} in ${sheet}`);
  return found[0].replace('A', 'B');
}

describe('the workbook', () => {
  let bytes = new Uint8Array();
  let book: ReadBook = new Map();
  beforeAll(async () => {
    bytes = new Uint8Array(await acquireWorkbook(usual));
    book = readBook(bytes);
  });

  it('names its columns as sheets do', () => {
    expect([0, 25, 26, 51, 52, 61].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'BJ']);
  });

  it('computes our values by its formulas alone', () => {
    const { point, pointInputs } = usual.comparison;
    for (const [sheet, id] of OFFER_SHEETS) {
      const address = totalOf(book, sheet, 'Net present value');
      expect(book.get(sheet)?.get(address)).toMatch(/^=SUMPRODUCT\(/);
      expect(cellValue(book, sheet, address) / buyerValue(point, id, usual.setting)).toBeCloseTo(1, 9);
      expect(cellValue(book, sheet, totalOf(book, sheet, 'Difference'))).toBeCloseTo(0, 5);
    }
    const provider = providerValue(point.subscription.provider.net, pointInputs.offer.providerCostOfCapital);
    expect(cellValue(book, 'Provider', totalOf(book, 'Provider', 'Net present value'))).toBeCloseTo(
      provider,
      5,
    );
  });

  it('discounts what stands in its cells: the value again without any of its formulas', () => {
    const factors = discountFactors(usual.setting.money.real, 20);
    for (const [sheet, id] of OFFER_SHEETS) {
      const row = totalOf(book, sheet, 'All, constant dollars').replace('B', '');
      const value = factors.reduce(
        (sum, factor, year) => sum + factor * cellValue(book, sheet, `${columnName(year + 2)}${row}`),
        0,
      );
      expect(value / buyerValue(usual.comparison.point, id, usual.setting)).toBeCloseTo(1, 9);
    }
  });

  it('follows an input: with a dearer fee its value is that of the case with that fee', () => {
    const changed = new Map(
      [...book].map(([name, cells]) => [name, name === 'Inputs' ? new Map([...cells, ['B6', 13]]) : cells]),
    );
    const dear = study(['offers.assumptions.feeUsdMPerSatelliteYear={ value: 13 }']);
    const address = totalOf(book, 'Subscription', 'Net present value');
    expect(
      cellValue(changed, 'Subscription', address) /
        buyerValue(dear.comparison.point, 'subscription', dear.setting),
    ).toBeCloseTo(1, 9);
    const { net } = dear.comparison.point.subscription.provider;
    expect(cellValue(changed, 'Provider', totalOf(book, 'Provider', 'Net present value'))).toBeCloseTo(
      providerValue(net, dear.comparison.pointInputs.offer.providerCostOfCapital),
      4,
    );
  });

  it('is the same bytes for the same case', async () => {
    expect(Buffer.from(await acquireWorkbook(study())).equals(Buffer.from(bytes))).toBe(true);
  });

  const soffice = spawnSync('soffice', ['--version'], { encoding: 'utf8' });
  const absent = soffice.status !== 0;
  it.skipIf(absent)(
    `recalculates to our numbers in LibreOffice${absent ? ' (not run: there is no soffice on this machine)' : ''}`,
    { timeout: 300_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'cupola-sheets-'));
      try {
        writeFileSync(join(folder, 'acquire.xlsx'), bytes);
        // Every sheet as text with a comma, in quotes, as shown by no format: columns 44,34,76, all sheets (-1).
        const ended = spawnSync(
          'soffice',
          [
            `-env:UserInstallation=file://${folder}/profile`,
            '--headless',
            '--convert-to',
            'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1',
            '--outdir',
            folder,
            join(folder, 'acquire.xlsx'),
          ],
          { encoding: 'utf8', timeout: 240_000 },
        );
        expect(ended.stderr.split('\n').filter((line) => /error/i.test(line))).toEqual([]);
        const made = readdirSync(folder).filter((name) => name.endsWith('.csv'));
        expect(made).toHaveLength(6);
        const valueOf = (id: OfferId | 'provider'): number => {
          const { point, pointInputs } = usual.comparison;
          return id === 'provider'
            ? providerValue(point.subscription.provider.net, pointInputs.offer.providerCostOfCapital)
            : buyerValue(point, id, usual.setting);
        };
        for (const [sheet, id] of [...OFFER_SHEETS, ['Provider', 'provider'] as const]) {
          const lines = readFileSync(join(folder, `acquire-${sheet}.csv`), 'utf8').split('\n');
          const cell = (label: string): number =>
            Number(
              lines
                .find((line) => line.startsWith(`"${label}"`) || line.startsWith(`${label},`))
                ?.split('"')
                .join('')
                .split(',')[1],
            );
          expect(cell('Net present value') / valueOf(id)).toBeCloseTo(1, 9);
          expect(cell('Difference')).toBeCloseTo(0, 5);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
