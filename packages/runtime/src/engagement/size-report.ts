import type { Surface } from '@cupola/core/coverage';
import {
  accelerationTimeS,
  bestInclination,
  bestWalkerSize,
  closedFormSize,
  designFront,
  fleetDesigns,
  flownShare,
  interceptorsFor,
  patternDesigns,
  patternFront,
  placeShare,
  walkerSizeFor,
} from '@cupola/core/engagement';
import type { ClosedFormSize, FleetDemand, SizeByRatio, WalkerSize } from '@cupola/core/engagement';
import { degrees } from '@cupola/core/foundation';

/** A fleet that is asked for. */
export interface SizeQuestion {
  readonly demand: FleetDemand;
  /** Of each of the demand's latitudes. */
  readonly titles: readonly string[];
  readonly altitudeM: number;
  /** Null: the best for the launch latitudes. */
  readonly inclinationRad: number | null;
  /** Of the belt of R3. */
  readonly maxLatitudeRad: number;
  readonly surface: Surface;
  /** Altitudes and delays of the order that are compared; none for neither table nor front. */
  readonly altitudesM: readonly number[];
  readonly inclinationsRad: readonly number[];
  readonly extraDecisionsS: readonly number[];
}

/** What `cupola size` answers; null where no number of interceptors is enough. */
export interface SizeReport {
  readonly simulated: true;
  readonly missiles: number;
  readonly confidence: number;
  readonly flyoutS: number;
  /** By the published flat relations R1 to R3. */
  readonly interceptors: number | null;
  readonly absenteeRatio: number | null;
  readonly shotsPerTarget: number;
  readonly closedForm: ClosedFormReport;
  readonly realOrbits: RealOrbitsReport;
  readonly bestInclination: {
    readonly inclinationDeg: number;
    /** On average. */
    readonly interceptors: number | null;
    /** The Walker shell with the fewest at any inclination near it; null when none is enough or nothing is compared. */
    readonly atConfidence: PatternRow | null;
  };
  readonly byShell: readonly ShellRow[];
  readonly front: readonly DesignRow[];
  /** Walker shells at confidence that no other beats in number, planes and altitude. */
  readonly patternFront: readonly PatternRow[];
  readonly why: readonly string[];
}

interface RatioReport {
  readonly absenteeRatio: number | null;
  readonly interceptors: number | null;
}

interface ClosedFormReport {
  readonly reachKm: number;
  readonly radiusKm: number;
  readonly flat: RatioReport;
  readonly evenSphere: RatioReport;
  readonly byLatitude: RatioReport;
  readonly poisson: number | null;
  readonly binomial: number | null;
}

interface RealOrbitsReport {
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  readonly surface: 'wgs84' | 'sphere';
  /** Launch area where they are thinnest. */
  readonly area: string;
  readonly onAverage: RatioReport;
  /** A Walker shell with enough in reach at that share of launches; null when none is. */
  readonly atConfidence:
    | (PatternRow & {
        /** Of 4,000 launches over 30 days, by the orbits as they move. */
        readonly flown: number;
      })
    | null;
}

/** A Walker delta shell with enough in reach at the wanted share of launches. */
export interface PatternRow {
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  readonly interceptors: number;
  readonly planes: number;
  readonly phasing: number;
  /** In the long run. */
  readonly achieved: number;
}

interface ShellRow {
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  readonly absenteeRatio: number | null;
  readonly interceptors: number | null;
}

interface DesignRow extends ShellRow {
  readonly flyoutS: number;
  readonly extraDecisionS: number;
}

/** Launches that the answer is flown with: a share of 0.9 is known to 0.5 %. */
const FLOWN_LAUNCHES = 4000;

export function sizeReport(question: SizeQuestion): SizeReport {
  const { demand, altitudeM, surface } = question;
  const best = bestInclination(demand, altitudeM, surface);
  const compares = question.altitudesM.length > 0;
  const inclinationRad = question.inclinationRad ?? best.inclinationRad;
  const orbit = { altitudeM, inclinationRad };
  const closed = closedFormSize(demand, orbit, question.maxLatitudeRad);
  const shares = demand.latitudesRad.map((latitude) => placeShare(demand, orbit, latitude, surface));
  const thinnest = shares.indexOf(Math.min(...shares));
  const share = shares[thinnest] ?? 0;
  const walker = walkerSizeFor(demand, orbit, surface);
  const bestWalker = compares ? bestWalkerSize(demand, altitudeM, surface) : null;
  const sized = (absenteeRatio: number): SizeByRatio => ({
    absenteeRatio,
    interceptors: interceptorsFor(absenteeRatio, demand.missiles, demand.shotsPerTarget),
  });
  const onAverage = sized(1 / share);
  const realOrbits: RealOrbitsReport = {
    altitudeKm: altitudeM / 1000,
    inclinationDeg: degrees(inclinationRad),
    surface: surface.kind,
    area: question.titles[thinnest] ?? '',
    onAverage: told(onAverage),
    atConfidence:
      walker === null
        ? null
        : { ...patternRow(walker), flown: flownShare(demand, walker.shell, surface, FLOWN_LAUNCHES) },
  };
  return {
    simulated: true,
    missiles: demand.missiles,
    confidence: demand.confidence,
    flyoutS: demand.flyOutS,
    ...told(closed.flat),
    shotsPerTarget: demand.shotsPerTarget,
    closedForm: {
      reachKm: closed.reachM / 1000,
      radiusKm: closed.radiusM / 1000,
      flat: told(closed.flat),
      evenSphere: told(closed.evenSphere),
      byLatitude: told(closed.byLatitude),
      poisson: closed.poisson,
      binomial: closed.binomial,
    },
    realOrbits,
    bestInclination: {
      inclinationDeg: degrees(best.inclinationRad),
      interceptors: finite(sized(best.absenteeRatio).interceptors),
      atConfidence: bestWalker === null ? null : patternRow(bestWalker),
    },
    byShell: shellRows(question),
    front: designFront(fleetDesigns(demand, question.altitudesM, question.extraDecisionsS, surface)).map(
      (design) => ({
        altitudeKm: design.altitudeM / 1000,
        inclinationDeg: degrees(design.inclinationRad),
        absenteeRatio: finite(design.absenteeRatio),
        interceptors: finite(design.interceptors),
        flyoutS: design.flyOutS,
        extraDecisionS: design.extraDecisionS,
      }),
    ),
    patternFront: compares
      ? patternFront([
          ...[walker, bestWalker].flatMap((each) => each ?? []),
          ...patternDesigns(demand, question.altitudesM, surface),
        ]).map(patternRow)
      : [],
    why: reasons(question, closed, realOrbits),
  };
}

