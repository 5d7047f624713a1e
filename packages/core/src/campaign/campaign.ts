import type { EventObjects } from '../scenario/index.ts';

/**
 * A study of many runs: one base scenario, some of its settings swept over values, one event drawn afresh for each seed, and a rule that
 * ends each run when it has answered. Edge of the program, as a scenario is: degrees, kilometres, as people write them.
 */
export interface Campaign {
  /** Version of the format. */
  readonly campaign: 1;
  readonly title: string;
  /** Path of the base scenario, relative to the campaign's own file. */
  readonly scenario: string;
  /** Values put into the base scenario of every run, by path. */
  readonly set: Settings;
  /** Seeds `from .. from + count - 1`; each is run with every combination of the swept values. */
  readonly seeds: { readonly from: number; readonly count: number };
  /** Each axis takes its choices in turn; axes are combined, the last one fastest. */
  readonly sweep: readonly SweepAxis[];
  /** The epoch of each seed is drawn this many days after the base scenario's, evenly; 0 keeps it. */
  readonly epochWithinDays: number;
  /** What is drawn for each seed, beside the events of the base scenario; nothing when empty. */
  readonly mix: readonly MixKind[];
  /** Null: each run lasts as long as the base scenario. */
  readonly end: EndRule | null;
}

/** Values by dotted path, such as `network.latencyS`. */
export type Settings = Readonly<Record<string, unknown>>;

/** One thing that is varied, and what it is set to in turn. */
export interface SweepAxis {
  /** Column of the results. */
  readonly name: string;
  readonly choices: readonly SweepChoice[];
}

export interface SweepChoice {
  /** Value of the column. */
  readonly label: string | number;
  readonly set: Settings;
}

/**
 * When a run has answered: `afterVerdictS` after every object is declared or excluded, but not before any object has flown `notBeforeLaunchS`
 * and coasted `notBeforeBurnoutS`, and at `latestS` after the last launch in any case.
 */
export interface EndRule {
  readonly afterVerdictS: number;
  readonly notBeforeLaunchS: number;
  readonly notBeforeBurnoutS: number;
  readonly latestS: number;
}

/** A minute after the verdict, and within ten minutes of the launch. */
export const END_DEFAULTS: EndRule = {
  afterVerdictS: 60,
  notBeforeLaunchS: 300,
  notBeforeBurnoutS: 60,
  latestS: 600,
};

/** One kind of event of a mix. */
export interface MixKind {
  readonly id: string;
  /** Share of the runs, against the sum over all kinds. */
  readonly weight: number;
  /** How many such launches the world sees in a year, as somebody states it; null when nobody does. */
  readonly perYear: number | null;
  readonly vehicles: readonly string[];
  /** Areas to launch from, each as likely; where bodies come in and meteors flash. */
  readonly launch: readonly AreaChoice[];
  readonly flight: MixFlight;
  /** What each launch lets go besides its payload; null: nothing. */
  readonly objects: EventObjects | null;
  readonly count: number;
  readonly spacingS: number;
}

/** An area by its name, or a circle on the ground. */
export type AreaChoice = string | Circle;

export interface Circle {
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly radiusKm: number;
}

export type Span = readonly [min: number, max: number];

/** Which way the drawn object flies, or comes. */
export type MixFlight =
  | {
      readonly kind: 'aimed';
      readonly aim: AimRule;
      /** Each as likely; null: the one its class usually flies. */
      readonly trajectories: readonly AimedTrajectory[] | null;
    }
  | {
      readonly kind: 'lofted';
      readonly apogeeKm: Span;
      readonly rangeKm: Span;
      readonly azimuthDeg: Span;
    }
  | { readonly kind: 'orbit'; readonly altitudeKm: Span; readonly inclinationDeg: readonly number[] }
  | {
      readonly kind: 'entry';
      readonly headingDeg: Span;
      readonly speedKmPerS: Span;
      readonly flightPathDeg: Span;
    }
  | { readonly kind: 'flash'; readonly altitudeKm: Span; readonly intensityWPerSr: Span };

/** Where it is aimed: at one of some areas, or at the defended regions with a signed distance to their border (positive inside). */
export type AimRule =
  | { readonly kind: 'areas'; readonly areas: readonly AreaChoice[] }
  | { readonly kind: 'border'; readonly insideKm: Span };

/** How it comes to its aim; what is open in each is drawn (`trajectoryTo`). */
export const AIMED_TRAJECTORIES = [
  'minimum-energy',
  'lofted',
  'depressed',
  'glide',
  'fractional-orbit',
] as const;
export type AimedTrajectory = (typeof AIMED_TRAJECTORIES)[number];
