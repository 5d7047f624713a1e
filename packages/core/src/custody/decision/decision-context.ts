import type { EarthRotation, RegionIndex } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import type { ClassPriors } from './class-posterior.ts';

/** What a decision is taken with. */
export interface DecisionContext {
  readonly regions: RegionIndex;
  readonly earth: EarthRotation;
  readonly classes: readonly VehicleClass[];
  /** How often each class flies; world launch activity when left out. */
  readonly priors?: ClassPriors;
  /** How many times likelier than by its motion alone a weapon is aimed at the regions, while its burn, lift or orbit leaves that open; 1 when left out. */
  readonly aimedOdds?: number;
  /** The same of places outside, within `NEAR_REGIONS_M` of a region, for what lift or orbit carries on after its burn; 1 when left out. */
  readonly aimedNearOdds?: number;
  readonly declare: DeclarationRule;
}

export interface DeclarationRule {
  /** Joint probability to reach, (0, 1]. */
  readonly probability: number;
  /** Successive whole seconds it takes, at least 1. */
  readonly consecutive: number;
  /** Joint probability below which, for as many seconds, the regions are out of reach. */
  readonly excludeBelow: number;
  /** Time that whoever is told needs before the impact, s. */
  readonly responseS: number;
}
