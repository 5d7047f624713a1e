import { buyerValue, creditShare, providerValue } from '@cupola/core/acquisition';
import type { FlowKind, FlowRow } from '@cupola/core/acquisition';
import { assert } from '@cupola/core/foundation';
import { unzipSync, zipSync } from 'fflate';
import writeSheets from 'write-excel-file/node';
import type { AcquireStudy, OfferStudy } from './acquire-study.ts';
import { addRow, addYears, formula, number, text, yearColumn } from './sheet.ts';
import type { SheetRows } from './sheet.ts';

/** Sheets by name: tests and readers find them by these. */
export const SHEET_NAMES = {
  inputs: 'Inputs',
  years: 'Years',
  subscription: 'Subscription',
  'contractor-operated': 'Contractor-operated',
  'government-operated': 'Government-operated',
  provider: 'Provider',
} as const;

/** Cells of the sheet of inputs that other sheets refer to. */
const INPUT_CELLS = {
  realRate: 'Inputs!$B$4',
  costOfCapital: 'Inputs!$B$5',
  fee: 'Inputs!$B$6',
  creditShare: 'Inputs!$B$7',
  oversightShare: 'Inputs!$B$8',
  contractorFeeShare: 'Inputs!$B$9',
  taxRate: 'Inputs!$B$10',
} as const;

/**
 * The cash flows at the values of the register as a workbook that computes: rates, fee and shares stand in one sheet and everything that depends on them is a
 * formula. What the layer's elements cost in a year is put in as numbers. The last rows of a sheet compare with what Cupola computed.
 *
 * The same study gives the same bytes.
 */
export async function acquireWorkbook(study: AcquireStudy): Promise<Uint8Array> {
  const sheets = [
    inputsSheet(study),
    yearsSheet(study),
    subscriptionSheet(study),
    ...study.offers.filter(({ id }) => id !== 'subscription').map((offer) => ownedSheet(study, offer)),
    providerSheet(study),
  ];
  const bytes = await writeSheets(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      data: rows,
      columns: [
        { width: 44 },
        { width: 16 },
        ...Array.from({ length: study.setting.plan.years }, () => ({ width: 13 })),
      ],
      stickyRowsCount: 1,
      stickyColumnsCount: 2,
    })),
  ).toBuffer();
  // Entries of an archive carry the time of day; these all carry the first day that one can.
  return zipSync(unzipSync(bytes), { mtime: new Date(1980, 0, 1) });
}

function inputsSheet({ acquisition, setting, comparison }: AcquireStudy): SheetRows {
  const { offer } = comparison.pointInputs;
  const sheet: SheetRows = { name: SHEET_NAMES.inputs, rows: [] };
  const share = '0.0000';
  addRow(sheet, [text(acquisition.title, true)]);
  addRow(sheet, [
    text(
      'Notional, unclassified, simulated; not an estimate of any programme. Change a number in column B and every sheet follows.',
    ),
  ]);
  addRow(sheet, [text(`Millions of US dollars; constant dollars are of ${acquisition.baseYear}`)]);
  addRow(sheet, [text('Real discount rate, a year'), number(setting.money.real.perYear, share)]);
  addRow(sheet, [
    text('Cost of capital of the provider, then-year money'),
    number(offer.providerCostOfCapital, share),
  ]);
  addRow(sheet, [text('Fee for a satellite-year, USD M'), number(offer.feeUsdMPerSatelliteYear)]);
  addRow(sheet, [
    text('Share of the fee not paid as credits'),
    number(creditShare(setting.terms.subscription.credits, offer.availability), share),
  ]);
  addRow(sheet, [text('Oversight of the buyer, share of the fee'), number(offer.buyerOversightShare, share)]);
  addRow(sheet, [text('Contractor fee, share of operations'), number(offer.contractorFeeShare, share)]);
  addRow(sheet, [text('Tax rate of the provider'), number(setting.terms.subscription.taxRate, share)]);
  return sheet;
}

