import {
  CALCULATOR_EARTH_RADIUS_M,
  accelerationTimeS,
  binomialAtLeast,
  coverRadiusM,
  flatAbsenteeRatio,
  flyOutReachM,
  meetingSeconds,
  orbitInCapShare,
  poissonAtLeast,
  reachAngleRad,
  reachByHour,
  reachStatistics,
} from '@cupola/core/engagement';
import type { HourOfReach, ReachShare, ReachStatistics } from '@cupola/core/engagement';
import { degrees, radians } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M, STANDARD_GRAVITY_M_PER_S2 } from '@cupola/core/physics';
import type { LoadedPart } from './load-fleet.ts';
import { reachSeries, volumeOf } from './perform-reach.ts';
import { latitudeReasons } from './latitude-reasons.ts';
import type { LaunchArea, ReachQuestion } from './reach-question.ts';

/** Fly-outs beside the one asked for: the order so much later, s. */
const LATER_S = [-60, -30, 30, 60] as const;
/** The question that every study is asked, s. */
const PRICED_S = 30;

/** What `cupola reach` answers. */
export interface ReachReport {
  readonly simulated: true;
  readonly interceptors: number;
  readonly parts: readonly PartReport[];
  readonly flyoutS: number;
  readonly samples: number;
  readonly stepS: number;
  readonly surface: 'wgs84' | 'sphere';
  /** Over all areas, which weigh the same. */
  readonly meanInReach: number;
  readonly maxInReach: number;
  readonly atLeast: readonly ReachShare[];
  readonly gaps: ReachStatistics['gaps'];
  /** Of the first part. */
  readonly radiusKm: number;
  /** Interceptors for each one in reach on average; null when none ever is. */
  readonly absenteeRatio: number | null;
  readonly closedForm: ClosedFormReach | null;
  readonly byArea: readonly AreaReach[];
  readonly byHourUtc: readonly HourOfReach[];
  readonly byFlyout: readonly FlyOutRow[];
  readonly decision: DecisionPrice;
  /** Why nothing is in reach, and where a published rule says otherwise. */
  readonly why: readonly string[];
}

export interface PartReport {
  readonly id: string;
  readonly interceptors: number;
  readonly kind: string | null;
  readonly altitudeKm: number;
  readonly inclinationDeg: number | null;
  readonly speedKmS: number;
  readonly accelG: number;
  readonly interceptKm: number;
  readonly reachKm: number;
  readonly radiusKm: number;
}

interface AreaReach {
  readonly area: string;
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly meanInReach: number;
  readonly atLeast: readonly ReachShare[];
  readonly gaps: ReachStatistics['gaps'];
  readonly absenteeRatio: number | null;
}

/** What the relations of the studies say of the same fleet. */
interface ClosedFormReach {
  /** R3, the whole Earth evenly. */
  readonly flatAbsenteeRatio: number | null;
  /** R5 averaged over the footprint, spherical Earth. */
  readonly meanInReach: number;
  readonly absenteeRatio: number | null;
  /** P(at least one) by independent places. */
  readonly poisson: number;
  readonly binomial: number;
}

interface FlyOutRow {
  readonly flyoutS: number;
  readonly radiusKm: number;
  readonly meanInReach: number;
  readonly share: number;
  readonly absenteeRatio: number | null;
}

/** What more time to decide costs. */
interface DecisionPrice {
  readonly extraS: number;
  readonly meanInReach: number;
  readonly share: number;
  readonly absenteeRatio: number | null;
  /** So many times the interceptors for the same number in reach on average; null when no number of them helps. */
  readonly timesInterceptors: number | null;
}

