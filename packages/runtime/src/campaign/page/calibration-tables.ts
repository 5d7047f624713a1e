import { CALIBRATION_GROUPS, SAMPLE_TIMES, sampleName, scoreAt } from '@cupola/core/campaign';
import type { Calibration, CalibrationCheck, DeclarationRow } from '@cupola/core/campaign';
import type { QuantileEstimate } from '@cupola/core/metrics';
import { escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent } from '../../page/numbers.ts';
import { groupName } from './group-names.ts';

const VERDICTS = { true: 'yes', false: 'NO', null: MISSING } as const;

export function checksTable(checks: readonly CalibrationCheck[]): string {
  return table(
    'What a calibrated decision does',
    ['what is asked', 'found', 'met'],
    checks.map(({ asked, found, met }) => [asked, found, VERDICTS[`${met}`]].map(escapeText)),
  );
}

/** Score and parts, by time and group; groups nobody is in are left out. */
export function scoresTable(found: Calibration): string {
  const rows = SAMPLE_TIMES.flatMap((at) =>
    (['all', ...CALIBRATION_GROUPS] as const).flatMap((group) => {
      const score = scoreAt(found, at, group);
      if (score === undefined || score.objects === 0) return [];
      const { brier, reliability } = score;
      return [
        [
          escapeText(`${sampleName(at)}, ${groupName(group)}`),
          `${score.stated} of ${score.objects}`,
          percent(brier?.baseRate ?? null),
          fourDigits(brier?.score),
          fourDigits(brier?.reliability),
          fourDigits(brier?.resolution),
          fourDigits(brier?.uncertainty),
          decimal(brier?.skill ?? null, 3),
          fourDigits(reliability.expectedCalibrationError),
          fourDigits(reliability.sharpness),
          fourDigits(score.areaUnderCurve),
          `${reliability.bins.filter((bin) => bin.inside).length} of ${reliability.bins.length}`,
        ],
      ];
    }),
  );
  const headings = [
    'when, who',
    'stated',
    'base rate',
    'Brier score',
    'reliability',
    'resolution',
    'uncertainty',
    'skill',
    'calibration error',
    'sharpness',
    'area under curve',
    'bins inside',
  ];
  return table(
    'Scores: Brier score = reliability - resolution + uncertainty + spread within bins',
    headings,
    rows,
  );
}

export function declarationsTable(caption: string, rows: readonly DeclarationRow[]): string {
  return table(
    caption,
    [
      'objects',
      'declared',
      'missed',
      'late',
      'revoked',
      'median after burnout',
      '95 %',
      'median after launch',
      '95 %',
    ],
    rows.map((row) => [
      escapeText(row.name),
      `${row.declared.count} of ${row.objects}`,
      String(row.missed),
      String(row.late),
      String(row.revocations),
      timeText(row.afterBurnoutS.p50),
      timeText(row.afterBurnoutS.p95),
      timeText(row.afterLaunchS.p50),
      timeText(row.afterLaunchS.p95),
    ]),
  );
}

function orOpen(value: number | null): string {
  return value === null ? '?' : decimal(value, 0);
}

function fourDigits(value: number | null | undefined): string {
  return decimal(value ?? null, 4);
}

/** `8 s (8 to 9)`; an end that the sample is too small for is left open. */
export function timeText(time: QuantileEstimate | null): string {
  if (time === null) return MISSING;
  return `${decimal(time.value, 0)} s (${orOpen(time.low)} to ${orOpen(time.high)})`;
}

export function falseTables({ falseDeclarations }: Calibration): string {
  const { objects, perYear } = falseDeclarations;
  const wrong =
    objects.length === 0
      ? ''
      : table(
          'What was declared and is no threat',
          ['run', 'seed', 'drawn as', 'vehicle', 'distance to the border', 'stated when declared', 'revoked'],
          objects.map(({ run, seed, kind, vehicle, insideKm, declaredProb, revocations }) => [
            String(run),
            String(seed),
            escapeText(kind),
            escapeText(vehicle),
            insideKm === null ? 'in orbit' : `${decimal(insideKm, 1)} km`,
            decimal(declaredProb, 4),
            String(revocations),
          ]),
        );
  if (perYear.kinds.length === 0) return wrong;
  const kinds = perYear.kinds.map((kind) => [
    escapeText(kind.kind),
    decimal(kind.launchesPerYear, 0),
    String(kind.launches),
    String(kind.falselyDeclared),
    decimal(kind.falsePerYear, 2),
    decimal(kind.upperBound, 1),
  ]);
  const all = [
    'all of these',
    decimal(perYear.launchesPerYear, 0),
    decimal(
      perYear.kinds.reduce((sum, { launches }) => sum + launches, 0),
      0,
    ),
    decimal(
      perYear.kinds.reduce((sum, { falselyDeclared }) => sum + falselyDeclared, 0),
      0,
    ),
    decimal(perYear.falsePerYear, 2),
    decimal(perYear.pooledUpperBound, 1),
  ];
  return (
    wrong +
    table(
      'False declarations in a year of launches, at the rates the campaign states; bounds are one-sided, 95 %',
      ['kind', 'launches a year', 'flown here', 'falsely declared', 'false a year', 'at most'],
      [...kinds, all],
    )
  );
}
