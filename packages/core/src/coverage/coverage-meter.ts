import type { OutagePeriods } from '../constellation/index.ts';
import { assert } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import { earthAngleRad } from '../physics/index.ts';
import type { EarthRotation, Ephemeris } from '../physics/index.ts';
import { coverageGrid } from './grid/coverage-grid.ts';
import type { CoverageGrid, GridQuestion } from './grid/coverage-grid.ts';
import { LATITUDE_BANDS, latitudeBands } from './grid/latitude-bands.ts';
import { turnToEarthFixed } from './positions/earth-fixed.ts';
import { gridCounter } from './counters/grid-counter.ts';
import type { OnView } from './counters/point-counter.ts';
import { InService } from './positions/in-service.ts';
import { SunFromEarth } from './positions/sun-from-earth.ts';
import { Sightings, StereoFinder } from './counters/stereo.ts';
import type { StereoBand } from './counters/stereo.ts';
import { addGroupSample, emptyGroups } from './tally/group-tally.ts';
import type { GroupTally } from './tally/group-tally.ts';
import type { Tally } from './tally/tally.ts';
import { tallyMeter } from './tally/tally-meter.ts';

/** Who sees what of the Earth, and when. */
export interface CoverageQuestion extends GridQuestion {
  readonly ephemeris: Ephemeris;
  readonly earth: EarthRotation;
  /** Instant of `fromUs` 0, where sensors must know the Sun. */
  readonly epoch?: JulianDate;
  /** When each satellite is out of service; what is missing is in service throughout. */
  readonly outages?: OutagePeriods;
  /** Crossing angles to look for; null for none. Only on the Fibonacci grid. */
  readonly stereo: StereoBand | null;
  /** Samples stand at `fromUs + k * stepUs`, k = 0 .. sampleCount - 1. */
  readonly fromUs: SimTimeUs;
  readonly stepUs: SimTimeUs;
  readonly sampleCount: number;
}

/** What a stretch of samples came to. Plain data in whole numbers: parts made anywhere join to the same bits. */
export interface CoveragePart {
  readonly inView: Tally;
  /** Of a shell: by band of latitude, how many satellites have Earth or limb behind a cell, and how many have space. */
  readonly backgrounds: { readonly below: GroupTally; readonly above: GroupTally } | null;
  /** 1 where some pair crosses in the band, 0 elsewhere. */
  readonly stereo: Tally | null;
}

/** A stretch under way: samples are taken in one after the other. */
export interface CoverageMeter {
  readonly part: CoveragePart;
  measure(sample: number): void;
}

/**
 * Measures samples [fromSample, toSample): straight lines, no refraction, no terrain; what happens between two samples is not seen.
 * `measure` must be called for each of them in order.
 */
export function coverageMeter(
  question: CoverageQuestion,
  fromSample: number,
  toSample: number,
): CoverageMeter {
  const { ephemeris, earth, sight, stereo, fromUs, stepUs } = question;
  assert(question.cellCount > 0 && toSample > fromSample, 'there are cells and samples to count over');
  assert(ephemeris.satelliteCount < 65_536, 'counts fit 16 bits');
  const grid = coverageGrid(question);
  const satellites = new Float64Array(3 * ephemeris.satelliteCount);
  const inView = new Uint16Array(grid.cellCount);
  const below = new Uint16Array(sight.kind === 'shell' ? grid.cellCount : 0);
  const counts = tallyMeter(grid.cellCount, fromSample, toSample);
  const backgrounds = sight.kind === 'shell' ? backgroundMeter(grid, ephemeris.satelliteCount) : null;
  const crossing =
    stereo === null ? null : stereoMeter(grid, ephemeris.satelliteCount, stereo, fromSample, toSample);
  const sun = sunFor(question);
  const { outages } = question;
  const service =
    outages === undefined || outages.size === 0 ? null : new InService(outages, ephemeris.satelliteCount);
  const counter = gridCounter(grid, question, crossing?.onView ?? null);
  return {
    part: {
      inView: counts.tally,
      backgrounds: backgrounds?.tallies ?? null,
      stereo: crossing?.tally ?? null,
    },
    measure(sample: number): void {
      const atUs = fromUs + sample * stepUs;
      ephemeris.positionsInertialInto(satellites, atUs);
      const earthRad = earthAngleRad(earth, atUs);
      turnToEarthFixed(satellites, earthRad);
      const inService = service === null ? satellites : service.positionsOf(satellites, atUs);
      sun?.turnTo(atUs, earthRad);
      counter.countInto(inView, below, inService, sun?.directionItrf);
      counts.add(sample, inView);
      backgrounds?.add(inView, below);
      crossing?.add(sample, inService);
    },
  };
}

/** Null where nobody minds the Sun. */
function sunFor({ sensor, epoch }: CoverageQuestion): SunFromEarth | null {
  if (sensor === undefined || sensor.sunExclusionRad === 0) return null;
  assert(epoch !== undefined, 'where the Sun stands depends on the epoch');
  return new SunFromEarth(epoch);
}

function backgroundMeter(
  grid: CoverageGrid,
  satelliteCount: number,
): {
  readonly tallies: NonNullable<CoveragePart['backgrounds']>;
  add(inView: Uint16Array, below: Uint16Array): void;
} {
  const bands = latitudeBands(grid);
  const tallies = {
    below: emptyGroups(LATITUDE_BANDS, satelliteCount),
    above: emptyGroups(LATITUDE_BANDS, satelliteCount),
  };
  const above = new Uint16Array(grid.cellCount);
  return {
    tallies,
    add(inView: Uint16Array, below: Uint16Array): void {
      for (let cell = 0; cell < above.length; cell++) above[cell] = inView[cell]! - below[cell]!;
      addGroupSample(tallies.below, bands, below);
      addGroupSample(tallies.above, bands, above);
    },
  };
}

function stereoMeter(
  grid: CoverageGrid,
  satelliteCount: number,
  band: StereoBand,
  fromSample: number,
  toSample: number,
): {
  readonly tally: Tally;
  readonly onView: OnView;
  add(sample: number, satellites: Float64Array): void;
} {
  assert(grid.points !== null, 'crossing angles are looked for on points');
  const sightings = new Sightings(grid.cellCount);
  const finder = new StereoFinder(grid.points, satelliteCount, band);
  const crossed = new Uint16Array(grid.cellCount);
  const counts = tallyMeter(grid.cellCount, fromSample, toSample);
  return {
    tally: counts.tally,
    onView: (point, satellite) => sightings.add(point, satellite),
    add(sample: number, satellites: Float64Array): void {
      finder.findInto(crossed, sightings, satellites);
      sightings.clear();
      counts.add(sample, crossed);
    },
  };
}
