import type { RaidDecoys } from '@cupola/core/engagement';
import type { Problem } from '@cupola/core/scenario';
import { delaysOfThese, loadCustodyDelays } from '@cupola/runtime';
import type { CustodyDelays, Doctrine } from '@cupola/runtime';
import { choiceFlag, numberFlag } from '../flag-values.ts';
import { NumberList } from '../number-list.ts';
import { readLawFlags } from '../reach/law-flags.ts';
import type { LawFlags, LawWish } from '../reach/law-flags.ts';
import { placeFlag } from '../reach/places.ts';
import type { PlaceFlag } from '../reach/places.ts';

/** Flags of `cupola raid` as the command line gives them. */
export interface RaidFlags extends LawFlags {
  readonly sizes?: string;
  readonly event: readonly string[];
  readonly area: readonly string[];
  readonly spacingS: string;
  readonly detectS?: string;
  readonly decideS?: string;
  readonly marginS?: string;
  readonly custody?: string;
  readonly custodyOf: readonly string[];
  readonly orderOn: string;
  readonly shots: string;
  readonly doctrine: string;
  readonly lookS: string;
  readonly killProb?: string;
  readonly trackProb: string;
  readonly commonFailure: string;
  readonly decoys: string;
  readonly decoyTakenProb: string;
  readonly warheadTakenProb: string;
  readonly secondAfterS?: string;
  readonly readyShare: string;
  readonly draws: string;
  readonly hours: string;
  readonly out?: string;
  readonly seed?: number;
  readonly json?: true;
}

export interface RaidWish {
  readonly sizes: readonly number[];
  readonly places: readonly PlaceFlag[];
  readonly spacingS: number;
  readonly law: LawWish;
  readonly orderAfterS: readonly (number | null)[];
  readonly custody: CustodyDelays | null;
  readonly marginS: number;
  readonly shotsPerTarget: number;
  /** Null: that of the kind of interceptor. */
  readonly killProb: number | null;
  readonly trackProb: number;
  readonly commonFailureProb: number;
  readonly doctrine: Doctrine;
  readonly decoys: RaidDecoys | null;
  readonly secondAfterS: number | null;
  readonly readyShare: number;
  readonly launches: number;
  readonly windowS: number;
}

const LARGEST_RAID = 500;
const MOST_SIZES = 500;
const MOST_SHOTS = 10;
const MOST_DRAWS = 1_000_000;
const LONGEST_S = 86_400;
/** From the open literature: docs/models/engagement-raid.md. */
const DETECT_S = '40';
const DECIDE_S = '30';