export function reachReport(question: ReachQuestion): ReachReport {
  const { fleet, areas, stepS, surface } = question;
  const series = reachSeries(question, 0);
  const whole = reachStatistics(series, stepS);
  const firstHourUtc = 24 * fleet.from.dayShare;
  const flyoutS = question.flyOutS;
  const others = LATER_S.filter((laterS) => flyoutS - laterS > 0).map((laterS) => {
    const statistics = reachStatistics(reachSeries(question, laterS), stepS);
    return flyOutRow(question, flyoutS - laterS, statistics);
  });
  const byFlyout = [...others, flyOutRow(question, flyoutS, whole)].toSorted((a, b) => a.flyoutS - b.flyoutS);
  return {
    simulated: true,
    interceptors: fleet.interceptorCount,
    parts: fleet.parts.map((part) => partReport(question, part)),
    flyoutS,
    samples: whole.samples,
    stepS,
    surface: surface.kind,
    meanInReach: whole.meanInReach,
    maxInReach: whole.maxInReach,
    atLeast: whole.atLeast,
    gaps: whole.gaps,
    radiusKm: radiusKm(question, flyoutS),
    absenteeRatio: ratio(fleet.interceptorCount, whole.meanInReach),
    closedForm: closedForm(question),
    byArea: areas.map((area, index) => areaReach(question, area, series[index] ?? new Int32Array(0))),
    byHourUtc: reachByHour(series, stepS, firstHourUtc),
    byFlyout,
    decision: decisionPrice(question, whole.meanInReach),
    why: reasons(question, whole.meanInReach),
  };
}

