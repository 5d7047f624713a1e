import type { WalkerShell } from '../../constellation/index.ts';
import type { Surface } from '../../coverage/index.ts';
import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import { placeVolume } from '../reach/place-volume.ts';
import type { ReachVolume } from '../reach/reach-volume.ts';
import { shellFinder } from '../reach/shell-finder.ts';
import { inReachWanted } from './demand.ts';
import type { FleetDemand } from './demand.ts';
import { patternArcs, patternShare } from './pattern-share.ts';
import type { CircularShell, PatternArcs } from './pattern-share.ts';
import { placeShare } from './place-share.ts';

/** A shell that is enough. */
export interface WalkerSize {
  readonly shell: WalkerShell;
  /** Share of launches with enough in reach, at the area where it is smallest, in the long run. */
  readonly achieved: number;
}

/** How widely is searched: numbers of planes against the one that spaces planes as satellites are spaced along them, and values of phasing for each. */
export interface SearchWidth {
  readonly planeFactors: readonly number[];
  readonly phasings: number;
}

export const WIDE: SearchWidth = { planeFactors: [1, 0.8, 1.25, 0.65, 1.6, 0.5, 2, 0.35, 2.5], phasings: 12 };
export const NARROW: SearchWidth = { planeFactors: [1, 0.7, 1.4, 0.45, 2], phasings: 6 };

const MOST = 400_000;
/** Planes that leave gaps between them are not helped by more satellites: beyond so many times the number on average none are added. */
const OVER_AVERAGE = 30;
/** The share ripples with the number in a plane: so many fewer are tried below one that is enough. */
const RIPPLE = 4;

/**
 * The fewest satellites of a Walker delta shell that have enough in reach, with the wanted confidence, at each of the launch latitudes: real
 * orbits, a launch at any time.
 *
 * @returns null when neither 400,000 nor 30 times the number on average are enough.
 */
export function walkerSizeFor(
  demand: FleetDemand,
  orbit: CircularShell,
  surface: Surface,
  width: SearchWidth = WIDE,
): WalkerSize | null {
  const search = searchOf(demand, orbit, surface);
  if (search === null) return null;
  let best: WalkerSize | null = null;
  for (const planes of planesTried(search, width)) {
    const found = fewestInPlanes(search, planes, width, best === null ? search.most : best.shell.count - 1);
    if (found !== null) best = found;
  }
  return best;
}

/** The same for every number of planes that is tried, by rising number of planes. */
export function walkerSizesByPlanes(
  demand: FleetDemand,
  orbit: CircularShell,
  surface: Surface,
  width: SearchWidth,
): readonly WalkerSize[] {
  const search = searchOf(demand, orbit, surface);
  if (search === null) return [];
  return planesTried(search, width)
    .toSorted((a, b) => a - b)
    .flatMap((planes) => fewestInPlanes(search, planes, width, search.most) ?? []);
}

interface Search {
  readonly orbit: CircularShell;
  /** One for each launch latitude, those with the smallest share on average first. */
  readonly volumes: readonly ReachVolume[];
  /** In reach at once. */
  readonly wanted: number;
  readonly confidence: number;
  /** With fewer no pattern is enough: with enough at a share c of launches there are c times enough on average. */
  readonly least: number;
  readonly most: number;
  /** That spaces planes as it spaces satellites along them. */
  readonly evenPlanes: number;
}

function searchOf(
  demand: FleetDemand,
  { altitudeM, inclinationRad }: CircularShell,
  surface: Surface,
): Search | null {
  const orbit = { altitudeM, inclinationRad };
  const { flyOut, flyOutS, interceptAltitudeM, confidence } = demand;
  const wanted = inReachWanted(demand);
  const reachM = flyOutReachM(flyOut, flyOutS);
  const places = demand.latitudesRad
    .map((latitudeRad) => ({
      share: placeShare(demand, orbit, latitudeRad, surface),
      volume: placeVolume({ latitudeRad, longitudeRad: 0, heightM: interceptAltitudeM }, surface, reachM),
    }))
    .toSorted((a, b) => a.share - b.share);
  const onAverage = wanted / (places[0]?.share ?? 0);
  if (!(onAverage <= MOST)) return null;
  return {
    orbit,
    volumes: places.map(({ volume }) => volume),
    wanted,
    confidence,
    least: confidence * onAverage,
    most: Math.min(MOST, OVER_AVERAGE * onAverage),
    // Spacing along a plane 2π P/N, across planes π sin(i)/P.
    evenPlanes: Math.sqrt(onAverage * 0.5 * Math.max(0.05, Math.sin(orbit.inclinationRad))),
  };
}

