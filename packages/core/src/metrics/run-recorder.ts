import { mahalanobisSquared, present, sFromUs, usFromS, unreachable } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { CustodyRequirement } from '../custody/index.ts';
import { BACKGROUNDS, CUSTODY_LEVELS, CUSTODY_TERMS, LOOK_STAGES } from '../messages/index.ts';
import type {
  AssociatedLook,
  CustodyState,
  Decision,
  ImpactEstimate,
  OperateEvent,
  ScanReports,
  Track,
} from '../messages/index.ts';
import type { DetectionTruth } from '../sensing/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { FLIGHT_PHASES, stateAtInto } from '../truth/index.ts';
import type { FlightLog } from '../truth/index.ts';
import { UNTRACKED } from './custody-gaps.ts';
import { DetectionCollector } from './detection-collector.ts';
import { endedStages, failedStage, furthestStage } from './look-failures.ts';
import { judgedObject } from './object-judgement.ts';
import type { RecordedObject } from './object-judgement.ts';
import { addObserver, emptySeries, seriesUntil } from './object-series.ts';
import type { ObjectSeries } from './object-series.ts';
import type { RunRecord, TrackingSummary } from './run-record.ts';
import { TrackTruth } from './track-truth.ts';
import { isInAnyRegion } from '../physics/index.ts';
import type { RegionIndex } from '../physics/index.ts';

export interface RecorderSetup {
  readonly durationS: number;
  readonly objects: readonly RecordedObject[];
  readonly ownSide: OwnSide;
  readonly sensorKinds: readonly string[];
  /** One or more; the first decides what is called held. */
  readonly custody: readonly CustodyRequirement[];
  readonly regions: RegionIndex;
  readonly groups: RunRecord['groups'];
  /** Rows of tracks and detections are kept of every so manieth second. */
  readonly rowsEveryS: number;
}

/** What one step of operations put out, as far as it is recorded. */
export interface RecordedOutput {
  readonly events: readonly OperateEvent[];
  readonly finalTracks: readonly Track[];
  readonly finalLooks: readonly AssociatedLook[];
  readonly settledAtUs: SimTimeUs;
  readonly custody: readonly CustodyState[];
  readonly decisions: readonly Decision[];
}

/** What a run in progress knows of one object. */
export interface ObjectSoFar {
  readonly flight: FlightLog;
  /** When it was declared, or else excluded; null while it is neither, or when that was taken back. */
  readonly verdictAtS: number | null;
}

const SATELLITE_SAMPLE_S = 60;
/** Decisions kept for drawing besides the first prediction and the declaration, s apart. */
const DECISION_SAMPLE_S = 60;
/** The first ones are kept closer together: classes are told apart in boost. */
const EARLY_SAMPLE_S = 10;
const EARLY_DECISIONS = 30;
/** With more objects only what changed the verdict is kept, and the last word. */
const SAMPLED_OBJECTS_MAX = 100;

/** A scan whose detections may still become a track's: a start names those of the seconds before its confirmation. */
interface OpenScan {
  readonly reports: ScanReports;
  readonly truth: DetectionTruth;
  readonly looks: AssociatedLook[];
  /** Satellites by stage: [object][sensor kind][index into LOOK_STAGES]. */
  readonly stageCounts: Uint16Array;
  /** Looks sent down: [object][sensor kind]. */
  readonly sent: Uint16Array;
}

/** Longer than any start takes to be confirmed. */
const CONFIRMATION_US: SimTimeUs = 10_000_000;

/** Gathers a run as it goes, joins it with the truth, and judges it. Scans come once a second. */
export class RunRecorder {
  readonly #setup: RecorderSetup;
  readonly #series: readonly ObjectSeries[];
  readonly #trackTruth = new TrackTruth();
  readonly #open = new Map<SimTimeUs, OpenScan>();
  readonly #events: OperateEvent[] = [];
  readonly #tracks: Track[] = [];
  readonly #trackIds = new Set<string>();
  readonly #collector: DetectionCollector;
  #scans = 0;
  #detections = 0;
  #falseAlarms = 0;
  #associated = 0;

