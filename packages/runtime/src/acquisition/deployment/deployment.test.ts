import { fileURLToPath } from 'node:url';
import { estimateCost } from '@cupola/core/acquisition';
import { describe, expect, it } from 'vitest';
import { loadAcquisitionCase } from '../cost/load-case.ts';
import { loadCaseByDeployment } from './case-by-deployment.ts';
import { deploymentReport } from './deployment-answer.ts';
import type { DeploymentReport } from './deployment-answer.ts';
import { performDeployment } from './deployment-study.ts';
import type { DeploymentStudy } from './deployment-study.ts';
import { layerService } from './layer-service.ts';
import { deploymentQuestion, loadDeployment } from './load-deployment.ts';
import { namedPackings } from './named-packings.ts';
import { renderDeployment } from './render-deployment.ts';

const FILE = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));
/** Few draws and places: what is tested is how the parts meet. */
const QUICK = [
  'deployment.draws=50',
  'deployment.hosts={ catalogue: ../data/catalogues/iridium-next_2026-07-24.tle, select: { count: 60 }, from: 2027-10-01 }',
  'deployment.custody.dates=[2031-07-01]',
  'deployment.coverage={ dates: [2027-10-01, 2031-01-01, 2035-01-01], hours: 0.5, stepS: 300, points: 200 }',
];

async function studyOf(settings: readonly string[] = []): Promise<DeploymentStudy> {
  const load = loadDeployment(FILE, { settings: [...QUICK, ...settings], custody: false });
  if (!load.ok) throw new Error(JSON.stringify(load.problems));
  const done = await performDeployment(load.loaded, 'npx cupola deploy case.yaml', {
    campaign: null,
    workers: 1,
    onStep: () => undefined,
  });
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.study;
}

async function reportOf(settings: readonly string[] = []): Promise<DeploymentReport> {
  return deploymentReport(await studyOf(settings));
}

function problemsOf(settings: readonly string[], custody = false): readonly string[] {
  const load = loadDeployment(FILE, { settings, custody });
  return load.ok ? [] : load.problems.map(({ path }) => path);
}

const usual = await studyOf();
const report = deploymentReport(usual);

describe('the case that comes with the program', () => {
  it('gives the same answer again', async () => {
    expect(JSON.stringify(await reportOf())).toBe(JSON.stringify(report));
  });

  it('has a manifest that brings every satellite once', () => {
    const parts = report.manifest.flatMap((launch) => launch.parts);
    expect(parts.reduce((sum, { satellites }) => sum + satellites, 0)).toBe(600);
    expect(report.manifest).toHaveLength(report.launches.planned);
    expect(report.launches.planned).toBe(40);
    expect(report.launches.byNumber).toBe(Math.ceil(600 / report.packing.satellitesPerLaunch));
    for (const { date, parts: own } of report.manifest)
      for (const { inServiceOn } of own) expect(inServiceOn > date).toBe(true);
  });

  it('has every launch in the fiscal year in which it flies, also those of futures that are earlier than the plan', () => {
    const years = report.launches.byFiscalYear;
    const upTo = (date: string): number =>
      report.inService.findLast((each) => each.date <= date)?.launches.mean ?? 0;
    expect(years[0]?.fiscalYear).toBeLessThan(2030);
    expect(years[0]?.planned).toBe(0);
    for (const { fiscalYear, mean } of years) {
      const flown = upTo(`${fiscalYear}-09-30`) - upTo(`${fiscalYear - 1}-09-30`);
      expect(mean).toBeCloseTo(flown, 9);
    }
    const planned = years.reduce((sum, year) => sum + year.planned, 0);
    expect(planned).toBeGreaterThanOrEqual(report.launches.planned);
  });

  it('sees by hosts alone before the first launch, and more when the layer is up', () => {
    const [early, , late] = report.coverageByDate;
    expect(early).toMatchObject({ hosts: 60, p50: { satellites: 60 } });
    expect(early?.p50.atLeastOne).toBeGreaterThan(0.2);
    expect(early?.p50.atLeastTwo).toBeLessThan(late?.p50.atLeastTwo ?? 0);
    expect(late?.p50.satellites).toBeGreaterThan(500);
  });

  it('hands on what offers are compared by', () => {
    const { service } = usual;
    expect(service).toMatchObject({ orderedOn: '2026-10-01', satellites: 600 });
    const first = service.dates.find(({ date }) => date === '2027-10-01');
    expect(first).toMatchObject({ hosts: 60, inService: { p90: 0 }, coverage: { satellites: 60 } });
    expect(service.dates.filter(({ coverage }) => coverage !== null)).toHaveLength(3);
    expect(service.dates.find(({ date }) => date === '2032-10-01')?.wanted).toBeCloseTo(600, 0);
    const blind = layerService(usual.loaded);
    expect(blind.dates.map(({ inService }) => inService)).toEqual(
      service.dates.map(({ inService }) => inService),
    );
    expect(blind.dates.every(({ coverage }) => coverage === null)).toBe(true);
  });
});

