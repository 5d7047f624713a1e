import { degrees } from '@cupola/core/foundation';
import { assumptionTable } from '../assumption-table.ts';
import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, duration, percent } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import { deploymentReport } from './deployment-answer.ts';
import { coverageFigure, ganttFigure, launchesFigure, serviceFigure } from './deployment-figures.ts';
import { eachSatelliteFigure, eachSatelliteTables } from './each-satellite-figure.ts';
import { packingRows } from './deployment-rows.ts';
import type { DeploymentStudy } from './deployment-study.ts';

/** Said on the page, and in docs/models/deployment.md at length. */
const LIMITS: readonly string[] = [
  'Notional and unclassified; not the schedule of any programme.',
  'Whatever goes on a launch is decided beforehand; nobody repacks after a loss. A lost load is made and flown again; what fails in orbit is replaced when the life of its launch is over.',
  'Planes part by first-order J2 alone. The climb keeps mass and thrust, knows no drag and no shadow; check-out follows the climb.',
  'Capacity falls with the orbit by a first-order law from one published figure; a stated capacity is better.',
  'Room for launches comes up evenly through a year; the range, weather and other customers are not in it but by numbers of the register.',
  'Coverage is straight-line geometry over some hours with planes as designed; hosts stand where their catalogue has them and are counted as seeing like the others.',
];

/** A deployment as one page: self-contained, the same bytes for the same case. */
export function renderDeployment(study: DeploymentStudy): string {
  const { loaded, provenance } = study;
  const { acquisition, deployment } = loaded;
  return renderPage({
    title: `Deployment: ${acquisition.title}`,
    about: `Notional, unclassified, not the schedule of any programme. Ordered on ${deployment.orderedOn}; ${decimal(deployment.draws, 0)} draws. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: deploymentReport(study).words,
    sections: [
      { id: 'service', title: 'In service, by date', body: serviceFigure(study) + spareTable(study) },
      {
        id: 'seen',
        title: 'What is seen, by date',
        body: coverageFigure(study) + coverageTable(study) + custodyTable(study),
      },
      {
        id: 'manifest',
        title: 'Launches',
        body: ganttFigure(study) + launchesFigure(study) + shareTable(study),
      },
      { id: 'packing', title: 'How satellites are packed', body: packingTable(study) },
      { id: 'drift', title: 'Planes and drift', body: driftTable(study) },
      ...(study.each === null
        ? []
        : [
            {
              id: 'each',
              title: 'What each satellite buys',
              body: eachSatelliteFigure(study.each) + eachSatelliteTables(study.each),
            },
          ]),
      {
        id: 'limits',
        title: 'Limits',
        body: element('ul', {}, ...LIMITS.map((item) => element('li', {}, escapeText(item)))),
      },
      {
        id: 'assumptions',
        title: 'Every number, and where it is from',
        body: assumptionTable(study.assumptions),
      },
      {
        id: 'reproduce',
        title: 'How to reproduce',
        body: reproductionOf(
          provenance,
          [['register', 'data/acquisition/assumptions.yaml']],
          'manifest.csv, in-service.csv and answer.json hold every number of this page.',
        ),
      },
    ],
    style: 'tbody th{white-space:normal}',
    data: dataScript('provenance', provenance),
  });
}

function coverageTable({ coverage, service }: DeploymentStudy): string {
  const inService = new Map(service.dates.map((each) => [each.date, each.inService]));
  return table(
    'Satellites in service over the draws, and what a middling future sees',
    [
      'date',
      'P10',
      'P50',
      'P90',
      'hosts',
      'in view, mean',
      'one or more',
      'two or more',
      'two or more, little service',
      'longest gap',
    ],
    coverage.map(({ date, hosts, p10, p50 }) => {
      const spread = inService.get(date);
      return [
        date,
        ...[spread?.p10, spread?.p50, spread?.p90].map((count) => decimal(count ?? null, 0)),
        decimal(hosts, 0),
        decimal(p50.meanInView, 1),
        percent(p50.atLeastOne),
        percent(p50.atLeastTwo),
        percent(p10.atLeastTwo),
        duration(p50.longestGapS),
      ];
    }),
  );
}

function custodyTable({ service }: DeploymentStudy): string {
  const flown = service.dates.filter(({ custody }) => custody !== null);
  if (flown.length === 0) {
    return element('p', { class: 'small' }, 'Custody by date was not asked for: add <code>--custody</code>.');
  }
  return table(
    'Flights simulated with the satellites of a middling future: share of each phase held, and threats declared',
    ['date', 'satellites', 'runs', 'boost', 'midcourse', 're-entry', 'threats declared'],
    flown.map(({ date, custody }) => [
      date,
      decimal(custody?.satellites ?? null, 0),
      decimal(custody?.runs ?? null, 0),
      percent(custody?.boostHeldShare ?? null),
      percent(custody?.midcourseHeldShare ?? null),
      percent(custody?.reentryHeldShare ?? null),
      percent(custody?.threatsDeclaredShare ?? null),
    ]),
  );
}

function shareTable(study: DeploymentStudy): string {
  const { launches } = deploymentReport(study);
  return table(
    'Share of known capacity: launches sold to others than the launcher’s own constellation, and all launches',
    ['fiscal year', 'plan', 'mean of the draws', 'of those sold', 'of all'],
    launches.byFiscalYear.map(({ fiscalYear, planned, mean, shareOfSold, shareOfAll }) => [
      String(fiscalYear),
      decimal(planned, 0),
      decimal(mean, 1),
      percent(shareOfSold),
      percent(shareOfAll),
    ]),
  );
}

function packingTable(study: DeploymentStudy): string {
  return table(
    'Other packings of the same layer, as the plan would go',
    [
      'packing',
      'on each',
      'launches',
      'if planes did not matter',
      'USD B',
      'USD M a satellite',
      'last launch',
      'all in service',
    ],
    packingRows(study).map((row) => [
      escapeText(row.name),
      decimal(row.satellitesPerLaunch, 0),
      decimal(row.launches, 0),
      decimal(row.launchesByNumber, 0),
      decimal(row.priceUsdM / 1000, 2),
      decimal(row.priceUsdMPerSatellite, 1),
      row.lastLaunchOn ?? MISSING,
      row.allInServiceOn ?? MISSING,
    ]),
  );
}

function driftTable({ drift, loaded }: DeploymentStudy): string {
  const { shell } = loaded.deployment.plan;
  const planes = drift[0]?.days.map((_, index) => `${index + 1} plane${index === 0 ? '' : 's'} on`) ?? [];
  return table(
    `Months of drift at ${decimal(degrees(shell.inclinationRad), 1)} degrees against ${decimal(shell.altitudeM / 1000, 0)} km, by waiting orbit`,
    ['waiting at', ...planes],
    drift.map(({ parkingAltitudeKm, days }) => [
      `${decimal(parkingAltitudeKm, 0)} km`,
      ...days.map((each) => (each > 1e5 ? 'never' : decimal(each / (365.25 / 12), 1))),
    ]),
  );
}

function spareTable({ spares, loaded }: DeploymentStudy): string {
  return table(
    `Spares of a plane, and how often they are too few in the ${decimal(loaded.deployment.spareLeadMonths, 0)} months until a replacement is there`,
    ['spares', 'too few'],
    spares.map(({ spares: count, shortageProb }) => [decimal(count, 0), percent(shortageProb)]),
  );
}