function patternRow({ shell, achieved }: WalkerSize): PatternRow {
  return {
    altitudeKm: shell.altitudeM / 1000,
    inclinationDeg: degrees(shell.inclinationRad),
    interceptors: shell.count,
    planes: shell.planes,
    phasing: shell.phasing,
    achieved,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function told({ absenteeRatio, interceptors }: SizeByRatio): RatioReport {
  return { absenteeRatio: finite(absenteeRatio), interceptors: finite(interceptors) };
}

function shellRows({ demand, altitudesM, inclinationsRad, surface }: SizeQuestion): readonly ShellRow[] {
  return altitudesM.flatMap((altitudeM) =>
    inclinationsRad.map((inclinationRad): ShellRow => {
      const shares = demand.latitudesRad.map((latitude) =>
        placeShare(demand, { altitudeM, inclinationRad }, latitude, surface),
      );
      const ratio = 1 / Math.min(...shares);
      return {
        altitudeKm: altitudeM / 1000,
        inclinationDeg: degrees(inclinationRad),
        absenteeRatio: finite(ratio),
        interceptors: finite(interceptorsFor(ratio, demand.missiles, demand.shotsPerTarget)),
      };
    }),
  );
}

/** What stands between the numbers, as factors. */
function reasons(
  { demand, altitudeM }: SizeQuestion,
  closed: ClosedFormSize,
  real: RealOrbitsReport,
): readonly string[] {
  const { flyOut, flyOutS, interceptAltitudeM } = demand;
  if (flyOutS <= 0) return ['no time to fly: with a fly-out of 0 s no number of interceptors is enough'];
  if (!(closed.radiusM > 0)) {
    const bridge = ((altitudeM - interceptAltitudeM) / 1000).toFixed(0);
    return [
      `a reach of ${(closed.reachM / 1000).toFixed(0)} km does not bridge the ${bridge} km between orbit and intercept: no number of interceptors is enough`,
    ];
  }
  const lines: string[] = [];
  if (flyOutS < accelerationTimeS(flyOut)) {
    lines.push(
      `the fly-out is shorter than the ${accelerationTimeS(flyOut).toFixed(1)} s of acceleration: the published rule R1 has no solution there, a t²/2 is used`,
    );
  }
  const { flat, evenSphere, byLatitude } = closed;
  lines.push(
    `flat footprint over its belt to a round one over the whole sphere: x ${factor(flat.absenteeRatio, evenSphere.absenteeRatio)}`,
  );
  if (!Number.isFinite(byLatitude.absenteeRatio)) {
    return [
      ...lines,
      `no orbit at ${real.inclinationDeg.toFixed(1)} degrees comes within reach of ${real.area}: no number of interceptors is enough`,
    ];
  }
  lines.push(
    `even spread to orbits at ${real.inclinationDeg.toFixed(1)} degrees over ${real.area}: x ${factor(evenSphere.absenteeRatio, byLatitude.absenteeRatio)}`,
  );
  const { onAverage, atConfidence } = real;
  if (onAverage.absenteeRatio !== null) {
    lines.push(
      `spherical Earth to the ${real.surface === 'wgs84' ? 'ellipsoid' : 'sphere of the equatorial radius'}: x ${factor(byLatitude.absenteeRatio, onAverage.absenteeRatio)}`,
    );
  }
  if (atConfidence !== null && onAverage.interceptors !== null) {
    lines.push(
      `enough on average to enough for ${(100 * demand.confidence).toFixed(1)} % of launches: x ${factor(onAverage.interceptors, atConfidence.interceptors)} by a Walker shell${closed.binomial === null ? '' : `, x ${factor(onAverage.interceptors, closed.binomial)} if places were independent`}`,
    );
  }
  return lines;
}

function factor(from: number, to: number): string {
  return (to / from).toFixed(2);
}