describe('the cost of the layer by these dates', () => {
  it('has satellites when they are there, and is refused with the deployment', () => {
    const even = loadAcquisitionCase(FILE, QUICK);
    const dated = loadCaseByDeployment(FILE, QUICK);
    if (!even.ok || !dated.ok) throw new Error('both can be read');
    const { plan } = dated.acquisition;
    const end = usual.service.dates.find(({ date }) => date === '2031-09-30');
    expect(plan.wanted?.[2031 - 2027]).toBeCloseTo(end?.inService.mean ?? -1, 9);
    const costOf = (acquisition: typeof even.acquisition): readonly number[] =>
      estimateCost({ ...acquisition, draws: 100 }).byYear.map(({ byElement }) => byElement.operations);
    const [early, late] = [costOf(even.acquisition), costOf(dated.acquisition)];
    expect(late[3]).toBeLessThan(early[3] ?? 0);
    const settings = [...QUICK, 'deployment.constellation.planes=7'];
    expect(loadCaseByDeployment(FILE, settings)).toMatchObject({
      ok: false,
      problems: [{ path: 'deployment.constellation.planes' }],
    });
  });
});

describe('other plans', () => {
  it('of 400 and 1,000 satellites by mass and at seven a launch need the launches of the published arithmetic', () => {
    for (const [count, byMass, bySeven, onePlaneEach] of [
      [400, 16, 58, 60],
      [1000, 39, 143, 160],
    ] as const) {
      const load = loadDeployment(FILE, {
        settings: [...QUICK, `satellites.count=${count}`],
        custody: false,
      });
      const packings = load.ok ? namedPackings(deploymentQuestion(load.loaded)) : [];
      const published = packings.find(({ name }) => name.startsWith('by mass at the capacity as published'));
      const seven = packings.find(({ satellitesPerLaunch }) => satellitesPerLaunch === 7);
      expect(published).toMatchObject({ satellitesPerLaunch: 26, launches: byMass });
      expect(seven).toMatchObject({ launches: onePlaneEach, launchesByNumber: bySeven });
    }
  });

  it('over the poles, or waiting at the altitude of the layer, say that drift never comes', async () => {
    const share = 'deployment.packing.planesPerLaunch=2';
    for (const setting of [
      'deployment.constellation.inclinationDeg=90',
      'deployment.launcher.parkingAltitudeKm=1000',
    ]) {
      const never = await studyOf([setting, share]);
      const found = deploymentReport(never);
      expect(found.words.join(' ')).toContain('Infeasible by drift');
      expect(found.words.join(' ')).toContain('infinite');
      expect(found.packing).toMatchObject({ planesPerLaunch: 1 });
      expect(renderDeployment(never)).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(JSON.stringify(found)).not.toMatch(/null,null,null,null\]\}\]\}/);
    }
  });

  it('of one satellite in one plane speak of no other plane and of one launch', async () => {
    const { words } = await reportOf([
      'satellites.count=1',
      'deployment.constellation.planes=1',
      'deployment.constellation.phasing=0',
    ]);
    expect(words).toContain('One plane: there is no other to drift to.');
    expect(words[0]).toMatch(/^1 satellite ordered/);
    expect(words.some((text) => text.startsWith('1 launch of up to'))).toBe(true);
  });

  it('with one launch a year never end, and take no more of what is sold than in their busiest year', async () => {
    const { words } = await reportOf(['deployment.launcher.capPerYear=[1]']);
    expect(words.some((text) => text.endsWith('and not end within the case either.'))).toBe(true);
    const share = words.find((text) => text.startsWith('As the plan goes, '));
    const [mean, busiest] = [...(share ?? '').matchAll(/([\d.]+)\s%/g)].map((match) => Number(match[1]));
    expect(mean).toBeGreaterThan(0);
    expect(mean).toBeLessThanOrEqual(busiest ?? 0);
  });

  it('without hosts see nothing before the first satellite', async () => {
    const late = await reportOf([
      'deployment.hosts.from=2031-01-01',
      'deployment.coverage.dates=[2029-01-01]',
    ]);
    expect(late.coverageByDate[0]).toMatchObject({
      hosts: 0,
      p50: { satellites: 0, atLeastOne: 0, longestGapS: 1800 },
    });
  });
});

describe('what cannot be deployed', () => {
  it('is told with its path', () => {
    expect(problemsOf(['deployment.assumptions.satelliteMassKg={ value: 18000 }'])).toEqual([
      'deployment.assumptions.satelliteMassKg',
    ]);
    expect(problemsOf(['deployment.hosts.catalogue=none.tle'])).toEqual(['deployment.hosts.catalogue']);
    expect(problemsOf(['deployment.hosts.select={ count: 90000 }']).join()).toContain(
      'deployment.hosts.select',
    );
    expect(problemsOf(['deployment.custody.layer=nobody'], true)).toEqual(['deployment.custody.layer']);
    expect(problemsOf(['deployment.custody.scenario=none.yaml'], true)).toHaveLength(1);
  });

  it('is told together, a missing catalogue beside slips of the file', () => {
    expect(
      problemsOf([
        'deployment.hosts.catalogue=none.tle',
        'deployment.constellation.planes=0',
        'satellites.count=0',
      ]),
    ).toEqual(['satellites.count', 'deployment.constellation.planes', 'deployment.hosts.catalogue']);

    expect(
      problemsOf(
        [
          'deployment.hosts.catalogue=none.tle',
          'deployment.custody.layer=nobody',
          'deployment.assumptions.satelliteMassKg={ value: 18000 }',
        ],
        true,
      ),
    ).toEqual([
      'deployment.assumptions.satelliteMassKg',
      'deployment.hosts.catalogue',
      'deployment.custody.layer',
    ]);
  });
});

describe('the page', () => {
  const html = renderDeployment(usual);

  it('asks for nothing from outside, has no empty number and says that it is no schedule', () => {
    expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    expect(html).toContain('not the schedule of any programme');
    for (const id of ['in-service', 'coverage', 'gantt', 'launches'])
      expect(html).toContain(`<figure id="${id}">`);
  });
});
