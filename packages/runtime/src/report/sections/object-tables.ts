import { sFromUs } from '@cupola/core/foundation';
import { BACKGROUNDS, LOOK_STAGES } from '@cupola/core/messages';
import type { CustodyGap, PhaseShares } from '@cupola/core/metrics';
import { FLIGHT_PHASES } from '@cupola/core/truth';
import type { CustodyPhase } from '@cupola/core/custody';
import { NEES_BAND_95 } from '../figures/error-figure.ts';
import { chosenPredictions, impactErrorM } from '../figures/impact-figure.ts';
import { SCALE_95, impactEllipse } from '../../scene/impact-ellipse.ts';
import { escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, duration, percent, placeText, significant } from '../../page/numbers.ts';
import { PHASE_TITLES, phasesShown } from '../phase-names.ts';
import { regionName } from '../regions-drawn.ts';
import { fewNames } from '../run-view.ts';
import type { EventGroup, ObjectView, RunView } from '../run-view.ts';
import { operatorCutoffS } from './headlines.ts';

function seconds(atS: number | null): string {
  return atS === null ? MISSING : decimal(atS, 0);
}

/** Truth and clock of every object. */
export function timesTable(view: RunView): string {
  const rows = view.objects.map((object) => {
    const { record } = object;
    const cutoffS = operatorCutoffS(view, object);
    const since = (atS: number | null): string => seconds(atS === null ? null : atS - object.launchS);
    return [
      escapeText(object.id),
      seconds(object.launchS),
      since(object.cloudBreakS),
      since(record.firstDetectedAtS),
      since(record.confirmedAtS),
      since(object.burnoutS),
      since(cutoffS),
      since(record.declaredAtS),
      since(object.impactS),
      object.impactS === null || record.declaredAtS === null
        ? MISSING
        : duration(object.impactS - record.declaredAtS),
      record.inRegions.length === 0
        ? 'none'
        : escapeText(record.inRegions.map((id) => regionName(id, view.regions)).join(', ')),
      decimal(object.record.flight.apogeeM / 1000, 0),
    ];
  });
  return table(
    'Times of each object, s since its launch (launch: s since the epoch)',
    [
      'object',
      'launch',
      'cloud break',
      'first detection',
      'track confirmed',
      'cut-off (true)',
      'cut-off (operator)',
      'declared',
      'impact',
      'warning left',
      'comes down in',
      'apogee (km)',
    ],
    rows,
  );
}

function phaseCells(view: RunView, shares: PhaseShares | undefined): readonly string[] {
  return phasesShown(view).map((phase) => percent(shares?.[phase] ?? null));
}

function phaseHeads(view: RunView): readonly string[] {
  return phasesShown(view).map((phase) => PHASE_TITLES[phase]);
}

/** What was held and what was not: continuity per phase and sensor kind, the longest gap and its cause. */
export function custodyTable(view: RunView): string {
  const rows = view.objects.map((object) => {
    const gaps = object.record.gaps;
    const longest = gaps.reduce<(typeof gaps)[number] | null>(
      (most, gap) => (most === null || gap.toS - gap.fromS > most.toS - most.fromS ? gap : most),
      null,
    );
    return [
      escapeText(object.id),
      ...phaseCells(view, object.record.continuity),
      String(gaps.length),
      decimal(
        gaps.reduce((sum, gap) => sum + gap.toS - gap.fromS, 0),
        0,
      ),
      longest === null
        ? 'none'
        : `${duration(longest.toS - longest.fromS)}, ${PHASE_TITLES[longest.phase]}: ${longest.cause}`,
      phasesShown(view)
        .map((phase) => decimal(object.record.longestLookGapS[phase], 0))
        .join(' / '),
    ];
  });
  return table(
    'Custody continuity: share of the time from cloud break to impact or end in which the object was held',
    [
      'object',
      ...phaseHeads(view),
      'gaps',
      'gap time (s)',
      'longest gap and its cause',
      `longest without enough looks: ${phaseHeads(view).join(' / ')} (s)`,
    ],
    rows,
  );
}

