import { Engagement, LEVERS, launchMoments, leaksOf, sensitivity } from '../../engagement/index.ts';
import { AS_FLOWN, commitSpans } from '../../engagement/index.ts';
import type {
  Candidate,
  CaseLeak,
  CommitOn,
  CommitSpan,
  EngagementCase,
  InterceptorPart,
  LeakPmf,
  LeverEffect,
  OrderSpan,
  ShotSharing,
  TargetPath,
} from '../../engagement/index.ts';
import { RandomStream } from '../../foundation/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import type { ObjectRecord, RunRecord } from '../run-record.ts';
import { opportunitiesOf } from './flight-opportunities.ts';
import type { FlightOpportunities } from './flight-opportunities.ts';
import { truePath } from './true-path.ts';

/** What a second fleet is asked against a run. */
export interface EngagementQuestion {
  readonly parts: readonly InterceptorPart[];
  readonly commitOn: CommitOn;
  /** From a commitment to the order, and from there to the satellite, s. */
  readonly decisionDelayS: number;
  readonly commandLatencyS: number;
  /** For how long after the decision orders are given, s. */
  readonly orderWindowS: number;
  readonly shotsPerTarget: number;
  readonly sharing: ShotSharing;
  readonly trackProb: number;
  readonly seed: number;
}

/** `known`: a bound, with the truth known at the first detection and nobody asked: threats alone are ordered against, as soon as a command arrives. */
export type Commitment = CommitOn | 'known';

/** One object of the run: what could have been, and under the stated commitment was. */
export interface EngagedObject {
  readonly object: ObjectRecord;
  /** A weapon that truly comes down in a defended region. */
  readonly isThreat: boolean;
  readonly path: TargetPath;
  /** Null for what is neither a weapon nor committed on. */
  readonly opportunities: FlightOpportunities;
}

/** What one way to commit comes to. Lists have an entry for each engaged object. */
export interface CommitmentRecord {
  readonly commitment: Commitment;
  /** From the commitment to the order at the satellite, s. */
  readonly delayS: number;
  readonly spans: readonly (readonly OrderSpan[])[];
  readonly candidates: readonly (readonly Candidate[])[];
  readonly shots: readonly (readonly Candidate[])[];
  readonly leakProbs: readonly number[];
  /** Of the threats, in this run; null when there are none. */
  readonly leaks: LeakPmf | null;
  /** Mean number of leaks when targets are taken as orders come. */
  readonly greedyMeanLeak: number | null;
  /** Tracks of nothing that would have been committed on; no shots are counted at them. */
  readonly falseTracks: number;
  /** The same raid at other times; null when there are no threats. */
  readonly overDay: CaseLeak | null;
  /** The same with more time to decide. */
  readonly later: { readonly extraS: number; readonly overDay: CaseLeak } | null;
}

export interface EngagementRecord {
  readonly objects: readonly EngagedObject[];
  /** The stated one first. */
  readonly commitments: readonly CommitmentRecord[];
  /** Of the first commitment under which anybody ever is in reach; null when there are no threats. */
  readonly sensitivity: { readonly commitment: Commitment; readonly effects: readonly LeverEffect[] } | null;
  readonly launches: number;
}

/** Launch moments over which means are taken: fewer where the phases are longer; and how long after the epoch they fall. */
const LAUNCHES = { boost: 200, later: 25 };
const WINDOW_S = 86_400;
/** The question that every study is asked, s. */
const PRICED_S = 30;

/**
 * A second fleet against what flew: whom the operator's own events would have let it order against, whom it could have met, what leaks. Who is committed on comes
 * from those events alone; where an object is, and whether it is a threat, from the truth.
 */
