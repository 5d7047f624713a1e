import { byDeploymentInput, byLayerInput } from '@cupola/core/acquisition';
import type { Assumption } from '@cupola/core/acquisition';
import { describe, expect, it } from 'vitest';
import { deploymentCase } from './deployment-case.ts';
import { TABLES } from './money-tables.test-data.ts';
import { readAcquisitionCase } from './read-case.ts';

function entry(id: string): Assumption {
  return {
    id,
    title: id,
    unit: 'u',
    value: 1,
    distribution: { kind: 'fixed', value: 1 },
    baseYear: null,
    sources: [],
    note: 'n',
  };
}

const REGISTER = byLayerInput(entry);
const CASE = `acquisition: 1
title: A case
baseYear: 2026
firstFiscalYear: 2027
years: 20
seed: 1
satellites: { count: 600, firstLaunchFiscalYear: 2029, buildYears: 4 }
`;
const SECTION = `deployment:
  orderedOn: 2026-10-01
  firstLaunchOn: 2029-01-01
  constellation: { kind: delta, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 }
  launcher: { parkingAltitudeKm: 500, boosters: 3, capPerYear: [6, 12] }
`;

function problemsOf(section: string): readonly string[] {
  const outcome = readAcquisitionCase(CASE + section, REGISTER, TABLES);
  return outcome.ok ? [] : outcome.problems.map(({ path, line }) => `${line ?? '-'} ${path}`);
}

describe('the section of deployment', () => {
  it('may be left out', () => {
    const outcome = readAcquisitionCase(CASE, REGISTER, TABLES);
    expect(outcome.ok && deploymentCase(outcome.file, byDeploymentInput(entry), TABLES.index)).toBeNull();
  });

  it('has its defaults, and becomes a plan in days and metres', () => {
    const outcome = readAcquisitionCase(
      `${CASE}${SECTION}  assumptions: { satelliteMassKg: { value: 800 } }\n`,
      REGISTER,
      TABLES,
    );
    const found = outcome.ok ? deploymentCase(outcome.file, byDeploymentInput(entry), TABLES.index) : null;
    expect(found).toMatchObject({
      draws: 500,
      untilDate: '2046-09-30',
      plan: {
        shell: { count: 600, altitudeM: 1_000_000 },
        parkingAltitudeM: 500_000,
        capacity: { kind: 'by-orbit', recovery: 'sea' },
        satellitesPerLaunch: { kind: 'by-mass' },
        planesPerLaunch: 1,
        firstLaunchDay: 823,
        horizonDays: 7304,
      },
    });
    expect(found?.assumptions.satelliteMassKg.value).toBe(800);
    expect(found?.assumptions.checkoutDays.value).toBe(1);
  });

  it.each<[string, string, string]>([
    [
      'planes that do not divide the satellites',
      SECTION.replace('planes: 20', 'planes: 7'),
      'constellation.planes',
    ],
    ['no planes at all', SECTION.replace('planes: 20', 'planes: 0'), 'constellation.planes'],
    ['a phasing beyond the planes', SECTION.replace('phasing: 1', 'phasing: 20'), 'constellation.phasing'],
    ['a negative cadence', SECTION.replace('[6, 12]', '[6, -12]'), 'launcher.capPerYear.1'],
    [
      'no room in any year',
      SECTION.replace('capPerYear: [6, 12]', 'capPerYear: [6, 12], competingPerYear: 12'),
      'launcher.capPerYear',
    ],
    ['a first launch before the order', SECTION.replace('2026-10-01', '2029-02-01'), 'firstLaunchOn'],
    [
      'a first launch in another year than the cost has',
      SECTION.replace('2029-01-01', '2028-01-01'),
      'firstLaunchOn',
    ],
    ['what is no date', SECTION.replace('2026-10-01', '2026-02-30'), 'orderedOn'],
    ['an unknown recovery', SECTION.replace('boosters', 'recovery: land, boosters'), 'launcher.recovery'],
    [
      'a capacity said twice',
      SECTION.replace('boosters', 'recovery: sea, capacityKg: 9, boosters'),
      'launcher.capacityKg',
    ],
    [
      'a date before the first launch',
      `${SECTION}  coverage: { dates: [2030-01-01, 2028-12-31] }\n`,
      'coverage.dates.1',
    ],
    [
      'an impossible number of its own',
      `${SECTION}  assumptions: { padLaunchesPerYear: { value: -1 } }\n`,
      'assumptions.padLaunchesPerYear.value',
    ],
    ['an unknown key', SECTION.replace('orderedOn', 'orderdOn: 3\n  orderedOn'), 'orderdOn'],
    ['hosts without a date', `${SECTION}  hosts: { catalogue: a.tle }\n`, 'hosts.from'],
    [
      'half a satellite',
      `${SECTION}  packing: { satellitesPerLaunch: 0.5 }\n`,
      'packing.satellitesPerLaunch',
    ],
  ])('is refused for %s', (_, section, path) => {
    const problems = problemsOf(section);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^\\d+ deployment\\.${path.replaceAll('.', '\\.')}$`));
  });

  it('may ask for a date before the first launch when hosts serve by then', () => {
    const hosts = '  hosts: { catalogue: a.tle, from: 2028-01-01 }\n';
    expect(problemsOf(`${SECTION}${hosts}  coverage: { dates: [2028-01-01] }\n`)).toEqual([]);
    expect(problemsOf(`${SECTION}${hosts}  coverage: { dates: [2027-12-31] }\n`)).toHaveLength(1);
  });

  it('is refused for everything at once: slips of a field, of two fields together, and unknown keys', () => {
    const section = SECTION.replace('planes: 20', 'planes: 7')
      .replace('boosters: 3', 'boosters: 0, bosters: 3')
      .replace('2029-01-01', '2028-01-01');
    expect(problemsOf(section)).toEqual([
      '10 deployment.firstLaunchOn',
      '11 deployment.constellation.planes',
      '12 deployment.launcher.boosters',
      '12 deployment.launcher.bosters',
    ]);
  });

  it('says what a misspelled key was meant to be', () => {
    const outcome = readAcquisitionCase(CASE + SECTION.replace('boosters', 'bosters'), REGISTER, TABLES);
    const messages = outcome.ok ? [] : outcome.problems.map(({ message }) => message);
    expect(messages.join()).toContain('did you mean "boosters"?');
  });
});