function ratio(count: number, meanInReach: number): number | null {
  return meanInReach > 0 ? count / meanInReach : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function reachOf(question: ReachQuestion, part: LoadedPart, flyOutS: number): number {
  return flyOutReachM(question.lawOf(part).flyOut, flyOutS);
}

/** R2 of the first part. */
function radiusKm(question: ReachQuestion, flyOutS: number): number {
  const [part] = question.fleet.parts;
  if (part === undefined) return 0;
  const { interceptAltitudeM } = question.lawOf(part);
  return coverRadiusM(reachOf(question, part, flyOutS), part.meanAltitudeM, interceptAltitudeM) / 1000;
}

function partReport(question: ReachQuestion, part: LoadedPart): PartReport {
  const { flyOut, interceptAltitudeM } = question.lawOf(part);
  const reachM = reachOf(question, part, question.flyOutS);
  return {
    id: part.id,
    interceptors: part.ephemeris.satelliteCount,
    kind: part.kind?.id ?? null,
    altitudeKm: part.meanAltitudeM / 1000,
    inclinationDeg: part.shell === null ? null : degrees(part.shell.inclinationRad),
    speedKmS: flyOut.speedMPerS / 1000,
    accelG: flyOut.accelerationMPerS2 / STANDARD_GRAVITY_M_PER_S2,
    interceptKm: interceptAltitudeM / 1000,
    reachKm: reachM / 1000,
    radiusKm: coverRadiusM(reachM, part.meanAltitudeM, interceptAltitudeM) / 1000,
  };
}

function areaReach(question: ReachQuestion, area: LaunchArea, counts: Int32Array): AreaReach {
  const { meanInReach, atLeast, gaps } = reachStatistics([counts], question.stepS);
  return {
    area: area.title,
    latDeg: area.latDeg,
    lonDeg: area.lonDeg,
    meanInReach,
    atLeast,
    gaps,
    absenteeRatio: ratio(question.fleet.interceptorCount, meanInReach),
  };
}

function flyOutRow(question: ReachQuestion, flyoutS: number, statistics: ReachStatistics): FlyOutRow {
  return {
    flyoutS,
    radiusKm: radiusKm(question, flyoutS),
    meanInReach: statistics.meanInReach,
    share: statistics.atLeast[0]?.share ?? 0,
    absenteeRatio: ratio(question.fleet.interceptorCount, statistics.meanInReach),
  };
}

function decisionPrice(question: ReachQuestion, meanInReach: number): DecisionPrice {
  const later = reachStatistics(reachSeries(question, PRICED_S), question.stepS);
  return {
    extraS: PRICED_S,
    meanInReach: later.meanInReach,
    share: later.atLeast[0]?.share ?? 0,
    absenteeRatio: ratio(question.fleet.interceptorCount, later.meanInReach),
    timesInterceptors: later.meanInReach > 0 ? meanInReach / later.meanInReach : null,
  };
}

/** Null for orbits that form no shells, and for whole flights, which the relations do not know. */
function closedForm(question: ReachQuestion): ClosedFormReach | null {
  const { fleet, areas, flyOutS } = question;
  if (areas.some((area) => area.flight !== null)) return null;
  let mean = 0;
  let empty = 1;
  for (const part of fleet.parts) {
    if (part.shell === null) return null;
    const { altitudeM, inclinationRad, count } = part.shell;
    const { interceptAltitudeM } = question.lawOf(part);
    const angle = reachAngleRad(
      reachOf(question, part, flyOutS),
      EARTH_EQUATORIAL_RADIUS_M + altitudeM,
      EARTH_EQUATORIAL_RADIUS_M + interceptAltitudeM,
    );
    const shares = areas.map((area) => orbitInCapShare(radians(area.latDeg), inclinationRad, angle));
    const share = shares.reduce((sum, each) => sum + each, 0) / Math.max(1, shares.length);
    mean += count * share;
    empty *= 1 - binomialAtLeast(count, share, 1);
  }
  const [part] = fleet.parts;
  const flat =
    part === undefined
      ? Number.NaN
      : flatAbsenteeRatio({
          earthRadiusM: CALCULATOR_EARTH_RADIUS_M,
          interceptAltitudeM: question.lawOf(part).interceptAltitudeM,
          maxLatitudeRad: Math.PI / 2,
          coverRadiusM: 1000 * radiusKm(question, flyOutS),
        });
  return {
    flatAbsenteeRatio: finite(flat),
    meanInReach: mean,
    absenteeRatio: ratio(fleet.interceptorCount, mean),
    poisson: poissonAtLeast(mean, 1),
    binomial: 1 - empty,
  };
}

function reasons(question: ReachQuestion, meanInReach: number): readonly string[] {
  const { fleet, areas, flyOutS } = question;
  const told: string[] = [];
  if (flyOutS <= 0) return ['no time to fly: with a fly-out of 0 s nothing is in reach'];
  for (const part of fleet.parts) {
    const { flyOut, interceptAltitudeM } = question.lawOf(part);
    const reachM = reachOf(question, part, flyOutS);
    const bridgeM = Math.abs(part.meanAltitudeM - interceptAltitudeM);
    const flies = areas.some((area) => area.flight !== null);
    if (reachM < bridgeM && !flies) {
      told.push(
        `${part.id}: a reach of ${km(reachM)} does not bridge the ${km(bridgeM)} between orbit and intercept`,
      );
    }
    const acceleratingS = accelerationTimeS(flyOut);
    if (flyOutS < acceleratingS) {
      told.push(
        `${part.id}: accelerates for ${acceleratingS.toFixed(1)} s, longer than the fly-out; the published rule R1 has no solution there, a t²/2 is used`,
      );
    }
  }
  if (meanInReach > 0) return told;
  for (const area of areas) {
    if (area.flight !== null) {
      const window = {
        phase: question.phase,
        orderAfterS: question.orderAfterS,
        marginS: question.marginS,
        longestFlyOutS: flyOutS,
        lowestM: 0,
      };
      const [fromS, toS] = meetingSeconds(area.flight, window);
      if (toS <= fromS) {
        told.push(
          `${area.title}: the order comes ${question.orderAfterS} s after lift-off and the ${question.phase} window closes at ${toS} s`,
        );
        continue;
      }
      const heights = area.flight.heightsM.subarray(fromS, toS + 1);
      const highestM = heights.reduce((most, heightM) => Math.max(most, heightM), 0);
      const lowestM = Math.min(...fleet.parts.map((part) => question.lawOf(part).interceptAltitudeM));
      if (highestM < lowestM) {
        told.push(
          `${area.title}: the ${question.phase} stays below ${km(highestM)}, lower than the lowest intercept at ${km(lowestM)}`,
        );
      }
    }
    told.push(...latitudeReasons(fleet.parts, area.title, (part) => volumeOf(question, area, part, 0)));
  }
  return told.length > 0 ? told : ['nobody came within reach at any sample; a longer window may show some'];
}

function km(m: number): string {
  return `${(m / 1000).toFixed(0)} km`;
}
