/** One number over the draws of an uncertain future. */
export interface Spread {
  readonly mean: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Days after the order on which something is reached, over the draws; null where more draws never reach it than the percentile leaves. */
export interface MilestoneDay {
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  /** Share of the draws that do not reach it within the horizon. */
  readonly neverProb: number;
}

/** Who sees how much of the Earth on a date, by the coverage engine. */
export interface CoverageOnDate {
  /** Satellites that were counted: those of the layer in service and the hosts. */
  readonly satellites: number;
  readonly meanInView: number;
  /** Over all places and times. */
  readonly minInView: number;
  /** Share of places and times with at least one satellite in view, and with at least two. */
  readonly atLeastOne: number;
  readonly atLeastTwo: number;
  /** Longest time any place waits without a satellite, s. */
  readonly longestGapS: number;
}

/** What flights of a mission came to with the satellites of a date, by the simulator. Shares are means over weapons; null where nothing flew the phase. */
export interface CustodyOnDate {
  /** Satellites that flew: those of the layer in service and the hosts. */
  readonly satellites: number;
  readonly runs: number;
  readonly boostHeldShare: number | null;
  readonly midcourseHeldShare: number | null;
  readonly reentryHeldShare: number | null;
  /** Of the threats; null when there were none. */
  readonly threatsDeclaredShare: number | null;
}

/** How far a layer is on one date. */
export interface ServiceOnDate {
  /** Whole days after the day the layer was ordered. */
  readonly day: number;
  /** UTC, `2029-03-01`. */
  readonly date: string;
  /** Satellites of the layer that work where they belong, checked out. */
  readonly inService: Spread;
  /** Satellites of the layer that work at all, on their way included. */
  readonly onOrbit: Spread;
  /** Launches so far, lost ones included. */
  readonly launches: Spread;
  /** Retrofitted satellites of others that serve on this date. */
  readonly hosts: number;
  /** Satellites that were to be in service by then. */
  readonly wanted: number;
  /** Null on dates for which it was not asked. */
  readonly coverage: CoverageOnDate | null;
  readonly custody: CustodyOnDate | null;
}

/**
 * What a layer can do, and when: deployment found the satellites, the engines of coverage and custody what they see. Whoever prices, buys or compares reads
 * this and never runs a mission, so that all forms of contract are compared on the same performance and dates.
 */
export interface ServiceByDate {
  /** UTC date of day 0, on which the layer was ordered. */
  readonly orderedOn: string;
  /** Satellites of the whole layer. */
  readonly satellites: number;
  readonly firstLaunchDay: MilestoneDay;
  /** The first day with nine tenths of the layer in service. */
  readonly nineTenthsDay: MilestoneDay;
  /** Ascending. */
  readonly dates: readonly ServiceOnDate[];
}