  constructor(setup: RecorderSetup) {
    this.#setup = setup;
    if (setup.rowsEveryS > 1) {
      this.#events.push({
        kind: 'bound-reached',
        atUs: 0,
        bound: 'rows of tracks and detections',
        limit: Math.floor(setup.durationS / setup.rowsEveryS) + 1,
        reason: `memory would not hold those of ${setup.objects.length} objects for every second; kept of every ${setup.rowsEveryS}th`,
      });
    }
    this.#series = setup.objects.map(({ flight }) =>
      emptySeries(setup.durationS, setup.sensorKinds, flight, setup.custody),
    );
    this.#collector = new DetectionCollector(
      setup.ownSide,
      setup.objects.map(({ flight }) => flight.id),
    );
  }

  /**
   * Takes what was sent down from the scan of one second and at which stage the looks at each object ended.
   *
   * @param stageCounts - Satellites by stage: [object][sensor kind][index into LOOK_STAGES].
   */
  takeScan(second: number, reports: ScanReports, truth: DetectionTruth, stageCounts: Uint16Array): void {
    const sent = this.#sentLooks(reports, truth);
    this.#open.set(usFromS(second), { reports, truth, looks: [], stageCounts: stageCounts.slice(), sent });
    this.#scans += reports.reportCount;
    this.#detections += reports.detectionCount;
    for (const object of truth.objectIndex) if (object < 0) this.#falseAlarms++;
    const kinds = this.#setup.sensorKinds;
    for (const [object, series] of this.#series.entries()) {
      if (series.firstDetectedAtS === null && kinds.some((_, k) => sent[object * kinds.length + k]! > 0)) {
        series.firstDetectedAtS = second;
      }
    }
  }

  #sentLooks(reports: ScanReports, truth: DetectionTruth): Uint16Array {
    const kinds = this.#setup.sensorKinds.length;
    const sent = new Uint16Array(this.#series.length * kinds);
    for (let report = 0; report < reports.reportCount; report++) {
      const kind = this.#kindOf(reports.channelIndex[report]!);
      for (let row = reports.detectionStart[report]!; row < reports.detectionStart[report + 1]!; row++) {
        const object = truth.objectIndex[row]!;
        if (object >= 0) sent[object * kinds + kind]!++;
      }
    }
    return sent;
  }

  #kindOf(channelIndex: number): number {
    const sensor = this.#setup.ownSide.channels[channelIndex]?.sensor;
    return this.#setup.sensorKinds.indexOf(sensor?.id ?? '');
  }

  /** Takes what operations put out at one second. */
  takeOutput(second: number, output: RecordedOutput): void {
    this.#events.push(...output.events);
    this.takeFinal(output.finalTracks, output.finalLooks, output.settledAtUs);
    for (const state of output.custody) this.#takeCustody(second, state);
    for (const decision of output.decisions) this.#takeDecision(second, decision);
    for (const event of output.events) this.#takeEvent(event);
  }

  /** Takes rows that no later report can change; scans up to `settledAtUs` are final. */
  takeFinal(tracks: readonly Track[], looks: readonly AssociatedLook[], settledAtUs: SimTimeUs): void {
    this.#takeLooks(looks);
    for (const track of tracks) {
      this.#trackIds.add(track.id);
      if (this.#keepsRowsAt(track.atUs)) this.#tracks.push(track);
      this.#takeTrack(track);
    }
    this.#closeScans(settledAtUs - CONFIRMATION_US);
  }

  /** Hands over the scans whose detections can find no track any more, and forgets them. */
  #closeScans(untilUs: SimTimeUs): void {
    for (const [atUs, scan] of this.#open) {
      if (atUs > untilUs) break;
      if (this.#keepsRowsAt(atUs)) this.#collector.takeScan(atUs, scan.reports, scan.truth, scan.looks);
      this.#judgeLooks(Math.round(sFromUs(atUs)), scan);
      this.#open.delete(atUs);
    }
  }

  #keepsRowsAt(atUs: SimTimeUs): boolean {
    return Math.round(sFromUs(atUs)) % this.#setup.rowsEveryS === 0;
  }

  /** What became of the looks of one scan, now that it is known which were taken. */
  #judgeLooks(second: number, { stageCounts, sent }: OpenScan): void {
    const kinds = this.#setup.sensorKinds;
    for (const [object, series] of this.#series.entries()) {
      for (const [k, kind] of kinds.entries()) {
        const row = object * kinds.length + k;
        const ended = endedStages(
          stageCounts.subarray(row * LOOK_STAGES.length, (row + 1) * LOOK_STAGES.length),
          sent[row]!,
          present(series.observers[kind])[second]!,
        );
        present(series.stage[kind])[second] = furthestStage(ended);
        for (const [needed, failure] of series.failure) {
          present(failure[kind])[second] = failedStage(ended, needed);
        }
      }
    }
  }

  #takeLooks(looks: readonly AssociatedLook[]): void {
    const byTrack = Map.groupBy(looks, (look) => look.trackId);
    for (const [trackId, own] of byTrack) {
      for (const [scanAtUs, scanLooks] of Map.groupBy(own, (look) => look.scanAtUs)) {
        const truth = this.#open.get(scanAtUs)?.truth;
        if (truth === undefined) continue;
        this.#trackTruth.take(
          trackId,
          scanLooks.map((look) => truth.objectIndex[look.detectionIndex]!),
        );
      }
    }
    for (const look of looks) {
      this.#associated++;
      const scan = this.#open.get(look.scanAtUs);
      scan?.looks.push(look);
      const truth = scan?.truth;
      const object = truth?.objectIndex[look.detectionIndex];
      if (truth === undefined || object === undefined || object < 0) continue;
      if (this.#trackTruth.objectOf(look.trackId) !== object) continue;
      const series = present(this.#series[object]);
      const second = Math.round(sFromUs(look.scanAtUs));
      const kindIndex = this.#kindOf(look.channelIndex);
      const kind = this.#setup.sensorKinds[kindIndex] ?? '';
      const satellite = this.#setup.ownSide.channels[look.channelIndex]?.satelliteIndex ?? 0;
      addObserver(series, [kind, kindIndex], satellite, second);
      const background = BACKGROUNDS[truth.background[look.detectionIndex]!];
      const phase = FLIGHT_PHASES[series.phase[second]!];
      if (background !== undefined && phase !== undefined) series.looksByBackground[background][phase]++;
    }
  }

  #takeTrack(track: Track): void {
    const object = this.#trackTruth.objectOf(track.id);
    if (object === null) return;
    const series = present(this.#series[object]);
    const confirmedAtS = sFromUs(track.confirmedAtUs);
    series.confirmedAtS = Math.min(series.confirmedAtS ?? confirmedAtS, confirmedAtS);
    const second = Math.round(sFromUs(track.atUs));
    const truth = new Float64Array(6);
    if (!stateAtInto(truth, present(this.#setup.objects[object]).flight, track.atUs)) return;
    const error = truth.map((value, index) => (track.state[index] ?? Number.NaN) - value);
    const positionErrorM = Math.hypot(error[0]!, error[1]!, error[2]!);
    const known = series.positionErrorM[second]!;
    if (known <= positionErrorM) return;
    const n = track.state.length;
    const covariance = Float64Array.from(
      { length: 36 },
      (_, index) => track.covariance[Math.floor(index / 6) * n + (index % 6)] ?? Number.NaN,
    );
    series.positionErrorM[second] = positionErrorM;
    series.velocityErrorMPerS[second] = Math.hypot(error[3]!, error[4]!, error[5]!);
    series.positionSigmaM[second] = Math.sqrt(covariance[0]! + covariance[7]! + covariance[14]!);
    series.velocitySigmaMPerS[second] = Math.sqrt(covariance[21]! + covariance[28]! + covariance[35]!);
    series.nees[second] = mahalanobisSquared(covariance, 6, error);
  }

  #takeCustody(second: number, state: CustodyState): void {
    const object = this.#objectNow(state.trackId);
    if (object === null || second > this.#setup.durationS) return;
    const series = present(this.#series[object]);
    const requirement = this.#setup.custody.findIndex(({ id }) => id === state.requirementId);
    const columns = present(series.custodyUnder[requirement]);
    const level = CUSTODY_LEVELS.indexOf(state.level);
    const known = columns.custody[second]!;
    const isJudged = columns.missed[second] !== UNTRACKED;
    // Several tracks of one object: the best one counts. `held` is the lowest non-zero level.
    if (isJudged && known !== 0 && (level === 0 || level >= known)) return;
    columns.custody[second] = level;
    if (state.positionM === null) return;
    columns.holders[second] = Math.min(255, state.holders.length);
    columns.missed[second] = state.missed.reduce(
      (bits, term) => bits | (1 << CUSTODY_TERMS.indexOf(term)),
      0,
    );
    if (requirement !== 0) return;
    series.deskSigmaM[second] = state.positionSigmaM;
    series.latencyS[second] = state.latencyS;
    const truth = new Float64Array(6);
    if (!stateAtInto(truth, present(this.#setup.objects[object]).flight, state.atUs)) return;
    const [x, y, z] = state.positionM;
    series.deskErrorM[second] = Math.hypot(x - truth[0]!, y - truth[1]!, z - truth[2]!);
  }

  /** The object a track follows, asked before its looks are final: the open scans tell. */
  #objectNow(trackId: string): number | null {
    return this.#trackTruth.objectOf(trackId) ?? this.#early.get(trackId) ?? null;
  }

  readonly #early = new Map<string, number>();

  /** Looks that are not final yet, so that a new track's first seconds are credited to its object. */
  takeOpenLooks(looks: readonly AssociatedLook[]): void {
    for (const look of looks) {
      const object = this.#open.get(look.scanAtUs)?.truth.objectIndex[look.detectionIndex];
      if (object !== undefined && object >= 0) this.#early.set(look.trackId, object);
    }
  }

  #takeDecision(second: number, decision: Decision): void {
    const object = this.#objectNow(decision.trackId);
    if (object === null || second > this.#setup.durationS) return;
    const series = present(this.#series[object]);
    if (decision.declared) {
      // Tracks of bodies that part hop from one to another; a declared one declares whatever it follows.
      series.declaredAtS ??= second;
      series.firstDeclaredAtS ??= second;
    }
    if (series.jointProb[second]! >= decision.jointProb) return;
    series.unionProb[second] = decision.unionProb;
    series.weaponProb[second] = decision.weaponProb;
    series.jointProb[second] = decision.jointProb;
    series.impactSigmaM[second] = largestSigmaM(decision.impact);
    const last = series.decisions.at(-1);
    const news =
      last === undefined ||
      last.declared !== decision.declared ||
      last.excluded !== decision.excluded ||
      last.impactKind !== decision.impactKind;
    const isEarly = series.decisions.length < EARLY_DECISIONS && second % EARLY_SAMPLE_S === 0;
    const isDue = this.#series.length <= SAMPLED_OBJECTS_MAX && (isEarly || second % DECISION_SAMPLE_S === 0);
    if (news || isDue) series.decisions.push(decision);
    series.latestDecision = decision;
    const { impact, impactKind } = decision;
    if (impactKind === 'transit' && impact !== null) {
      const inside = isInAnyRegion(this.#setup.regions, impact.longitudeRad, impact.latitudeRad);
      series.transitInRegion[second] = inside ? 1 : 0;
    }
  }

  #takeEvent(event: OperateEvent): void {
    if (!isVerdict(event)) return;
    const object = this.#objectNow(event.trackId);
    if (object === null) return;
    const series = present(this.#series[object]);
    const atS = sFromUs(event.atUs);
    switch (event.kind) {
      case 'declared':
        series.declaredAtS ??= atS;
        series.firstDeclaredAtS ??= atS;
        return;
      case 'revoked':
        series.declaredAtS = null;
        series.revocations++;
        return;
      case 'excluded':
        series.excludedAtS ??= atS;
        series.firstExcludedAtS ??= atS;
        return;
      case 'reopened':
        series.excludedAtS = null;
        return;
      default:
        unreachable(event);
    }
  }

  /** What is known of each object now, for whoever decides when the run has answered. */
  soFar(): readonly ObjectSoFar[] {
    return this.#series.map((series, object) => ({
      flight: present(this.#setup.objects[object]).flight,
      verdictAtS: series.declaredAtS ?? series.excludedAtS,
    }));
  }

  /** @param endS - The last second that was run. */
  finish(endS: number = this.#setup.durationS): RunRecord {
    this.#closeScans(Number.POSITIVE_INFINITY);
    return {
      durationS: endS,
      sensorKinds: this.#setup.sensorKinds,
      requirements: this.#setup.custody,
      objects: this.#series.map((series, object) =>
        judgedObject(
          endS < this.#setup.durationS ? seriesUntil(series, endS) : series,
          present(this.#setup.objects[object]),
          this.#trackTruth.tracksOf(object),
          {
            durationS: endS,
            requirements: this.#setup.custody,
            satelliteIds: this.#setup.ownSide.satelliteIds,
          },
        ),
      ),
      events: this.#events.toSorted((a, b) => a.atUs - b.atUs),
      tracks: this.#tracks,
      detections: this.#collector.finish(),
      tracking: {
        scans: this.#scans,
        detections: this.#detections,
        falseAlarms: this.#falseAlarms,
        associated: this.#associated,
        tracksConfirmed: this.#trackIds.size,
        falseTracks: [...this.#trackIds].filter((id) => this.#trackTruth.objectOf(id) === null).length,
        identitySwitches: this.#trackTruth.switches,
        rowsEveryS: this.#setup.rowsEveryS,
        boundsReached: boundsReached(this.#events),
      },
      groups: this.#setup.groups,
      ...this.#satelliteSamples(endS),
    };
  }

  #satelliteSamples(endS: number): Pick<RunRecord, 'satellitePositionsM' | 'satelliteSampleS'> {
    const { ephemeris, satelliteIds } = this.#setup.ownSide;
    const samples = Math.floor(endS / SATELLITE_SAMPLE_S) + 1;
    const width = 3 * satelliteIds.length;
    const positions = new Float64Array(samples * width);
    const at = new Float64Array(width);
    for (let sample = 0; sample < samples; sample++) {
      ephemeris.positionsInertialInto(at, usFromS(sample * SATELLITE_SAMPLE_S));
      positions.set(at, sample * width);
    }
    return { satellitePositionsM: positions, satelliteSampleS: SATELLITE_SAMPLE_S };
  }
}

/** NaN where there is no impact. */
function largestSigmaM(impact: ImpactEstimate | null): number {
  if (impact === null) return Number.NaN;
  const [eastEast, eastNorth, northNorth] = impact.covarianceM2;
  const mean = (eastEast + northNorth) / 2;
  return Math.sqrt(mean + Math.hypot((eastEast - northNorth) / 2, eastNorth));
}

/** How often each bound was reached, in order of their names. */
function boundsReached(events: readonly OperateEvent[]): TrackingSummary['boundsReached'] {
  const reached = events.filter((event) => event.kind === 'bound-reached');
  return [...Map.groupBy(reached, ({ bound }) => bound)]
    .map(([bound, times]) => ({ bound, limit: times[0]?.limit ?? 0, times: times.length }))
    .toSorted((a, b) => (a.bound < b.bound ? -1 : 1));
}

type VerdictEvent = Extract<OperateEvent, { kind: 'declared' | 'revoked' | 'excluded' | 'reopened' }>;
const VERDICT_KINDS: readonly string[] = ['declared', 'revoked', 'excluded', 'reopened'];

function isVerdict(event: OperateEvent): event is VerdictEvent {
  return VERDICT_KINDS.includes(event.kind);
}
