import { quantileWithInterval } from '../metrics/index.ts';
import type { QuantileEstimate } from '../metrics/index.ts';
import { groupOf, isThreat } from './calibration-groups.ts';
import type { ObjectAnswer } from './run-answer.ts';
import { shareOf } from './share-estimate.ts';
import type { ShareEstimate } from './share-estimate.ts';

/** How soon some objects were declared. */
export interface DeclarationRow {
  readonly name: string;
  readonly objects: number;
  readonly declared: ShareEstimate;
  /** Threats among them declared later than a minute after burnout, or not at all. */
  readonly late: number;
  /** Threats among them that were not declared. */
  readonly missed: number;
  readonly revocations: number;
  /** First declaration after launch and after burnout, s. */
  readonly afterLaunchS: TimeQuantiles;
  readonly afterBurnoutS: TimeQuantiles;
  /** All first declarations after burnout, s, in order. */
  readonly allAfterBurnoutS: readonly number[];
}

export interface TimeQuantiles {
  readonly p50: QuantileEstimate | null;
  readonly p95: QuantileEstimate | null;
}

export interface DeclarationTimes {
  /** Weapons that come down in the regions, at least 100 km from any border, and do not manoeuvre. */
  readonly deepThreats: DeclarationRow;
  /** Those that do: gliders, fractional orbits, launches with several payloads, of which the later ones are seen to begin when they separate. */
  readonly deepManoeuvring: DeclarationRow;
  readonly deepThreatsByVehicle: readonly DeclarationRow[];
  /** All weapons that come down, in the regions or not, by distance to the border; positive inside. */
  readonly weaponsByDistance: readonly DeclarationRow[];
  /** Deep threats that were missed or late, for a look at why. */
  readonly missedOrLate: readonly MissedThreat[];
}

export interface MissedThreat {
  readonly object: string;
  readonly kind: string;
  readonly vehicle: string;
  readonly insideKm: number | null;
  readonly firstDeclaredAfterBurnoutS: number | null;
}

/** Nearer to a border than this, what is right is for probabilities to say. */
export const DEEP_KM = 100;
const LATE_AFTER_BURNOUT_S = 60;
const CONFIDENCE = 0.95;
/** Borders of the classes of distance, km. */
const DISTANCES_KM = [-Infinity, -300, -100, -30, 0, 30, 100, 300, Infinity] as const;

export function declarationTimes(objects: readonly ObjectAnswer[]): DeclarationTimes {
  const deep = objects.filter((object) => isThreat(object) && (object.insideKm ?? 0) >= DEEP_KM);
  const byVehicle = [...Map.groupBy(deep, rowName)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const falling = objects.filter(({ weapon, insideKm }) => weapon && insideKm !== null);
  const weaponsByDistance = DISTANCES_KM.slice(1).flatMap((untilKm, index) => {
    const fromKm = DISTANCES_KM[index] ?? -Infinity;
    const own = falling.filter(({ insideKm }) => (insideKm ?? 0) >= fromKm && (insideKm ?? 0) < untilKm);
    return own.length === 0 ? [] : [row(distanceName(fromKm, untilKm), own)];
  });
  return {
    deepThreats: row(
      'deep threats',
      deep.filter((object) => !manoeuvres(object)),
    ),
    deepManoeuvring: row('manoeuvring deep threats', deep.filter(manoeuvres)),
    deepThreatsByVehicle: byVehicle.map(([vehicle, own]) => row(vehicle, own)),
    weaponsByDistance,
    missedOrLate: deep
      .filter(isLate)
      .map(({ object, kind, vehicle, insideKm, firstDeclaredS, burnoutS }) => ({
        object,
        kind,
        vehicle,
        insideKm,
        firstDeclaredAfterBurnoutS: firstDeclaredS === null ? null : firstDeclaredS - burnoutS,
      })),
  };
}

function rowName({ vehicle, ofBus }: ObjectAnswer): string {
  return ofBus ? `${vehicle}, one of several payloads` : vehicle;
}

function isLate({ firstDeclaredS, burnoutS }: ObjectAnswer): boolean {
  return firstDeclaredS === null || firstDeclaredS - burnoutS > LATE_AFTER_BURNOUT_S;
}

function row(name: string, objects: readonly ObjectAnswer[]): DeclarationRow {
  const threats = objects.filter(isThreat);
  const declared = objects.filter(({ firstDeclaredS }) => firstDeclaredS !== null);
  const afterBurnoutS = declared.map(({ firstDeclaredS, burnoutS }) => (firstDeclaredS ?? 0) - burnoutS);
  return {
    name,
    objects: objects.length,
    declared: shareOf(declared.length, objects.length),
    late: threats.filter(isLate).length,
    missed: threats.filter(({ firstDeclaredS }) => firstDeclaredS === null).length,
    revocations: objects.reduce((sum, { revocations }) => sum + revocations, 0),
    afterLaunchS: timeQuantiles(objects.map(({ firstDeclaredS }) => firstDeclaredS)),
    afterBurnoutS: timeQuantiles(afterBurnoutS),
    allAfterBurnoutS: afterBurnoutS.toSorted((a, b) => a - b),
  };
}

/** Median and 95th percentile of the times there are, each with its 95 % interval. */
export function timeQuantiles(values: readonly (number | null)[]): TimeQuantiles {
  const there = values.filter((value) => value !== null);
  return {
    p50: quantileWithInterval(there, 0.5, CONFIDENCE),
    p95: quantileWithInterval(there, 0.95, CONFIDENCE),
  };
}

function distanceName(fromKm: number, untilKm: number): string {
  if (fromKm === -Infinity) return `more than ${-untilKm} km outside`;
  if (untilKm === Infinity) return `more than ${fromKm} km inside`;
  return fromKm < 0 ? `${-untilKm} to ${-fromKm} km outside` : `${fromKm} to ${untilKm} km inside`;
}

function manoeuvres(object: ObjectAnswer): boolean {
  return groupOf(object) === 'manoeuvring';
}