/** Rows of the sheet of years. */
const YEAR_ROWS = { level: 2, real: 3, nominal: 4 } as const;

function yearsSheet({ acquisition, setting }: AcquireStudy): SheetRows {
  const { years } = setting.plan;
  const sheet: SheetRows = { name: SHEET_NAMES.years, rows: [] };
  header(sheet, acquisition.firstFiscalYear, years);
  addYears(
    sheet,
    'Price level over that of the base year',
    years,
    (year) => number(setting.money.levels[year]!, '0.000000'),
    false,
  );
  addYears(
    sheet,
    'Real discount factor',
    years,
    (year) => formula(`(1+${INPUT_CELLS.realRate})^(0-${year}.5)`, '0.000000'),
    false,
  );
  addYears(
    sheet,
    'Factor at the cost of capital',
    years,
    (year) => formula(`(1+${INPUT_CELLS.costOfCapital})^(0-${year}.5)`, '0.000000'),
    false,
  );
  return sheet;
}

function header(sheet: SheetRows, firstFiscalYear: number, years: number): void {
  addRow(sheet, [
    text('Fiscal year', true),
    text('all', true),
    ...Array.from({ length: years }, (_, year) => number(firstFiscalYear + year, '0')),
  ]);
}

/** Total, then-year and discounted rows of a buyer's sheet, its value, and Cupola's. */
function closeBuyer(sheet: SheetRows, years: number, rows: readonly number[], usdM: number): void {
  const total = addYears(sheet, 'All, constant dollars', years, (_, column) =>
    formula(rows.map((row) => `${column}${row}`).join('+')),
  );
  addYears(sheet, 'All, then-year dollars', years, (_, column) =>
    formula(`${column}${total}*Years!${column}$${YEAR_ROWS.level}`),
  );
  addYears(sheet, 'All, discounted', years, (_, column) =>
    formula(`${column}${total}*Years!${column}$${YEAR_ROWS.real}`),
  );
  closing(sheet, years, total, YEAR_ROWS.real, usdM);
}

function closing(sheet: SheetRows, years: number, total: number, factorRow: number, usdM: number): void {
  const span = (row: string): string => `${yearColumn(0)}${row}:${yearColumn(years - 1)}${row}`;
  const value = addRow(sheet, [
    text('Net present value', true),
    formula(`SUMPRODUCT(${span(String(total))},Years!${span(`$${factorRow}`)})`),
  ]);
  const ours = addRow(sheet, [text('As Cupola computed it, before any change'), number(usdM)]);
  addRow(sheet, [text('Difference'), formula(`B${value}-B${ours}`)]);
}

function valuesRow(
  sheet: SheetRows,
  label: string,
  usdM: Float64Array,
  format?: string,
  summed = true,
): number {
  return addYears(sheet, label, usdM.length, (year) => number(usdM[year]!, format), summed);
}

/** Rows of the subscription's sheet that the provider's refers to. */
const SUBSCRIPTION_ROWS = { fee: 5, credits: 6 } as const;

function subscriptionSheet({ acquisition, setting, comparison, offers }: AcquireStudy): SheetRows {
  const { years } = setting.plan;
  const { subscription } = comparison.point;
  const rows = offers.find(({ id }) => id === 'subscription')?.buyerRows ?? [];
  const sheet: SheetRows = { name: SHEET_NAMES.subscription, rows: [] };
  header(sheet, acquisition.firstFiscalYear, years);
  const paid = valuesRow(sheet, 'Satellite-years paid for', subscription.paid);
  const perFee = valuesRow(
    sheet,
    'Then-year price for a fee of one',
    subscription.price.perFee,
    '0.000000',
    false,
  );
  const added = valuesRow(
    sheet,
    'Premium of lock-in, then-year',
    subscription.price.added,
    '0.000000',
    false,
  );
  const fee = addYears(sheet, 'Service fee', years, (_, column) =>
    formula(
      `${column}${paid}*(${INPUT_CELLS.fee}*${column}${perFee}+${column}${added})/Years!${column}$${YEAR_ROWS.level}`,
    ),
  );
  const credits = addYears(sheet, 'Credits', years, (_, column) =>
    formula(`0-${column}${fee}*${INPUT_CELLS.creditShare}`),
  );
  const payments = valuesRow(sheet, 'Other payments', rowOf(rows, 'other payments', years));
  const oversight = addYears(sheet, 'Oversight', years, (_, column) =>
    formula(`${column}${fee}*${INPUT_CELLS.oversightShare}`),
  );
  assert(
    fee === SUBSCRIPTION_ROWS.fee && credits === SUBSCRIPTION_ROWS.credits,
    'the provider’s sheet knows the rows of fee and credits',
  );
  closeBuyer(
    sheet,
    years,
    [fee, credits, payments, oversight],
    buyerValue(comparison.point, 'subscription', setting),
  );
  return sheet;
}

