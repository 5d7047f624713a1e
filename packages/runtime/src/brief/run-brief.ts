import { custodyDemands, sensorSpecsOf } from '@cupola/core/scenario';
import type { Scenario } from '@cupola/core/scenario';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import { VEHICLE_CLASSES } from '@cupola/core/vehicles';
import { MISSING, decimal, percent, span } from '../page/numbers.ts';
import { PHASE_TITLES } from '../report/phase-names.ts';
import { eventText, groupText } from '../report/sections/assumptions.ts';
import type { Manifest } from '../run-folder/manifest.ts';
import type { ObjectSummary } from '../summary/object-summary.ts';
import type { RunSummary } from '../summary/summary.ts';
import type { BriefNumber, BriefPart } from './brief.ts';

const PHASES = ['boost', 'midcourse', 'glide', 'reentry'] as const;

/** What a run folder says. */
export function runBrief(manifest: Manifest, scenario: Scenario, summary: RunSummary): BriefPart {
  return {
    asked: asked(scenario),
    answer: answer(summary),
    numbers: [
      ...mainOutputs(summary),
      ...sensorInputs(scenario),
      ...otherOutputs(summary),
      ...vehicleInputs(summary),
    ],
    limits: LIMITS,
    reproduce: [
      ['run id', manifest.runId],
      ['scenario', `scenario.yaml of the run folder, hash ${manifest.scenarioHash}; seed ${manifest.seed}`],
      ['program', `cupola ${manifest.cupola}, sources ${manifest.sourceHash}`],
      ['data', dataText(manifest)],
      ['command', 'npx cupola run scenario.yaml --out run'],
    ],
  };
}

function dataText({ data }: Manifest): string {
  return Object.entries(data)
    .map(([name, hash]) => `${name.split('/').at(-1) ?? name} ${hash}`)
    .join(', ');
}

const LIMITS: readonly string[] = [
  'Simulated, unclassified, on generic cited figures; not an account of any real system.',
  'Sensor magnitudes are notional: nobody has published the real ones. Custody in midcourse is an answer under that assumption.',
  'Ranges are over the objects of this scenario; noise, misses and losses are one draw of its seed. Campaigns (cupola sweep) say how they vary.',
  'Weather is one cloud top; bodies that melt into one pixel are not modelled.',
];

function asked(scenario: Scenario): readonly string[] {
  const [demand] = custodyDemands(scenario.requirements);
  const shown = scenario.events.slice(0, EVENTS_SHOWN);
  const rest = scenario.events.length - shown.length;
  return [
    ...scenario.satellites.map(
      (group) => `Satellites ${group.id}: ${groupText(group)}; sensors ${group.sensors.join(', ')}.`,
    ),
    ...shown.map((event) => `Event ${event.id}: ${eventText(event)}.`),
    ...(rest > 0 ? [`And ${rest} more events.`] : []),
    ...(demand === undefined
      ? []
      : [
          `Custody is held with looks of ${demand.minSensors} satellites in the last ${demand.maxGapS} s and a position error within ${errorText(demand.positionErrorKm)}.`,
        ]),
  ];
}

function errorText(positionErrorKm: Readonly<Record<string, number>>): string {
  return Object.entries(positionErrorKm)
    .map(([phase, km]) => `${km} km (${phase})`)
    .join(', ');
}

const EVENTS_SHOWN = 5;

function answer({ decision, custody, events, requirements }: RunSummary): readonly string[] {
  const threats = threatsOf(events);
  const after = values(threats, ({ declaredAfterBurnoutS }) => declaredAfterBurnoutS);
  const warning = warningOf(threats);
  const others =
    decision.declaredOthers === 0 ? 'nothing else was' : `${decision.declaredOthers} others were, wrongly`;
  const held = PHASES.flatMap((phase) => {
    const mean = custody.meanShare[phase];
    return mean === null
      ? []
      : [`${PHASE_TITLES[phase]} ${percent(mean)} (worst object ${percent(custody.worstShare[phase])})`];
  });
  const causes = Object.entries(custody.darkSecondsByCause).toSorted(([, a], [, b]) => b - a);
  return [
    `${decision.declaredThreats} of ${decision.threats} threats were declared; ${others}.`,
    ...(after.length === 0
      ? []
      : [
          `Declared ${span(after, 0)} s after burnout${
            warning.length === 0
              ? ''
              : `, with ${span(
                  warning.map((s) => s / 60),
                  0,
                )} min of warning left`
          }.`,
        ]),
    ...(held.length === 0 ? [] : [`Custody of weapons, share of time held: ${held.join('; ')}.`]),
    custody.longestGapS === 0
      ? 'No object was without custody between cloud break and its end.'
      : `Longest gap ${decimal(custody.longestGapS, 0)} s; time in the dark by cause: ${causes
          .slice(0, 3)
          .map(([cause, s]) => `${cause} ${decimal(s, 0)} s`)
          .join(', ')}.`,
    requirements.met
      ? 'Every requirement of the scenario is met.'
      : `Requirements not met: ${requirements.unmet.length}${requirements.first === null ? '' : `; the first: ${requirements.first.detail}`}.`,
  ];
}