/** How much each sensor kind contributed, accuracy aside. */
export function custodyBySensorTable(view: RunView): string {
  const rows = view.objects.flatMap((object) =>
    view.record.sensorKinds.map((kind) => [
      escapeText(object.id),
      escapeText(kind),
      ...phaseCells(view, object.record.continuityBySensor[kind]),
    ]),
  );
  return table(
    'Watched by sensor kind: share of the phase in which at least two satellites of the kind had a look within the allowed gap',
    ['object', 'sensor kind', ...phaseHeads(view)],
    rows,
  );
}

/** `satellites 40, error 12`: seconds in which each condition was missed. */
function shortText(short: CustodyGap['short']): string {
  const named = Object.entries(short).filter(([, missed]) => missed > 0);
  return named.map(([what, missed]) => `${what} ${decimal(missed, 0)}`).join(', ');
}

/** Satellites named before and after a gap; summary.json has all. */
const HOLDERS_TOLD = 3;

/** Every gap with its causes; the longest hundred when there are more. */
export function gapsTable(view: RunView): string {
  const all = view.objects.flatMap((object) => object.record.gaps.map((gap) => ({ object, gap })));
  if (all.length === 0) return '';
  const kept = new Set(
    all.toSorted((a, b) => b.gap.toS - b.gap.fromS - (a.gap.toS - a.gap.fromS)).slice(0, 100),
  );
  const rows = all
    .filter((one) => kept.has(one))
    .map(({ object, gap }) => [
      escapeText(object.id),
      PHASE_TITLES[gap.phase],
      `${decimal(gap.fromS - object.launchS, 0)}–${decimal(gap.toS - object.launchS, 0)}`,
      decimal(gap.toS - gap.fromS, 0),
      escapeText(gap.sensorKind ?? 'none yet'),
      `<b>${escapeText(gap.cause)}</b>`,
      shortText(gap.short),
      escapeText(fewNames(gap.lastHolders, HOLDERS_TOLD) || 'nobody'),
      escapeText(fewNames(gap.nextHolders, HOLDERS_TOLD) || 'nobody'),
      escapeText(
        Object.entries(gap.otherCauses)
          .map(([kind, cause]) => `${kind}: ${cause}`)
          .join('; '),
      ),
    ]);
  const which = all.length > rows.length ? ` (the longest ${rows.length} of ${all.length})` : '';
  return table(
    `Gaps without custody${which}`,
    [
      'object',
      'phase',
      'from–to (s since launch)',
      'length (s)',
      'last held by',
      'cause',
      'what was missing (s)',
      'last looks by',
      'ended by',
      'other sensor kinds',
    ],
    rows,
  );
}

/** Looks by background and phase, summed over each event's objects. */
export function looksTable(view: RunView): string {
  const phases = ['boost', 'midcourse', 'reentry'] as const;
  const rows = view.groups.flatMap((group) =>
    BACKGROUNDS.map((background) => [
      escapeText(group.id),
      background,
      ...phases.map((phase) =>
        decimal(
          group.objects.reduce((sum, object) => sum + object.record.looksByBackground[background][phase], 0),
          0,
        ),
      ),
    ]),
  );
  return table(
    'Associated looks by what lay behind the object',
    ['event', 'background', 'boost', 'midcourse', 're-entry'],
    rows,
  );
}

function stageShares(group: EventGroup, kind: string, phase: CustodyPhase): ReadonlyMap<string, number> {
  const phaseIndex = FLIGHT_PHASES.findIndex((name) => name === phase);
  const counts = LOOK_STAGES.map(() => 0);
  let total = 0;
  for (const object of group.objects) {
    const stages = object.record.stage[kind];
    if (stages === undefined) continue;
    for (let s = Math.ceil(object.launchS); s <= object.endS; s++) {
      if (object.record.phase[s] !== phaseIndex) continue;
      const stage = stages[s] ?? 0;
      counts[stage] = (counts[stage] ?? 0) + 1;
      total++;
    }
  }
  return new Map(
    LOOK_STAGES.flatMap((stage, i): [string, number][] => {
      const count = counts[i] ?? 0;
      return count > 0 ? [[stage, count / total]] : [];
    }),
  );
}