export function engagedRun(
  record: Pick<RunRecord, 'objects' | 'events' | 'durationS'>,
  earth: EarthRotation,
  question: EngagementQuestion,
): EngagementRecord {
  const { parts, commitOn } = question;
  const byTrack = {
    declared: commitSpans(record.events, 'declared'),
    confirmed: commitSpans(record.events, 'confirmed'),
  };
  const ways: readonly Commitment[] = [commitOn, commitOn === 'declared' ? 'confirmed' : 'declared', 'known'];
  const of = (object: ObjectRecord, way: Commitment): readonly CommitSpan[] => {
    if (way !== 'known') return object.trackIds.flatMap((track) => byTrack[way].get(track) ?? []);
    return isThreat(object) && object.firstDetectedAtS !== null
      ? [{ fromS: object.firstDetectedAtS, untilS: Number.POSITIVE_INFINITY }]
      : [];
  };
  const engaged = record.objects.filter(
    (object) => object.weapon || ways.some((way) => of(object, way).length > 0),
  );
  const paths = engaged.map(({ flight }) => truePath(flight, earth, record.durationS));
  const isBoost = parts.every(({ law }) => law.phases.every((phase) => phase === 'boost'));
  const launches = isBoost ? LAUNCHES.boost : LAUNCHES.later;
  const moments = launchMoments(new RandomStream(question.seed, 'engagement-launches'), launches, WINDOW_S);
  const known = new Set(record.objects.flatMap(({ trackIds }) => trackIds));
  const cases = ways.map((way): EngagementCase => ({
    parts,
    targets: engaged.map((object, index) => ({
      path: paths[index]!,
      commitments: of(object, way),
      isCounted: isThreat(object),
    })),
    delayS: (way === 'known' ? 0 : question.decisionDelayS) + question.commandLatencyS,
    orderWindowS: question.orderWindowS,
    lastS: record.durationS,
    terms: {
      trackProb: question.trackProb,
      shotsPerTarget: question.shotsPerTarget,
      sharing: question.sharing,
      assignment: 'optimal',
    },
  }));
  const commitments = ways.map((commitment, index): CommitmentRecord => {
    const own = cases[index]!;
    const engagement = new Engagement(own);
    const greedy = new Engagement({ ...own, terms: { ...own.terms, assignment: 'greedy' } }).at(AS_FLOWN);
    const now = engagement.at(AS_FLOWN);
    const ofThreats = (leakProbs: readonly number[]): readonly number[] =>
      leakProbs.filter((_, target) => own.targets[target]?.isCounted === true);
    const threats = ofThreats(now.leakProbs);
    const later = new Engagement({ ...own, delayS: own.delayS + PRICED_S }).over(moments);
    const tracks = commitment === 'known' ? [] : [...byTrack[commitment].keys()];
    return {
      commitment,
      delayS: own.delayS,
      spans: engagement.spans,
      ...now,
      leaks: threats.length === 0 ? null : leaksOf(threats),
      greedyMeanLeak:
        threats.length === 0 ? null : ofThreats(greedy.leakProbs).reduce((sum, prob) => sum + prob, 0),
      falseTracks: tracks.filter((track) => !known.has(track)).length,
      overDay: engagement.over(moments),
      later: later === null ? null : { extraS: PRICED_S, overDay: later },
    };
  });
  return {
    objects: engaged.map((object, index) => ({
      object,
      isThreat: isThreat(object),
      path: paths[index]!,
      opportunities: opportunitiesOf(paths[index]!, parts),
    })),
    commitments,
    sensitivity: sensitivityOf(cases, commitments, moments),
    launches,
  };
}

function isThreat({ weapon, inRegions }: ObjectRecord): boolean {
  return weapon && inRegions.length > 0;
}

function sensitivityOf(
  cases: readonly EngagementCase[],
  commitments: readonly CommitmentRecord[],
  moments: ReturnType<typeof launchMoments>,
): EngagementRecord['sensitivity'] {
  const reaching = commitments.findIndex(({ overDay }) => (overDay?.inReachShare ?? 0) > 0);
  const chosen = Math.max(0, reaching);
  const [of, told] = [cases[chosen], commitments[chosen]];
  if (of === undefined || told === undefined || told.overDay === null) return null;
  return { commitment: told.commitment, effects: sensitivity(of, told.overDay, LEVERS, moments) };
}
