/** How well a published figure is known. */
export type StudyEvidence = 'read' | 'copy, unverified' | 'recalled, unverified' | 'computed from its inputs';

/** What a study has to say before it can be run. */
export interface StudyInputs {
  /** At once. */
  readonly missiles: number;
  readonly shotsPerTarget: number;
  readonly speedKmS: number;
  readonly accelG: number;
  readonly flyoutS: number;
  readonly orbitKm: number;
  readonly interceptKm: number;
  /** Of the belt over which its own method spreads interceptors. */
  readonly maxLatitudeDeg: number;
  /** Of the orbits that we fly it with; null: the best for its launch areas. */
  readonly inclinationDeg: number | null;
}

/** A place that a study defends against, by its middle. */
export interface StudyArea {
  readonly title: string;
  readonly latDeg: number;
  readonly lonDeg: number;
}

/** What was published. */
export interface PublishedFleet {
  /** Null when no number was printed. */
  readonly interceptors: number | null;
  readonly absenteeRatio?: number;
  /** What is counted. */
  readonly unit: 'in orbit' | 'bought over the period' | 'in orbit or bought: unclear';
  /** As the study puts it, when it is no plain number. */
  readonly wording?: string;
  readonly periodYears?: number;
  readonly lifeYears?: number;
}

/** A public study of a second fleet, as data. */
export interface Study {
  readonly id: string;
  readonly title: string;
  /** Key of docs/references.bib, or where the figure was read. */
  readonly source: string;
  readonly evidence: StudyEvidence;
  readonly published: PublishedFleet;
  /** Null when the study prints too little to be run; `missing` says what. */
  readonly inputs: StudyInputs | null;
  /** Inputs that are ours, because the study does not print them, each with the reason for its value. */
  readonly assumed: Readonly<Partial<Record<keyof StudyInputs, string>>>;
  readonly missing: readonly string[];
  /** None: the whole Earth up to the highest latitude. */
  readonly areas: readonly StudyArea[];
}
