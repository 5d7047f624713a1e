import { circularEphemeris, walkerSlot } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { coverageAnswer, coverageMeter } from '@cupola/core/coverage';
import type { CoverageQuestion } from '@cupola/core/coverage';
import { julianDateFromIso, present, radians, usFromS } from '@cupola/core/foundation';
import type { CoverageOnDate } from '@cupola/core/messages';
import type { DeploymentHistory } from '@cupola/core/acquisition';
import type { CoverageFile } from '@cupola/contract';
import { EARTH_EQUATORIAL_RADIUS_M, circularRates, earthRotationFrom } from '@cupola/core/physics';
import type { Ephemeris } from '@cupola/core/physics';
import type { LoadedHosts } from './load-deployment.ts';

const HOUR_S = 3600;
/** Instant at which the planes stand as designed, where no catalogue says one. */
const USUAL_EPOCH = '2026-07-24T00:00:00Z';

/** Place of a satellite in the shell. */
export interface ServingSlot {
  readonly plane: number;
  readonly slot: number;
}

/** Satellites in service on a day of a future, in order of plane and slot. */
export function servingSlots({ satellites }: DeploymentHistory, day: number): readonly ServingSlot[] {
  return satellites
    .filter(({ serviceDay, endDay }) => serviceDay <= day && day < endDay)
    .map(({ plane, slot }) => ({ plane, slot }))
    .toSorted((a, b) => a.plane - b.plane || a.slot - b.slot);
}

/**
 * What satellites of a partly filled shell, and hosts beside it, see of the ground by the coverage engine.
 *
 * The geometry of one date stands for all of them: planes as designed at the epoch of the hosts' catalogue, which cannot be carried years ahead.
 */
export function coverageOf(
  shell: WalkerShell,
  slots: readonly ServingSlot[],
  hosts: LoadedHosts | null,
  asked: CoverageFile,
): CoverageOnDate {
  const satellites = slots.length + (hosts?.count ?? 0);
  const stepUs = usFromS(asked.stepS);
  const sampleCount = Math.max(1, Math.round((asked.hours * HOUR_S) / asked.stepS));
  if (satellites === 0) {
    return {
      satellites,
      meanInView: 0,
      minInView: 0,
      atLeastOne: 0,
      atLeastTwo: 0,
      longestGapS: sampleCount * asked.stepS,
    };
  }
  const epoch = present(julianDateFromIso(hosts?.epoch ?? USUAL_EPOCH));
  const question: CoverageQuestion = {
    ephemeris: together(shell, slots, hosts),
    earth: earthRotationFrom(epoch),
    epoch,
    surface: { kind: 'wgs84' },
    grid: 'fibonacci',
    cellCount: asked.points,
    sight: { kind: 'elevation', minElevationRad: radians(asked.minElevationDeg) },
    stereo: null,
    fromUs: 0,
    stepUs,
    sampleCount,
  };
  const meter = coverageMeter(question, 0, sampleCount);
  for (let sample = 0; sample < sampleCount; sample++) meter.measure(sample);
  const { meanInView, minInView, folds, runs } = coverageAnswer(question, [meter.part]);
  const atLeast = (wanted: number): number => folds.find(({ k }) => k === wanted)?.fraction ?? 0;
  return {
    satellites,
    meanInView,
    minInView,
    atLeastOne: atLeast(1),
    atLeastTwo: atLeast(2),
    longestGapS: runs.gaps.maxS,
  };
}

function together(shell: WalkerShell, slots: readonly ServingSlot[], hosts: LoadedHosts | null): Ephemeris {
  const { altitudeM, inclinationRad } = shell;
  const layer = circularEphemeris({
    radiusM: EARTH_EQUATORIAL_RADIUS_M + altitudeM,
    inclinationRad,
    rates: circularRates(altitudeM, inclinationRad),
    slots: slots.map(({ plane, slot }) => walkerSlot(shell, plane, slot)),
  });
  return hosts === null ? layer : sideBySide(layer, hosts.ephemeris);
}

/** Two groups as one, the second behind the first. */
function sideBySide(first: Ephemeris, second: Ephemeris): Ephemeris {
  return {
    satelliteCount: first.satelliteCount + second.satelliteCount,
    positionsInertialInto(out, atUs): void {
      first.positionsInertialInto(out.subarray(0, 3 * first.satelliteCount), atUs);
      second.positionsInertialInto(out.subarray(3 * first.satelliteCount), atUs);
    },
  };
}