function mainOutputs({ decision, custody, events }: RunSummary): readonly BriefNumber[] {
  const weapons = events.filter(({ weapon }) => weapon);
  const threats = threatsOf(events);
  const after = values(threats, ({ declaredAfterBurnoutS }) => declaredAfterBurnoutS);
  const warning = warningOf(threats);
  return [
    computed(
      'threats declared, of all',
      `${decision.declaredThreats} of ${decision.threats}`,
      '',
      'decision.declaredThreats',
    ),
    computed(
      'declared after burnout, median (s)',
      decimal(decision.medianDeclaredAfterBurnoutS, 0),
      span(after, 0),
      'decision.medianDeclaredAfterBurnoutS',
    ),
    computed(
      'warning left when declared, least (s)',
      warning.length === 0 ? MISSING : decimal(Math.min(...warning), 0),
      span(warning, 0),
      'events[]',
    ),
    ...PHASES.flatMap((phase) => {
      const mean = custody.meanShare[phase];
      if (mean === null) return [];
      const shares = values(weapons, (object) => object.custody[phase]);
      const range = `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`;
      return [
        computed(`custody held, ${PHASE_TITLES[phase]}`, percent(mean), range, `custody.meanShare.${phase}`),
      ];
    }),
    computed('longest gap (s)', decimal(custody.longestGapS, 0), '', 'custody.longestGapS'),
  ];
}

function otherOutputs({
  decision,
  custody,
  tracking,
  coverage,
  events,
  satellites,
}: RunSummary): readonly BriefNumber[] {
  return [
    computed('declared and no threat', String(decision.declaredOthers), '', 'decision.declaredOthers'),
    ...PHASES.flatMap((phase) => {
      const truth = custody.meanShareByTruth[phase];
      const key = `custody.meanShareByTruth.${phase}`;
      return truth === null
        ? []
        : [computed(`custody by the true error, ${PHASE_TITLES[phase]}`, percent(truth), '', key)];
    }),
    computed(
      'position error in midcourse, median (km)',
      decimal(tracking.positionErrorKm.midcourse, 2),
      span(
        values(events, ({ positionErrorKm }) => positionErrorKm.midcourse),
        2,
      ),
      'tracking.positionErrorKm.midcourse',
    ),
    computed('false tracks', String(tracking.falseTracks), '', 'tracking.falseTracks'),
    computed('satellites', String(satellites), '', 'satellites'),
    computed(
      'satellites that see an object in midcourse, mean',
      decimal(coverage.meanObservers.midcourse, 1),
      '',
      'coverage.meanObservers.midcourse',
    ),
  ];
}

/** Everything that a run computes rests on sensors whose figures are notional. */
function computed(what: string, value: string, range: string, key: string): BriefNumber {
  return { what, value, range, source: `summary.json, ${key}`, grade: 'computed', restsOn: 'notional' };
}

/** What went in, with its own source: a judgement is called one. */
function sensorInputs(scenario: Scenario): readonly BriefNumber[] {
  return sensorSpecsOf(scenario, SENSOR_KINDS).map(({ id, source, fields }): BriefNumber => {
    const noise = fields.map(({ noiseEquivalentIrradianceWPerCm2 }) => noiseEquivalentIrradianceWPerCm2);
    const [least, most] = [Math.min(...noise), Math.max(...noise)];
    return {
      what: `${id}: noise-equivalent irradiance (W/cm²)`,
      value: least.toExponential(0),
      range: least === most ? '' : `${least.toExponential(0)} to ${most.toExponential(0)}`,
      source,
      grade: gradeOfWords(source),
      restsOn: '',
    };
  });
}

function vehicleInputs({ events }: RunSummary): readonly BriefNumber[] {
  const kinds = new Set(events.map(({ kind }) => kind));
  return VEHICLE_CLASSES.filter(({ id }) => kinds.has(id)).flatMap(
    ({ id, boostDurationS, sources }): BriefNumber[] => {
      const source = sources['boostDurationS'];
      if (source === undefined) return [];
      const { nominal, min, max } = boostDurationS;
      return [
        {
          what: `${id}: boost (s)`,
          value: decimal(nominal, 0),
          range: min === max ? '' : span([min, max], 0),
          source,
          grade: gradeOfWords(source),
          restsOn: '',
        },
      ];
    },
  );
}

/** A source says itself that it is notional, or a copy that nobody checked, which counts the same; one that names a reference is published. */
function gradeOfWords(source: string): 'published' | 'notional' {
  return /notional|judg|assum|recalled|unverified/i.test(source) ? 'notional' : 'published';
}

function threatsOf(events: readonly ObjectSummary[]): readonly ObjectSummary[] {
  return events.filter(({ weapon, inRegions }) => weapon && inRegions.length > 0);
}

function warningOf(threats: readonly ObjectSummary[]): readonly number[] {
  return values(threats, ({ declaredAtS, impactAtS }) =>
    declaredAtS === null || impactAtS === null ? null : impactAtS - declaredAtS,
  );
}

function values(
  events: readonly ObjectSummary[],
  of: (object: ObjectSummary) => number | null,
): readonly number[] {
  return events.map(of).filter((value) => value !== null);
}