function planesTried({ evenPlanes }: Search, { planeFactors }: SearchWidth): readonly number[] {
  return [...new Set(planeFactors.map((factor) => Math.max(1, Math.round(factor * evenPlanes))))];
}

/** All values of phasing where there are few planes, else so many that are spread evenly: what counts is how far neighbouring planes are shifted. */
function phasingsTried(planes: number, { phasings }: SearchWidth): readonly number[] {
  const many = Math.min(planes, phasings);
  return Array.from({ length: many }, (_, index) => Math.round((index * planes) / many));
}

function fewestInPlanes(search: Search, planes: number, width: SearchWidth, most: number): WalkerSize | null {
  const { orbit, volumes, wanted, confidence } = search;
  const arcs: PatternArcs[] = [];
  /** Of the area of that rank. Arcs are made when somebody asks for them. */
  const shareAt = (area: number, perPlane: number, phasing: number): number => {
    arcs[area] ??= patternArcs(planes, orbit, volumes[area]!);
    return patternShare(arcs[area], perPlane, phasing, wanted);
  };
  /** The smallest, or one that is not enough. */
  const achievedBy = (perPlane: number, phasing: number): number => {
    let least = 1;
    for (let area = 0; area < volumes.length && least >= confidence; area++) {
      least = Math.min(least, shareAt(area, perPlane, phasing));
    }
    return least;
  };
  const from = Math.max(1, Math.ceil(search.least / planes));
  let mostPerPlane = Math.floor(most / planes);
  let best: WalkerSize | null = null;
  for (const phasing of phasingsTried(planes, width)) {
    // What is not enough where they are thinnest is not enough anywhere.
    const atLeast = fewestPerPlane(from, mostPerPlane, (count) => shareAt(0, count, phasing) >= confidence);
    if (atLeast === null) continue;
    const perPlane = fewestPerPlane(
      atLeast,
      mostPerPlane,
      (count) => achievedBy(count, phasing) >= confidence,
    );
    if (perPlane === null) continue;
    best = {
      shell: { kind: 'delta', count: planes * perPlane, planes, phasing, ...orbit },
      achieved: achievedBy(perPlane, phasing),
    };
    mostPerPlane = perPlane - 1;
  }
  return best;
}

/** By doubling, then halving, then a few fewer: whether it is enough rises with the number but for ripples. Null when nothing in the range is. */
function fewestPerPlane(from: number, most: number, isEnough: (count: number) => boolean): number | null {
  if (from > most) return null;
  let short = from - 1;
  let enough = from;
  while (!isEnough(enough)) {
    if (enough === most) return null;
    short = enough;
    enough = Math.min(2 * enough, most);
  }
  while (enough - short > 1) {
    const middle = (short + enough) >> 1;
    if (isEnough(middle)) enough = middle;
    else short = middle;
  }
  for (let fewer = enough - 1; fewer >= Math.max(from, enough - RIPPLE); fewer--) {
    if (isEnough(fewer)) enough = fewer;
  }
  return enough;
}

const DAYS = 30;
const EARTH = { angleAtEpochRad: 0 };
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Instants of a golden-ratio sequence: even for any number of them, and in step with no orbit. */
export function launchTimes(count: number): readonly SimTimeUs[] {
  return Array.from({ length: count }, (_, index) => usFromS(DAYS * 86_400 * ((index * GOLDEN) % 1)));
}

/**
 * Share of so many launches, spread over 30 days, with enough of a shell in reach, at the latitude where it is smallest: flown, by the orbits as
 * they move. Differs from the long run by the sample, and where an orbit repeats its ground track.
 */
export function flownShare(
  demand: FleetDemand,
  shell: WalkerShell,
  surface: Surface,
  launches: number,
): number {
  const reachM = flyOutReachM(demand.flyOut, demand.flyOutS);
  const wanted = inReachWanted(demand);
  const times = launchTimes(launches);
  return demand.latitudesRad.reduce((least, latitudeRad) => {
    const place = { latitudeRad, longitudeRad: 0, heightM: demand.interceptAltitudeM };
    const finder = shellFinder(shell, EARTH, placeVolume(place, surface, reachM));
    const enough = times.reduce((sum, atUs) => sum + (finder.find(atUs) >= wanted ? 1 : 0), 0);
    return Math.min(least, enough / launches);
  }, 1);
}