/** Reads the flags; every problem is added. */
export function readRaidFlags(flags: RaidFlags, problems: Problem[]): RaidWish {
  const seconds = (path: string, text: string): number => numberFlag(path, text, 0, LONGEST_S, 's', problems);
  const prob = (path: string, text: string): number => numberFlag(path, text, 0, 1, '', problems);
  const sizes = new NumberList(problems).read('--sizes', flags.sizes, 1, LARGEST_RAID, 'whole', MOST_SIZES);
  if (flags.event.length > 0 && flags.area.length > 0) {
    const message = 'a raid is of flights or of places';
    problems.push({ path: '--area', value: flags.area, expected: 'either --event or --area', message });
  }
  if (flags.area.length > 0 && flags.flyoutS === undefined) {
    const message = 'how long interceptors have to reach a place is not said';
    problems.push({ path: '--flyout-s', value: null, expected: 'a time, s', message });
  }
  if (flags.area.length > 0) problems.push(...placeProblems(flags));
  const loaded = flags.custody === undefined ? null : loadCustodyDelays(flags.custody, problems);
  const custody = loaded === null ? null : delaysOfThese(loaded, flags.custodyOf, '--custody-of', problems);
  if (flags.custody === undefined && flags.custodyOf.length > 0) {
    const message = 'it says whose delays of a run are taken';
    problems.push({ path: '--custody-of', value: flags.custodyOf, expected: '--custody with it', message });
  }
  if (flags.custody !== undefined && flags.detectS !== undefined) {
    const message = 'the run tells when there is a track';
    problems.push({
      path: '--detect-s',
      value: flags.detectS,
      expected: 'either --detect-s or --custody',
      message,
    });
  }
  const detectS = seconds('--detect-s', flags.detectS ?? DETECT_S);
  const decideS = seconds('--decide-s', flags.decideS ?? DECIDE_S);
  const orderOn = choiceFlag('--order-on', flags.orderOn, ['confirmed', 'declared'], problems);
  const { flyoutS, ...otherLaw } = flags;
  return {
    sizes,
    places: flags.area.flatMap((text) => placeFlag('--area', text, problems) ?? []),
    spacingS: seconds('--spacing-s', flags.spacingS),
    law: readLawFlags({ ...otherLaw, flyoutS: flyoutS ?? String(LONGEST_FLY_OUT_S) }, problems),
    orderAfterS:
      custody === null
        ? [detectS + decideS]
        : custody.delays.map((each) => {
            const trackS = orderOn === 'declared' ? each.declaredS : each.confirmedS;
            return trackS === null ? null : trackS + decideS;
          }),
    custody,
    marginS: seconds('--margin-s', flags.marginS ?? '0'),
    shotsPerTarget: numberFlag('--shots', flags.shots, 1, MOST_SHOTS, '', problems, Number.isInteger),
    killProb: flags.killProb === undefined ? null : prob('--kill-prob', flags.killProb),
    trackProb: prob('--track-prob', flags.trackProb),
    commonFailureProb: prob('--common-failure', flags.commonFailure),
    doctrine: doctrineOf(flags, problems),
    decoys: decoysOf(flags, problems),
    secondAfterS: flags.secondAfterS === undefined ? null : seconds('--second-after-s', flags.secondAfterS),
    readyShare: prob('--ready-share', flags.readyShare),
    launches: numberFlag('--draws', flags.draws, 1, MOST_DRAWS, '', problems, Number.isInteger),
    windowS: 3600 * numberFlag('--hours', flags.hours, 0.01, 744, 'hours', problems),
  };
}

/** What a flight needs and a place has no use for. */
function placeProblems({ detectS, decideS, marginS, custody, phase }: RaidFlags): Problem[] {
  return Object.entries({ detectS, decideS, marginS, custody, phase }).flatMap(([key, value]): Problem[] => {
    if (value === undefined) return [];
    const path = `--${key.replace(/S$/, '-s')}`;
    const message = 'at a place without a flight the fly-out alone says what time there is';
    return [{ path, value, expected: `${path} only with the flights of --event`, message }];
  });
}

/** As long as the law allows: the phase ends sooner. */
const LONGEST_FLY_OUT_S = 3600;

function doctrineOf(flags: RaidFlags, problems: Problem[]): Doctrine {
  const kind = choiceFlag('--doctrine', flags.doctrine, ['even', 'salvo', 'shoot-look-shoot'], problems);
  if (kind !== 'shoot-look-shoot') return { kind: kind ?? 'even' };
  for (const [path, value] of [
    ['--second-after-s', flags.secondAfterS],
    ['--decoys', flags.decoys === '0' ? undefined : flags.decoys],
  ] as const) {
    if (value === undefined) continue;
    const message = 'shoot-look-shoot is reckoned for one raid without decoys';
    problems.push({ path, value, expected: '--doctrine even or salvo', message });
  }
  return { kind, lookS: numberFlag('--look-s', flags.lookS, 0, LONGEST_S, 's', problems) };
}

function decoysOf(flags: RaidFlags, problems: Problem[]): RaidDecoys | null {
  const perMissile = numberFlag('--decoys', flags.decoys, 0, 1000, '', problems, Number.isInteger);
  const decoyTakenProb = numberFlag('--decoy-taken-prob', flags.decoyTakenProb, 0, 1, '', problems);
  const warheadTakenProb = numberFlag('--warhead-taken-prob', flags.warheadTakenProb, 0, 1, '', problems);
  if (perMissile === 0 && warheadTakenProb === 1) return null;
  return { perMissile, warheadTakenProb, decoyTakenProb };
}
