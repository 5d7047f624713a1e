import { radians } from '../../foundation/index.ts';
import type { GroundOutline, Track } from '../../messages/index.ts';
import { EARTH_ROTATION_RAD_PER_S, earthAngleRad, groundBelow } from '../../physics/index.ts';
import type { EarthRotation, GroundPoint } from '../../physics/index.ts';
import { captured } from './capture.ts';
import type { GlideLaw } from './glide-law.ts';
import { carriedWeightMPerS2, glideInPlace, levelGlide } from './glide-path.ts';
import type { LevelGlide } from './glide-path.ts';
import { diveLengthM, landed } from './dive.ts';
import { glideShown } from './glide-shown.ts';
import { outlineAround } from './outline.ts';

/** The most lift over drag is taken this many sigmas above its mean. */
const MOST_SIGMAS = 2.5;
/** Banks, as shares of the steepest, held until the path has turned by one of the angles; straight on after that. */
const BANK_SHARES: readonly number[] = [0.25, 0.5, 0.75, 1];
const TURNS_RAD: readonly number[] = [30, 60, 90, 120, 150, 180].map(radians);

/**
 * What a gliding body can reach at all: a fan of turns to either side, each followed by a straight glide, every one of which can be broken off at any
 * time. The outline is the convex hull of them, of the landings expected, and of the place below.
 */
export function glideReach(
  track: Track,
  law: GlideLaw,
  earth: EarthRotation,
  landings: readonly GroundPoint[],
): GroundOutline {
  const shown = glideShown(track, law);
  const liftToDrag = Math.max(0, shown.liftToDrag.mean + MOST_SIGMAS * shown.liftToDrag.sigma);
  const capture = captured(track.state, liftToDrag, shown.dragM2PerKg);
  const angleRad = earthAngleRad(earth, track.atUs);
  const under = (position: ArrayLike<number>, timeS: number): GroundPoint =>
    groundBelow(position, angleRad + EARTH_ROTATION_RAD_PER_S * timeS);
  const start = under(track.state, 0);
  const places: GroundPoint[] = [start, under(capture.state, capture.afterS), ...landings];
  if (capture.kind === 'lands') return outlineAround(start, places);
  const fly = (bankRad: number, turnRad: number): void => {
    const path = levelGlide(capture.state, capture.afterS);
    glideInPlace(
      path,
      liftToDrag,
      law.diveSpeedMPerS.low,
      turnThenStraight(bankRad, turnRad),
      (now: LevelGlide) => places.push(under(now.position, now.timeS)),
    );
    const speed = law.diveSpeedMPerS.low;
    places.push(landed(path, diveLengthM(speed, 0, DIVE_FROM_M, law.diveMPerS2.low), 0, angleRad));
  };
  fly(0, 0);
  for (const share of BANK_SHARES) {
    for (const turnRad of TURNS_RAD) {
      fly(share * law.bankRadMax, turnRad);
      fly(-share * law.bankRadMax, turnRad);
    }
  }
  return outlineAround(start, places);
}

/** Height from which the last dive of the fan starts, m. */
const DIVE_FROM_M = 35_000;

/** A bank until the path has turned by an angle, then none. */
function turnThenStraight(bankRad: number, turnRad: number): (speed: number, elapsedS: number) => number {
  let turned = 0;
  let beforeS = 0;
  let rate = 0;
  return (speed, elapsedS) => {
    turned += rate * (elapsedS - beforeS);
    beforeS = elapsedS;
    rate = (carriedWeightMPerS2(speed) * Math.tan(Math.abs(bankRad))) / speed;
    return turned < turnRad ? bankRad : 0;
  };
}