function ownedSheet({ acquisition, setting, comparison }: AcquireStudy, offer: OfferStudy): SheetRows {
  const { years } = setting.plan;
  const sheet: SheetRows = { name: SHEET_NAMES[offer.id], rows: [] };
  header(sheet, acquisition.firstFiscalYear, years);
  const rows = new Map<FlowKind, number>();
  for (const { what, usdM } of offer.buyerRows) {
    const operations = rows.get('operations');
    rows.set(
      what,
      what === 'contractor fee' && operations !== undefined
        ? addYears(sheet, titleOf(what), years, (_, column) =>
            formula(`${column}${operations}*${INPUT_CELLS.contractorFeeShare}`),
          )
        : valuesRow(sheet, titleOf(what), usdM),
    );
  }
  closeBuyer(sheet, years, [...rows.values()], buyerValue(comparison.point, offer.id, setting));
  return sheet;
}

function providerSheet({ acquisition, setting, comparison, offers }: AcquireStudy): SheetRows {
  const { years } = setting.plan;
  const { provider } = comparison.point.subscription;
  const { providerRows } = offers.find(({ id }) => id === 'subscription') ?? { providerRows: [] };
  const sheet: SheetRows = { name: SHEET_NAMES.provider, rows: [] };
  header(sheet, acquisition.firstFiscalYear, years);
  const thenYear = (row: number) => (_: number, column: string) =>
    formula(`${SHEET_NAMES.subscription}!${column}${row}*Years!${column}$${YEAR_ROWS.level}`);
  const revenue = addYears(sheet, 'Revenue', years, thenYear(SUBSCRIPTION_ROWS.fee));
  const credits = addYears(sheet, 'Credits', years, thenYear(SUBSCRIPTION_ROWS.credits));
  const costs = providerRows
    .filter(({ what }) => !['revenue', 'credits', 'tax', 'residual value'].includes(what))
    .map(({ what, usdM }) => valuesRow(sheet, titleOf(what), usdM));
  const deductible = valuesRow(sheet, 'What tax takes off: costs and depreciation', provider.deductible);
  const tax = addYears(sheet, 'Tax', years, (_, column) =>
    formula(`0-${INPUT_CELLS.taxRate}*(${column}${revenue}+${column}${credits}-${column}${deductible})`),
  );
  const residual = valuesRow(sheet, 'Residual value', rowOf(providerRows, 'residual value', years));
  const total = addYears(sheet, 'Net, then-year dollars', years, (_, column) =>
    formula([revenue, credits, ...costs, tax, residual].map((row) => `${column}${row}`).join('+')),
  );
  closing(
    sheet,
    years,
    total,
    YEAR_ROWS.nominal,
    providerValue(provider.net, comparison.pointInputs.offer.providerCostOfCapital),
  );
  return sheet;
}

function rowOf(rows: readonly FlowRow[], kind: FlowKind, years: number): Float64Array {
  return rows.find(({ what }) => what === kind)?.usdM ?? new Float64Array(years);
}

/** `contractor fee` as it begins a row. */
function titleOf(what: FlowKind): string {
  return what.charAt(0).toUpperCase() + what.slice(1);
}
