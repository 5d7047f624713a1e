import {
  bestInclination,
  fleetDesigns,
  interceptorsFor,
  walkerSizeFor,
  NARROW,
} from '@cupola/core/engagement';
import type { FleetDesign } from '@cupola/core/engagement';
import { flyOutCurve } from './fly-out-curve.ts';
import type { SizeQuestion } from './size-report.ts';

/** Interceptors of a fleet against the time to fly, at one altitude. */
export interface AltitudeCurve {
  readonly altitudeM: number;
  readonly inclinationRad: number;
  readonly points: readonly FleetPoint[];
}

interface FleetPoint {
  readonly flyoutS: number;
  /** By the published flat relations; infinite where no number is enough. */
  readonly flat: number;
  /** Real orbits, enough on average at the thinnest launch latitude. */
  readonly onAverage: number;
}

/** A Walker shell that is enough at the wanted share of launches. */
export interface SureFleet {
  readonly flyoutS: number;
  readonly interceptors: number;
}

/** What the page of a fleet draws beside its answer. */
export interface SizeCurves {
  readonly byAltitude: readonly AltitudeCurve[];
  /** At the altitude of the question. */
  readonly sure: readonly SureFleet[];
  /** Every altitude with every delay of the order. */
  readonly designs: readonly FleetDesign[];
}

/** Altitudes drawn at most. */
const MOST_ALTITUDES = 4;
/** Times to fly at which shells are searched, s, besides that of the question. */
const SURE_S = [60, 80, 100, 150, 200, 280] as const;

const LONGEST_S = 300;

export function sizeCurves(question: SizeQuestion): SizeCurves {
  const { demand, surface, altitudeM } = question;
  const { flyOut, interceptAltitudeM, latitudesRad, missiles, shotsPerTarget } = demand;
  const inclinationAt = (altitude: number): number => {
    if (question.inclinationRad !== null) return question.inclinationRad;
    const best = bestInclination(demand, altitude, surface);
    // Without time to fly none is better than another.
    return Number.isFinite(best.absenteeRatio)
      ? best.inclinationRad
      : bestInclination({ ...demand, flyOutS: LONGEST_S }, altitude, surface).inclinationRad;
  };
  const altitudes = [...new Set([altitudeM, ...question.altitudesM])].slice(0, MOST_ALTITUDES);
  const number = (ratio: number): number => interceptorsFor(ratio, missiles, shotsPerTarget);
  const orbit = { altitudeM, inclinationRad: inclinationAt(altitudeM) };
  return {
    byAltitude: altitudes.map((altitude) => {
      const inclinationRad = inclinationAt(altitude);
      const curve = flyOutCurve({
        flyOut,
        interceptAltitudeM,
        orbit: { altitudeM: altitude, inclinationRad },
        latitudesRad,
        surface,
        maxLatitudeRad: question.maxLatitudeRad,
      });
      return {
        altitudeM: altitude,
        inclinationRad,
        points: curve.map(({ flyoutS, flat, byLatitude }) => ({
          flyoutS,
          flat: number(flat),
          onAverage: number(byLatitude),
        })),
      };
    }),
    sure: [...new Set([...SURE_S, demand.flyOutS])]
      .toSorted((a, b) => a - b)
      .flatMap((flyOutS): readonly SureFleet[] => {
        const size = walkerSizeFor({ ...demand, flyOutS }, orbit, surface, NARROW);
        return size === null ? [] : [{ flyoutS: flyOutS, interceptors: size.shell.count }];
      }),
    designs: fleetDesigns(demand, question.altitudesM, question.extraDecisionsS, surface),
  };
}
