import type { CitedRange } from './vehicle-class.ts';

/** How often objects of one kind fly, all over the world. */
export interface LaunchActivity {
  readonly kind: string;
  readonly title: string;
  /** The classes it is shared by, evenly. */
  readonly vehicleIds: readonly string[];
  readonly perYear: CitedRange;
  readonly source: string;
}

/**
 * World launch activity of a year without a great war, by kind. It weighs the classes before anything is seen of an object, and turns a share of
 * false declarations into a number per year.
 *
 * Orders of magnitude: only orbital launches are counted in public; the rest are tests and uses as far as they were reported, rounded.
 */
export const LAUNCH_ACTIVITY: readonly LaunchActivity[] = [
  {
    kind: 'orbital-launch',
    title: 'launches to orbit',
    vehicleIds: ['space-launch', 'space-launch-light', 'space-launch-heavy'],
    perYear: { low: 220, nominal: 260, high: 330 },
    source:
      'copy of [McDowell-2025], unverified: 223 orbital launch attempts in 2023, about 260 in 2024, more since; rounded, shared evenly by size',
  },
  {
    kind: 'intercontinental',
    title: 'tests of intercontinental missiles',
    vehicleIds: ['icbm-solid', 'icbm-liquid'],
    perYear: { low: 6, nominal: 12, high: 25 },
    source: 'notional: a few reported tests a year by each of the states that have them',
  },
  {
    kind: 'submarine-launched',
    title: 'tests of submarine-launched missiles',
    vehicleIds: ['slbm'],
    perYear: { low: 3, nominal: 8, high: 15 },
    source: 'notional: as intercontinental ones, somewhat fewer',
  },
  {
    kind: 'theatre',
    title: 'missiles of medium and intermediate range, tests and uses',
    vehicleIds: ['mrbm', 'irbm'],
    perYear: { low: 10, nominal: 60, high: 400 },
    source: 'notional: tests of a quiet year at the low end, reported use in regional wars at the high end',
  },
  {
    kind: 'short-range',
    title: 'short-range missiles, tests and uses',
    vehicleIds: ['srbm'],
    perYear: { low: 100, nominal: 500, high: 3000 },
    source:
      'notional: tests and exercises of a quiet year at the low end, reported use in regional wars at the high end',
  },
  {
    kind: 'boost-glide',
    title: 'tests of boost-glide vehicles',
    vehicleIds: ['boost-glide'],
    perYear: { low: 1, nominal: 6, high: 20 },
    source: 'notional: a few reported tests a year',
  },
  {
    kind: 'fractional-orbit',
    title: 'tests of fractional-orbit missiles',
    vehicleIds: ['fractional-orbit'],
    perYear: { low: 0, nominal: 0.2, high: 1 },
    source: 'notional: one reported in years',
  },
  {
    kind: 'sounding-rocket',
    title: 'sounding rockets seen by satellites',
    vehicleIds: ['sounding-rocket'],
    perYear: { low: 50, nominal: 100, high: 200 },
    source: 'notional: a programme of a score a year in each of several countries',
  },
  {
    kind: 'reentry',
    title: 'large pieces that come down from orbit',
    vehicleIds: ['reentering-debris'],
    perYear: { low: 100, nominal: 200, high: 500 },
    source: 'notional: rocket bodies and satellites of a tonne or so, one every other day',
  },
];

/** A class that no row names is taken to fly this often, per year. Notional: seldom, and not never. */
const UNLISTED_PER_YEAR = 5;

/** Flights of one class per year, all over the world. */
export function flightsPerYear(vehicleId: string): number {
  const row = LAUNCH_ACTIVITY.find(({ vehicleIds }) => vehicleIds.includes(vehicleId));
  return row === undefined ? UNLISTED_PER_YEAR : row.perYear.nominal / row.vehicleIds.length;
}
