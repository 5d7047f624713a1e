import { shotsFor } from '@cupola/core/engagement';
import { EQUATORIAL_SPHERE } from '@cupola/core/coverage';
import { radians } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { worldLatitudes } from '@cupola/runtime';
import type { SizeQuestion } from '@cupola/runtime';
import { choiceFlag, numberFlag } from '../flag-values.ts';
import { NumberList } from '../number-list.ts';
import { DEFAULT_KIND, boostProblems, readLawFlags } from '../reach/law-flags.ts';
import type { LawFlags } from '../reach/law-flags.ts';
import { placeFlag } from '../reach/places.ts';

/** Flags of `cupola size` as the command line gives them. */
export interface SizeFlags extends LawFlags {
  readonly missiles?: string;
  readonly confidence?: string;
  readonly killProb?: string;
  readonly shots?: string;
  readonly commonProb?: string;
  readonly altitudeKm: string;
  readonly inclinationDeg?: string;
  readonly area: readonly string[];
  readonly maxLatitudeDeg: string;
  readonly altitudesKm?: string;
  readonly inclinationsDeg: string;
  readonly extraDecisionS: string;
  readonly surface: string;
  readonly study?: string;
  readonly out?: string;
  readonly seed?: number;
  readonly json?: true;
}

const MOST_MISSILES = 10_000;
const MOST_SHOTS = 100;
const MOST_AREAS = 50;
const LOWEST_ORBIT_KM = 160;
const HIGHEST_ORBIT_KM = 5000;
const MOST_IN_LIST = 40;
/** A certainty is none: with random launches no number of interceptors is always enough. */
const SUREST = 0.9999;

/** Probability that enough are in reach, when a study is run and nothing is said; notional. */
export const STUDY_CONFIDENCE = 0.9;

export function confidenceFlag(text: string | undefined, problems: Problem[]): number {
  return numberFlag('--confidence', text, 0, SUREST, '', problems);
}

/** Reads the flags of a fleet that is asked for; every problem is added. */
export function readSizeFlags(flags: SizeFlags, problems: Problem[]): SizeQuestion {
  const missiles = numberFlag('--missiles', flags.missiles, 1, MOST_MISSILES, '', problems, Number.isInteger);
  const confidence = confidenceFlag(flags.confidence, problems);
  const prob = (path: string, text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : numberFlag(path, text, 0, 1, '', problems);
  const killProb = prob('--kill-prob', flags.killProb, DEFAULT_KIND.killProb);
  const commonProb = prob('--common-prob', flags.commonProb, 1);
  const law = readLawFlags(flags, problems);
  const phase = law.phase ?? DEFAULT_KIND.phase;
  problems.push(...boostProblems(law, phase));
  const shotsPerTarget =
    flags.shots === undefined
      ? shotsOf(confidence, killProb, commonProb, problems)
      : numberFlag('--shots', flags.shots, 1, MOST_SHOTS, '', problems, Number.isInteger);
  const altitudeKm = numberFlag(
    '--altitude-km',
    flags.altitudeKm,
    LOWEST_ORBIT_KM,
    HIGHEST_ORBIT_KM,
    'km',
    problems,
  );
  const maxLatitudeDeg = numberFlag('--max-latitude-deg', flags.maxLatitudeDeg, 1, 90, 'degrees', problems);
  const interceptAltitudeM = law.interceptAltitudeM ?? DEFAULT_KIND.interceptAltitudeM;
  const lists = new NumberList(problems);
  const altitudesKm = Number.isNaN(altitudeKm)
    ? []
    : lists.read(
        '--altitudes-km',
        flags.altitudesKm ?? [0, 100, 200, 300].map((more) => altitudeKm + more).join(','),
        LOWEST_ORBIT_KM,
        HIGHEST_ORBIT_KM,
        'any',
        MOST_IN_LIST,
      );
  const below = [altitudeKm, ...altitudesKm].filter((each) => 1000 * each < interceptAltitudeM);
  if (below.length > 0) {
    problems.push({
      path: below[0] === altitudeKm ? '--altitude-km' : '--altitudes-km',
      value: below[0],
      expected: `at least the ${interceptAltitudeM / 1000} km of the intercept`,
      message: 'an orbit below the height of the intercept',
    });
  }
  if (flags.area.length > MOST_AREAS) {
    const expected = `at most ${MOST_AREAS} areas`;
    problems.push({ path: '--area', value: flags.area.length, expected, message: 'these are too many' });
  }
  const areas = flags.area.flatMap((text) => placeFlag('--area', text, problems) ?? []);
  const places =
    flags.area.length > 0
      ? areas
      : worldLatitudes(Number.isNaN(maxLatitudeDeg) ? 90 : maxLatitudeDeg).map((latDeg) => ({
          title: `latitude ${latDeg}`,
          latDeg,
        }));
  const inclinationDeg =
    flags.inclinationDeg === undefined
      ? flags.area.length > 0
        ? null
        : 90
      : numberFlag('--inclination-deg', flags.inclinationDeg, 0, 180, 'degrees', problems);
  const surface = choiceFlag('--surface', flags.surface, ['wgs84', 'sphere'], problems);
  return {
    demand: {
      missiles,
      shotsPerTarget,
      flyOut: {
        speedMPerS: law.speedMPerS ?? DEFAULT_KIND.flyOut.speedMPerS,
        accelerationMPerS2: law.accelerationMPerS2 ?? DEFAULT_KIND.flyOut.accelerationMPerS2,
      },
      flyOutS: law.flyOutS,
      interceptAltitudeM,
      confidence,
      latitudesRad: places.map(({ latDeg }) => radians(latDeg)),
    },
    titles: places.map(({ title }) => title),
    altitudeM: 1000 * altitudeKm,
    inclinationRad: inclinationDeg === null ? null : radians(inclinationDeg),
    maxLatitudeRad: radians(maxLatitudeDeg),
    surface: surface === 'sphere' ? EQUATORIAL_SPHERE : { kind: 'wgs84' },
    altitudesM: altitudesKm.map((each) => 1000 * each),
    inclinationsRad: lists
      .read('--inclinations-deg', flags.inclinationsDeg, 0, 180, 'any', MOST_IN_LIST)
      .map(radians),
    extraDecisionsS: lists.read('--extra-decision-s', flags.extraDecisionS, 0, 3600, 'any', MOST_IN_LIST),
  };
}

/** As many shots as the confidence needs; a problem when no number of them gives it. */
function shotsOf(confidence: number, killProb: number, commonProb: number, problems: Problem[]): number {
  if (Number.isNaN(confidence + killProb + commonProb)) return Number.NaN;
  const shots = shotsFor(confidence, killProb, commonProb);
  if (shots <= MOST_SHOTS) return shots;
  const message =
    killProb > 0 && confidence < commonProb
      ? `it takes ${shots} shots at each missile`
      : 'no number of shots reaches this confidence';
  problems.push({
    path: '--confidence',
    value: confidence,
    expected: `a confidence that ${MOST_SHOTS} shots of ${killProb} reach, below the ${commonProb} that nothing shared fails`,
    message,
  });
  return Number.NaN;
}