/** For each event, sensor kind and phase: how far the best satellite's look got, as shares of the time. */
export function stagesTable(view: RunView): string {
  const rows = view.groups.flatMap((group) =>
    view.record.sensorKinds.map((kind) => [
      escapeText(group.id),
      escapeText(kind),
      ...phasesShown(view).map((phase) => {
        const shares = [...stageShares(group, kind, phase)].toSorted((a, b) => b[1] - a[1]);
        return shares.length === 0
          ? MISSING
          : shares.map(([stage, share]) => `${stage} ${percent(share)}`).join(', ');
      }),
    ]),
  );
  return table(
    'Why it was seen or not: the furthest stage any satellite reached, share of the time',
    ['event', 'sensor kind', ...phaseHeads(view)],
    rows,
  );
}

interface ErrorRow {
  readonly positionRmsM: number;
  readonly positionSigmaM: number;
  readonly velocityRmsMPerS: number;
  readonly velocitySigmaMPerS: number;
  readonly neesMean: number;
  readonly inBand: number;
  readonly seconds: number;
}

function errorsIn(object: ObjectView, phaseIndices: readonly number[]): ErrorRow | null {
  const { record } = object;
  const squares = [0, 0, 0, 0];
  let nees = 0;
  let inBand = 0;
  let count = 0;
  for (let s = Math.ceil(object.launchS); s <= object.endS; s++) {
    const values = [
      record.positionErrorM[s] ?? NaN,
      record.positionSigmaM[s] ?? NaN,
      record.velocityErrorMPerS[s] ?? NaN,
      record.velocitySigmaMPerS[s] ?? NaN,
    ];
    const one = record.nees[s] ?? NaN;
    if (!phaseIndices.includes(record.phase[s] ?? 255)) continue;
    if (Number.isNaN(one) || values.some(Number.isNaN)) continue;
    values.forEach((value, i) => (squares[i] = (squares[i] ?? 0) + value * value));
    nees += one;
    if (one >= NEES_BAND_95[0] && one <= NEES_BAND_95[1]) inBand++;
    count++;
  }
  if (count === 0) return null;
  const [p = 0, ps = 0, v = 0, vs = 0] = squares.map((sum) => Math.sqrt(sum / count));
  return {
    positionRmsM: p,
    positionSigmaM: ps,
    velocityRmsMPerS: v,
    velocitySigmaMPerS: vs,
    neesMean: nees / count,
    inBand: inBand / count,
    seconds: count,
  };
}

/** Error and consistency per object and phase. */
export function errorTable(view: RunView): string {
  const rows = view.objects.flatMap((object) =>
    phasesShown(view).flatMap((phase) => {
      const row = errorsIn(object, [FLIGHT_PHASES.findIndex((name) => name === phase)]);
      if (row === null) return [];
      return [
        [
          escapeText(object.id),
          PHASE_TITLES[phase],
          decimal(row.seconds, 0),
          significant(row.positionRmsM),
          significant(row.positionSigmaM),
          significant(row.velocityRmsMPerS),
          significant(row.velocitySigmaMPerS),
          significant(row.neesMean),
          percent(row.inBand),
        ],
      ];
    }),
  );
  return table(
    'Error of confirmed tracks against truth (root mean square), what the tracker predicted, and consistency (NEES: 6 expected)',
    [
      'object',
      'phase',
      'seconds',
      'position error (m)',
      'predicted (m)',
      'velocity error (m/s)',
      'predicted (m/s)',
      'NEES mean',
      `NEES in ${NEES_BAND_95[0]}–${NEES_BAND_95[1]}`,
    ],
    rows,
  );
}

/** Impact estimates of every object at its declaration, later and last. */
export function impactTable(view: RunView): string {
  const rows = view.objects.flatMap((object) =>
    chosenPredictions(object).map((one) => {
      const ellipse = impactEllipse(one.impact, SCALE_95);
      const error = impactErrorM(object, one.impact);
      return [
        escapeText(object.id),
        decimal(one.atS - object.launchS, 0),
        placeText(one.impact),
        significant(error === null ? null : error / 1000),
        `${significant(ellipse.semiMajorM / 1000)}\u00a0×\u00a0${significant(ellipse.semiMinorM / 1000)}`,
        object.impactS === null ? MISSING : decimal(sFromUs(one.impact.atUs) - object.impactS, 1),
      ];
    }),
  );
  if (rows.length === 0) return '';
  return table(
    'Impact estimates: at declaration (or the first), about five minutes later, and last',
    [
      'object',
      'at (s since launch)',
      'estimated impact',
      'off by (km)',
      '95 % half-axes (km)',
      'time off by (s)',
    ],
    rows,
  );
}
