import { leadingBlock, normalFromUniform } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import {
  EARTH_ROTATION_RAD_PER_S,
  earthAngleRad,
  groundBelow,
  heightAboveEllipsoidM,
  predictImpact,
} from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import { movedOnGround } from '../flight-ends/ground-moments.ts';
import type { LandingAhead } from '../landing-ahead.ts';
import { choleskyRoot, errorInto } from '../normal-root.ts';
import { captured } from './capture.ts';
import type { Capture } from './capture.ts';
import { diveLengthM, diveS, heightAt, landed, sinkAngleRad } from './dive.ts';
import { LIFT_BINS, MANOEUVRES, MANOEUVRE_COUNT } from './glide-law.ts';
import type { GlideLaw, Manoeuvre } from './glide-law.ts';
import { airVelocityInto, glideInPlace, levelGlide } from './glide-path.ts';
import { glideShown } from './glide-shown.ts';
import type { GlideShown } from './glide-shown.ts';

const STATE = 6;
/** Of a dive steered to the side, one sigma. Notional. */
const DIVE_ASIDE_SIGMA_M_PER_S2 = 2;

/** Lift over drag in bins of equal probability. */
export function liftToDragBins({ mean, sigma }: GlideShown['liftToDrag']): readonly number[] {
  return Array.from({ length: LIFT_BINS }, (_, bin) =>
    Math.max(0, mean + sigma * normalFromUniform((bin + 0.5) / LIFT_BINS)),
  );
}

/**
 * Where a body that may glide can come down, of `MANOEUVRE_COUNT` equally likely ways: how it steers by the prior of manoeuvres, lift over drag by law and
 * track together, the track's own error. A body whose lift does not bear it before the ground falls, and comes down where its fall does.
 */
export function glideLandings(track: Track, law: GlideLaw, earth: EarthRotation): readonly LandingAhead[] {
  const shown = glideShown(track, law);
  const bins = liftToDragBins(shown.liftToDrag);
  const captures = capturesOf(track, bins, shown);
  const angleRad = earthAngleRad(earth, track.atUs);
  const root = choleskyRoot(leadingBlock(track.covariance, track.state.length, STATE), STATE);
  const fallError = captures.some(({ kind }) => kind === 'lands') ? fallSpread(track, shown, earth) : null;
  const error = new Float64Array(STATE);
  const moved = new Float64Array(STATE);
  const now: Capture = { kind: 'glides', state: Float64Array.from(track.state.slice(0, STATE)), afterS: 0 };
  return MANOEUVRES.map((manoeuvre) => {
    const divesOn = manoeuvre.divesOnFrom < shown.diveProb;
    const from = divesOn ? now : captures[manoeuvre.liftBin]!;
    if (from.kind === 'lands') return fallen(from, manoeuvre, fallError, angleRad);
    errorInto(error, root, STATE, manoeuvre.motionNormals, 0);
    for (let i = 0; i < 3; i++) {
      moved[i] = from.state[i]! + error[i]! + from.afterS * error[3 + i]!;
      moved[3 + i] = from.state[3 + i]! + error[3 + i]!;
    }
    return flown(moved, from.afterS, bins[manoeuvre.liftBin]!, { manoeuvre, divesOn, shown, law }, angleRad);
  });
}

/** One for each bin; those that are alike in everything are flown once. */
function capturesOf(track: Track, bins: readonly number[], shown: GlideShown): readonly Capture[] {
  const first = captured(track.state, bins[0]!, shown.dragM2PerKg);
  // What is borne at once with the least lift is so with more.
  if (first.kind === 'glides' && first.afterS === 0) return bins.map(() => first);
  return bins.map((liftToDrag, bin) =>
    bin === 0 || liftToDrag === bins[0] ? first : captured(track.state, liftToDrag, shown.dragM2PerKg),
  );
}

