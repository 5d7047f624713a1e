import { RECOVERIES, byDeploymentInput, isDate } from '@cupola/core/acquisition';
import type { DeploymentInputId, Recovery } from '@cupola/core/acquisition';
import type { Selection } from '@cupola/core/scenario';
import { z } from 'zod';
import { exactly, idText, numberBetween, text, wholeNumberBetween } from '../scenario/fields.ts';
import { selectSchema } from '../scenario/schema.ts';
import { changeSchema } from './case-changes.ts';
import type { Changes } from './case-changes.ts';

/** Satellites of others that are retrofitted and serve until and beside the layer. */
export interface HostsFile {
  /** TLE or OMM file, relative to the case. */
  readonly catalogue: string;
  readonly select: Selection;
  /** Date from which they serve. */
  readonly from: string;
}

/** Who counts as seeing a place, and how it is sampled on each date. */
export interface CoverageFile {
  readonly minElevationDeg: number;
  readonly hours: number;
  readonly stepS: number;
  readonly points: number;
  /** When absent, every half year from the planned first launch until a year after the plan is up. */
  readonly dates?: readonly string[];
}

/** Flights that are simulated with the satellites of a few dates. */
export interface CustodyFile {
  /** Scenario, relative to the case. */
  readonly scenario: string;
  /** Its group that the layer takes the place of. */
  readonly layer: string;
  /** Its group of hosts, there from their date on. */
  readonly hosts?: string;
  /** Runs on each date, each with the next seed. */
  readonly runs: number;
  readonly dates: readonly string[];
}

/** The section `deployment` of an acquisition file, with its defaults. */
export interface DeploymentFile {
  readonly orderedOn: string;
  readonly firstLaunchOn: string;
  readonly draws: number;
  readonly constellation: {
    readonly kind: 'delta' | 'star';
    readonly planes: number;
    readonly phasing: number;
    readonly altitudeKm: number;
    readonly inclinationDeg: number;
  };
  readonly launcher: {
    readonly parkingAltitudeKm: number;
    readonly recovery?: Recovery;
    readonly capacityKg?: number;
    readonly pads: number;
    readonly boosters: number;
    readonly capPerYear: readonly number[];
    readonly competingPerYear: number;
  };
  readonly packing: {
    readonly satellitesPerLaunch: 'by-mass' | number;
    readonly planesPerLaunch: number;
    readonly maxDriftDays: number;
  };
  readonly spareLeadMonths: number;
  readonly hosts?: HostsFile;
  readonly coverage: CoverageFile;
  readonly custody?: CustodyFile;
  readonly assumptions: Changes<DeploymentInputId>;
}

/** What the section may hold, field by field. */
export function deploymentSchema(): z.ZodType<DeploymentFile> {
  const perLaunch = 'by-mass, or a whole number from 1 to 1000';
  return exactly({
    orderedOn: dateText(),
    firstLaunchOn: dateText(),
    draws: wholeNumberBetween(50, 20_000).default(500),
    constellation: exactly({
      kind: z.enum(['delta', 'star'], { error: 'delta or star' }),
      planes: wholeNumberBetween(1, 1000),
      phasing: wholeNumberBetween(0, 999),
      altitudeKm: numberBetween(160, 50_000, 'km'),
      inclinationDeg: numberBetween(0, 180, 'degrees'),
    }),
    launcher: exactly({
      parkingAltitudeKm: numberBetween(160, 50_000, 'km'),
      recovery: z.exactOptional(z.enum(RECOVERIES, { error: RECOVERIES.join(', ') })),
      capacityKg: z.exactOptional(numberBetween(1, 300_000, 'kg')),
      pads: wholeNumberBetween(1, 20).default(1),
      boosters: wholeNumberBetween(1, 200),
      capPerYear: z
        .array(numberBetween(0, 1000, 'launches'), { error: 'launches in each year, [6, 12]' })
        .min(1, { error: 'launches in at least one year' })
        .max(60, { error: 'at most 60 years' }),
      competingPerYear: numberBetween(0, 1000, 'launches').default(0),
    }),
    packing: exactly({
      satellitesPerLaunch: z
        .union([z.literal('by-mass'), z.int().min(1).max(1000)], { error: perLaunch })
        .default('by-mass'),
      planesPerLaunch: wholeNumberBetween(1, 100).default(1),
      maxDriftDays: numberBetween(0, 5000, 'days').default(365),
    }).prefault({}),
    spareLeadMonths: numberBetween(0, 120, 'months').default(12),
    hosts: z.exactOptional(
      exactly({
        catalogue: text('the path of a TLE or OMM file'),
        select: selectSchema().default({}),
        from: dateText(),
      }),
    ),
    coverage: exactly({
      minElevationDeg: numberBetween(0, 89, 'degrees').default(10),
      hours: numberBetween(0.1, 48, 'hours').default(3),
      stepS: wholeNumberBetween(1, 3600).default(120),
      points: wholeNumberBetween(10, 20_000).default(1000),
      dates: z.exactOptional(datesSchema()),
    }).prefault({}),
    custody: z.exactOptional(
      exactly({
        scenario: text('the path of a scenario'),
        layer: idText(),
        hosts: z.exactOptional(idText()),
        runs: wholeNumberBetween(1, 100).default(1),
        dates: datesSchema(),
      }),
    ),
    assumptions: exactly(byDeploymentInput(() => z.exactOptional(changeSchema()))).prefault({}),
  });
}

function datesSchema() {
  return z
    .array(dateText(), { error: 'a list of dates' })
    .min(1, { error: 'at least one date' })
    .max(60, { error: 'at most 60 dates' });
}

function dateText() {
  const error = 'a date such as 2029-03-01';
  return z.string({ error }).refine(isDate, { error });
}
