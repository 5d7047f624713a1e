import type { WalkerShell } from '../../constellation/index.ts';
import type { Surface } from '../../coverage/index.ts';
import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import { placeVolume } from '../reach/place-volume.ts';
import { shellFinder } from '../reach/shell-finder.ts';
import { thinnestShare } from './closed-form-size.ts';
import { inReachWanted } from './demand.ts';
import type { FleetDemand } from './demand.ts';

/** A shell that is enough. */
export interface WalkerSize {
  readonly shell: WalkerShell;
  /** Share of launches with enough in reach, at the area where it is smallest. */
  readonly achieved: number;
}

/** Launches that each fleet is tried with: spread over 30 days so that every place of the pattern against the Earth comes up. */
const LAUNCHES = 4000;
/** With so many of them the search feels its way. */
const FEELERS = 1000;
const DAYS = 30;
const MOST = 400_000;
const EARTH = { angleAtEpochRad: 0 };
/** Numbers of planes that are tried, against the one that spaces planes as it spaces satellites along them. */
const PLANE_FACTORS = [1, 0.6, 1.6] as const;
/** Planes that leave gaps between them are not helped by more satellites: beyond so many times the number on average none are added. */
const OVER_AVERAGE = 30;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Instants of a golden-ratio sequence: even for any number of them, and in step with no orbit. */
export function launchTimes(count: number): readonly SimTimeUs[] {
  return Array.from({ length: count }, (_, index) => usFromS(DAYS * 86_400 * ((index * GOLDEN) % 1)));
}

/** Share of launches with enough in reach, of the first so many instants. */
type Trial = (shell: WalkerShell, launches: number) => number;

/**
 * The fewest satellites of a Walker shell that have enough in reach, with the wanted confidence, at each of the launch latitudes: real orbits,
 * a launch at any time.
 *
 * Looked for by halving over the satellites of a plane, for three numbers of planes; the share rises with them but for ripples of the pattern,
 * so that a slightly smaller fleet may do too. A sample of 4,000 launches: a share of 0.9 is known to 0.5 %.
 *
 * @returns null when neither 400,000 nor 30 times the number on average are enough.
 */
export function walkerSizeFor(
  demand: FleetDemand,
  { altitudeM, inclinationRad }: { readonly altitudeM: number; readonly inclinationRad: number },
  surface: Surface,
): WalkerSize | null {
  const share = thinnestShare(demand, { altitudeM, inclinationRad });
  const wanted = inReachWanted(demand);
  if (!(share > 0) || wanted / share > MOST) return null;
  const reachM = flyOutReachM(demand.flyOut, demand.flyOutS);
  const volumes = demand.latitudesRad.map((latitudeRad) =>
    placeVolume({ latitudeRad, longitudeRad: 0, heightM: demand.interceptAltitudeM }, surface, reachM),
  );
  const times = launchTimes(LAUNCHES);
  const achievedBy: Trial = (shell, launches) =>
    volumes.reduce((least, volume) => {
      if (least < demand.confidence) return least;
      const finder = shellFinder(shell, EARTH, volume);
      let enough = 0;
      for (let launch = 0; launch < launches; launch++) {
        if (finder.find(times[launch] ?? 0) >= wanted) enough += 1;
      }
      return Math.min(least, enough / launches);
    }, 1);
  let best: WalkerSize | null = null;
  for (const factor of PLANE_FACTORS) {
    // Spacing along a plane 2π P/N, across planes π sin(i)/P.
    const even = Math.sqrt((wanted / share) * 0.5 * Math.max(0.05, Math.sin(inclinationRad)));
    const planes = Math.max(1, Math.round(factor * even));
    const most = Math.min(MOST, best?.shell.count ?? OVER_AVERAGE * (wanted / share));
    const found = fewestPerPlane(
      planes,
      { altitudeM, inclinationRad },
      wanted,
      demand.confidence,
      most,
      achievedBy,
    );
    if (found !== null && (best === null || found.shell.count < best.shell.count)) best = found;
  }
  return best;
}

function fewestPerPlane(
  planes: number,
  orbit: { readonly altitudeM: number; readonly inclinationRad: number },
  wanted: number,
  confidence: number,
  most: number,
  achievedBy: Trial,
): WalkerSize | null {
  const shellOf = (perPlane: number): WalkerShell => ({
    kind: 'delta',
    count: planes * perPlane,
    planes,
    phasing: planes > 1 ? 1 : 0,
    ...orbit,
  });
  let short = Math.max(0, Math.ceil(wanted / planes) - 1);
  let enough = short + 1;
  const mostPerPlane = Math.floor(most / planes);
  while (enough <= mostPerPlane && achievedBy(shellOf(enough), FEELERS) < confidence) {
    if (enough === mostPerPlane) return null;
    short = enough;
    enough = Math.min(2 * enough, mostPerPlane);
  }
  while (enough - short > 1) {
    const middle = (short + enough) >> 1;
    if (achievedBy(shellOf(middle), FEELERS) >= confidence) enough = middle;
    else short = middle;
  }
  for (; enough * planes <= most; enough++) {
    const achieved = achievedBy(shellOf(enough), LAUNCHES);
    if (achieved >= confidence) return { shell: shellOf(enough), achieved };
  }
  return null;
}