/** Triangular root of the covariance on the ground of a fall without lift: what the track's error does to a fall. */
function fallSpread(
  track: Track,
  { dragM2PerKg }: GlideShown,
  earth: EarthRotation,
): readonly [number, number, number] | null {
  const fall = predictImpact(track, { ballisticCoefficientKgPerM2: 1 / dragM2PerKg, logSigma: 0 }, earth);
  if (!fall.ok) return null;
  const [eastEast, eastNorth, northNorth] = fall.impact.covarianceM2;
  const east = Math.sqrt(Math.max(0, eastEast));
  const along = east > 0 ? eastNorth / east : 0;
  return [east, along, Math.sqrt(Math.max(0, northNorth - along * along))];
}

function fallen(
  { state, afterS }: Capture,
  { motionNormals: [u = 0, v = 0] }: Manoeuvre,
  spread: readonly [number, number, number] | null,
  angleRad: number,
): LandingAhead {
  const place = groundBelow(state, angleRad + EARTH_ROTATION_RAD_PER_S * afterS);
  const [east, along, north] = spread ?? [0, 0, 0];
  return { ...movedOnGround(place, east * u, along * u + north * v), afterS, prob: 1 / MANOEUVRE_COUNT };
}

const air = new Float64Array(3);

/** One way: a glide to its end and the dive, or the dive at once. */
function flown(
  start: Float64Array,
  afterS: number,
  liftToDrag: number,
  {
    manoeuvre,
    divesOn,
    shown,
    law,
  }: {
    readonly manoeuvre: Manoeuvre;
    readonly divesOn: boolean;
    readonly shown: GlideShown;
    readonly law: GlideLaw;
  },
  angleRad: number,
): LandingAhead {
  const heightM = heightAboveEllipsoidM(start[0]!, start[1]!, start[2]!);
  const path = levelGlide(start, afterS);
  const startSpeed = airVelocityInto(air, path.position, path.velocity);
  const sinkRad = sinkAngleRad(start);
  const { low, high } = law.diveSpeedMPerS;
  const flownOut = low + manoeuvre.diveSpeedShare * (high - low);
  const early = manoeuvre.divesEarly && startSpeed > flownOut;
  const toSpeed = early ? flownOut + manoeuvre.earlyShare * (startSpeed - flownOut) : flownOut;
  if (!divesOn) {
    glideInPlace(path, liftToDrag, toSpeed, bankLaw(manoeuvre, shown.bankRad, startSpeed, flownOut, law));
  }
  const speed = airVelocityInto(air, path.position, path.velocity);
  const hasGlided = path.timeS > afterS;
  const fromM = hasGlided ? heightAt(heightM, startSpeed, speed) : heightM;
  // A dive that has begun goes straight on, or bends down as hard as the thick air allows.
  const { low: least, high: most } = divesOn ? law.diveOnMPerS2 : law.diveMPerS2;
  const drop = least + manoeuvre.dropShare * (most - least);
  const downRad = hasGlided ? 0 : Math.max(0, sinkRad);
  const aheadM = diveLengthM(speed / Math.cos(downRad), downRad, fromM, drop);
  const lastsS = diveS(aheadM, speed);
  const asideM = 0.5 * DIVE_ASIDE_SIGMA_M_PER_S2 * lastsS * lastsS * manoeuvre.asideNormal;
  return { ...landed(path, aheadM, asideM, angleRad), prob: 1 / MANOEUVRE_COUNT };
}

/** Bank of one way: that of now for a time, then leg by leg as energy is used up. */
function bankLaw(
  { keptBankS, legFrom, legBank }: Manoeuvre,
  bankNowRad: number,
  startSpeed: number,
  endSpeed: number,
  { bankRadMax }: GlideLaw,
): (speed: number, elapsedS: number) => number {
  const whole = Math.max(1, startSpeed * startSpeed - endSpeed * endSpeed);
  return (speed, elapsedS) => {
    if (elapsedS < keptBankS) return bankNowRad;
    const left = (speed * speed - endSpeed * endSpeed) / whole;
    let leg = 0;
    while (leg + 1 < legFrom.length && left < legFrom[leg + 1]!) leg++;
    return legBank[leg]! * bankRadMax;
  };
}
