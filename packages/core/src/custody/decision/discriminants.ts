import type { Discriminant, DiscriminantName } from '../../messages/index.ts';
import { isPowered } from '../../vehicles/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { grouped } from '../sentence-numbers.ts';
import type { ClassPosterior } from './class-posterior.ts';

/** A ratio this close to 1 tells nothing worth a sentence. */
const TELLING_RATIO = 1.5;

/** What was seen, as the sentences need it. */
export interface SeenMotion {
  /** Since launch as the likeliest class would have climbed, s. */
  readonly ageS: number;
  readonly boostSeen: boolean;
  readonly burning: boolean;
  readonly flightPathDeg: number;
  readonly surfaceSpeedKmPerS: number;
  readonly thrustMPerS2: number | null;
  /** How fast the impact point runs over the ground, km/s; null when it does not run or there is none. */
  readonly impactSpeedKmPerS: number | null;
}

/**
 * What tells the likeliest weapon from the likeliest class that is none, the strongest first. The ratios multiply, with that of the priors, to the
 * odds of the two.
 */
export function discriminants(
  classes: readonly VehicleClass[],
  posterior: ClassPosterior,
  seen: SeenMotion,
): readonly Discriminant[] {
  const weapon = likeliest(classes, posterior, seen, true);
  const harmless = likeliest(classes, posterior, seen, false);
  const [w, h] = [posterior.factors[weapon], posterior.factors[harmless]];
  if (w === undefined || h === undefined) return [];
  const names = `${classes[weapon]?.id ?? ''} against ${classes[harmless]?.id ?? ''}`;
  const told: readonly (readonly [DiscriminantName, number, number, string])[] = [
    ['burn', w.burn, h.burn, burnText(seen)],
    ['speed', w.speed, h.speed, speedText(seen)],
    ['thrust', w.thrust, h.thrust, `thrust of ${grouped(seen.thrustMPerS2 ?? 0)} m/s² at that age`],
    ['path', w.path, h.path, pathText(seen)],
    ['orbit', w.orbit, h.orbit, 'the orbit it is in'],
    ['lift', w.lift, h.lift, 'being borne by lift, or not'],
    [
      'launch-site',
      posterior.siteFactors[weapon] ?? 1,
      posterior.siteFactors[harmless] ?? 1,
      'where it was launched',
    ],
  ];
  return told
    .map(([name, ofWeapon, ofHarmless, text]) => {
      const likelihoodRatio = ratioOf(ofWeapon, ofHarmless);
      return { name, likelihoodRatio, text: `${text}: ${ratioText(likelihoodRatio)} (${names})` };
    })
    .filter(({ likelihoodRatio }) => Math.abs(Math.log(likelihoodRatio)) >= Math.log(TELLING_RATIO))
    .toSorted((one, other) => strengthOf(other) - strengthOf(one));
}

/** Ratios beyond a million are rounding, not knowledge. */
const LARGEST_RATIO = 1e6;

function ratioOf(ofWeapon: number, ofHarmless: number): number {
  if (!(ofWeapon > 0)) return ofHarmless > 0 ? 1 / LARGEST_RATIO : 1;
  if (!(ofHarmless > 0)) return LARGEST_RATIO;
  return Math.min(LARGEST_RATIO, Math.max(1 / LARGEST_RATIO, ofWeapon / ofHarmless));
}

function strengthOf({ likelihoodRatio }: Discriminant): number {
  return Math.abs(Math.log(likelihoodRatio));
}

function likeliest(
  classes: readonly VehicleClass[],
  posterior: ClassPosterior,
  seen: SeenMotion,
  weapon: boolean,
): number {
  let best = -1;
  for (const [i, vehicle] of classes.entries()) {
    // What has no engine was not seen to burn: that goes without saying.
    if (vehicle.weapon !== weapon || (seen.boostSeen && !isPowered(vehicle))) continue;
    if (best < 0 || (posterior.classes[i]?.prob ?? 0) > (posterior.classes[best]?.prob ?? 0)) best = i;
  }
  return best;
}

function burnText({ boostSeen, burning, ageS }: SeenMotion): string {
  if (!boostSeen) return 'no boost seen of it';
  const age = `${grouped(ageS)} s after launch`;
  return burning ? `burning on, ${age}` : `thrust that ended ${age}`;
}

function pathText({ flightPathDeg }: SeenMotion): string {
  const slope = flightPathDeg < 20 ? 'shallow path' : flightPathDeg > 60 ? 'steep path' : 'path';
  return `${slope}, ${grouped(flightPathDeg)} degrees above the horizon`;
}

function speedText({ surfaceSpeedKmPerS, impactSpeedKmPerS }: SeenMotion): string {
  const races =
    impactSpeedKmPerS === null
      ? ''
      : `, so that the impact point races at ${grouped(impactSpeedKmPerS)} km/s`;
  return `the speed for its age, ${grouped(surfaceSpeedKmPerS, 1)} km/s at the surface${races}`;
}

function ratioText(ratio: number): string {
  const times = ratio >= 1 ? ratio : 1 / ratio;
  const count = times >= LARGEST_RATIO ? 'a million or more' : grouped(times, times < 10 ? 1 : 0);
  return `${count} times likelier of the ${ratio >= 1 ? 'weapon' : 'other'}`;
}
