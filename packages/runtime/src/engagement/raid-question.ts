import type { EngagedPhase, RaidDecoys, ShotOdds } from '@cupola/core/engagement';
import type { LoadedFleet, LoadedPart } from './load-fleet.ts';
import type { LaunchArea, PartLaw } from './reach-question.ts';

/** How shots are fired. */
export type Doctrine =
  | { readonly kind: 'even' }
  | { readonly kind: 'salvo' }
  /** `lookS`: from a first intercept to the order of the second shot. */
  | { readonly kind: 'shoot-look-shoot'; readonly lookS: number };

/** A kind of raid and what meets it. */
export interface RaidQuestion {
  readonly fleet: LoadedFleet;
  /** Missiles are launched from them in turn. */
  readonly areas: readonly LaunchArea[];
  readonly spacingS: number;
  readonly lawOf: (part: LoadedPart) => PartLaw;
  readonly phase: EngagedPhase;
  /** Longest fly-out, s; `Infinity` when only the phase limits it. */
  readonly flyOutS: number;
  /** From lift-off to the order, s: all cases as likely; null where the order never comes. */
  readonly orderAfterS: readonly (number | null)[];
  readonly marginS: number;
  readonly odds: Omit<ShotOdds, 'sharing'>;
  readonly doctrine: Doctrine;
  readonly commonFailureProb: number;
  readonly decoys: RaidDecoys | null;
  readonly secondAfterS: number | null;
  /** Share of the interceptors that are ready, drawn from the seed. */
  readonly readyShare: number;
  readonly sizes: readonly number[];
  readonly launches: number;
  /** Within which launches are drawn, evenly. */
  readonly windowS: number;
  readonly seed: number;
}
