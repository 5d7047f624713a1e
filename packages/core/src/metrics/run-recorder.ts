import { mahalanobisSquared, present, sFromUs, usFromS } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { custodyLevel, isInAnyRegion } from '../custody/index.ts';
import type { CustodyRequirement, RegionIndex } from '../custody/index.ts';
import { BACKGROUNDS, CUSTODY_LEVELS, LOOK_STAGES } from '../messages/index.ts';
import type {
  AssociatedLook,
  Background,
  CustodyLevel,
  CustodyState,
  Decision,
  OperateEvent,
  ScanReports,
  Track,
} from '../messages/index.ts';
import type { DetectionTruth } from '../sensing/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { FLIGHT_PHASES, flightEndUs, flightPhaseAt, stateAtInto } from '../truth/index.ts';
import type { FlightLog, FlightPhase } from '../truth/index.ts';
import { custodyGaps, heldShares, longestLookGapS } from './custody-gaps.ts';
import type { CustodySpan } from './custody-gaps.ts';
import { DetectionCollector } from './detection-collector.ts';
import type { ObjectRecord, PhaseShares, RunRecord } from './run-record.ts';
import { TrackTruth } from './track-truth.ts';

/** One true object under observation, with what metrics may know of it beforehand. */
export interface RecordedObject {
  readonly flight: FlightLog;
  readonly weapon: boolean;
  readonly inRegions: readonly string[];
}

export interface RecorderSetup {
  readonly durationS: number;
  readonly objects: readonly RecordedObject[];
  readonly ownSide: OwnSide;
  readonly sensorKinds: readonly string[];
  readonly custody: CustodyRequirement;
  readonly regions: RegionIndex;
  readonly groups: RunRecord['groups'];
}

/** What one step of operations put out, as far as it is recorded. */
export interface RecordedOutput {
  readonly events: readonly OperateEvent[];
  readonly finalTracks: readonly Track[];
  readonly finalLooks: readonly AssociatedLook[];
  readonly custody: readonly CustodyState[];
  readonly decisions: readonly Decision[];
}

const NOT_LAUNCHED = 255;
const STAGE_TASKING = LOOK_STAGES.indexOf('tasking');
const STAGE_ASSOCIATION = LOOK_STAGES.indexOf('association');
const STAGE_SEEN = LOOK_STAGES.indexOf('seen');
const STAGE_SIGNAL_THERE = LOOK_STAGES.indexOf('saturation');
const SATELLITE_SAMPLE_S = 60;
/** Decisions kept for drawing besides the first prediction and the declaration, s apart. */
const DECISION_SAMPLE_S = 60;

interface Growing {
  readonly phase: Uint8Array;
  readonly observers: Record<string, Uint8Array>;
  readonly satellitesSeen: Uint8Array;
  readonly stage: Record<string, Uint8Array>;
  readonly looksByBackground: Record<Background, Record<FlightPhase, number>>;
  readonly custody: Uint8Array;
  readonly custodyByTruth: Uint8Array;
  readonly positionErrorM: Float64Array;
  readonly positionSigmaM: Float64Array;
  readonly velocityErrorMPerS: Float64Array;
  readonly velocitySigmaMPerS: Float64Array;
  readonly nees: Float64Array;
  readonly unionProb: Float64Array;
  readonly weaponProb: Float64Array;
  readonly jointProb: Float64Array;
  readonly transitInRegion: Uint8Array;
  readonly decisions: Decision[];
  /** Satellites with an associated look, by second of the scan. */
  readonly satelliteSets: (ReadonlySet<number> | undefined)[];
  firstDetectedAtS: number | null;
  confirmedAtS: number | null;
  declaredAtS: number | null;
  revocations: number;
}

/** Gathers a run as it goes, joins it with the truth, and judges it. Scans come once a second. */
export class RunRecorder {
  readonly #setup: RecorderSetup;
  readonly #series: readonly Growing[];
  readonly #trackTruth = new TrackTruth();
  readonly #open = new Map<SimTimeUs, { readonly reports: ScanReports; readonly truth: DetectionTruth }>();
  readonly #events: OperateEvent[] = [];
  readonly #tracks: Track[] = [];
  readonly #collector: DetectionCollector;
  #scans = 0;
  #detections = 0;
  #falseAlarms = 0;
  #associated = 0;

  constructor(setup: RecorderSetup) {
    this.#setup = setup;
    this.#series = setup.objects.map(({ flight }) => emptySeries(setup, flight));
    this.#collector = new DetectionCollector(
      setup.ownSide,
      setup.objects.map(({ flight }) => flight.id),
    );
  }

  /**
   * Takes what was sent down from the scan of one second and how far the looks of each object and sensor kind came.
   *
   * @param stage - [object][sensor kind], indices into LOOK_STAGES.
   */
  takeScan(second: number, reports: ScanReports, truth: DetectionTruth, stage: Uint8Array): void {
    this.#open.set(usFromS(second), { reports, truth });
    this.#scans += reports.reportCount;
    this.#detections += reports.detectionCount;
    for (const object of truth.objectIndex) if (object < 0) this.#falseAlarms++;
    const kinds = this.#setup.sensorKinds;
    const sent = this.#sentKinds(reports, truth);
    this.#series.forEach((series, object) => {
      kinds.forEach((kind, k) => {
        const reached = stage[object * kinds.length + k]!;
        const column = present(series.stage[kind]);
        if (reached < STAGE_SIGNAL_THERE) column[second] = reached;
        else column[second] = sent.has(object * kinds.length + k) ? STAGE_ASSOCIATION : STAGE_TASKING;
      });
      if (series.firstDetectedAtS === null && kinds.some((_, k) => sent.has(object * kinds.length + k))) {
        series.firstDetectedAtS = second;
      }
    });
  }

  #sentKinds(reports: ScanReports, truth: DetectionTruth): ReadonlySet<number> {
    const kinds = this.#setup.sensorKinds;
    const sent = new Set<number>();
    for (let report = 0; report < reports.reportCount; report++) {
      for (let row = reports.detectionStart[report]!; row < reports.detectionStart[report + 1]!; row++) {
        const object = truth.objectIndex[row]!;
        if (object >= 0) sent.add(object * kinds.length + this.#kindOf(reports.channelIndex[report]!));
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
    this.takeFinal(output.finalTracks, output.finalLooks);
    for (const state of output.custody) this.#takeCustody(second, state);
    for (const decision of output.decisions) this.#takeDecision(second, decision);
    for (const event of output.events) this.#takeEvent(event);
  }

  /** Takes rows that no later report can change. */
  takeFinal(tracks: readonly Track[], looks: readonly AssociatedLook[]): void {
    this.#takeLooks(looks);
    for (const track of tracks) {
      this.#tracks.push(track);
      this.#takeTrack(track);
    }
    const newest = tracks.at(-1)?.atUs ?? looks.at(-1)?.scanAtUs;
    if (newest === undefined) return;
    for (const [atUs, { reports, truth }] of this.#open) {
      if (atUs > newest) break;
      this.#collector.takeScan(atUs, reports, truth, looks);
      this.#open.delete(atUs);
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
      const truth = this.#open.get(look.scanAtUs)?.truth;
      const object = truth?.objectIndex[look.detectionIndex];
      if (truth === undefined || object === undefined || object < 0) continue;
      if (this.#trackTruth.objectOf(look.trackId) !== object) continue;
      const series = present(this.#series[object]);
      const second = Math.round(sFromUs(look.scanAtUs));
      const kind = this.#setup.sensorKinds[this.#kindOf(look.channelIndex)] ?? '';
      present(series.observers[kind])[second]!++;
      present(series.stage[kind])[second] = STAGE_SEEN;
      const satellite = this.#setup.ownSide.channels[look.channelIndex]?.satelliteIndex ?? 0;
      const seen = new Set(series.satelliteSets[second]);
      seen.add(satellite);
      series.satelliteSets[second] = seen;
      series.satellitesSeen[second] = seen.size;
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
    const custody = present(this.#series[object]).custody;
    const level = CUSTODY_LEVELS.indexOf(state.level);
    const known = custody[second]!;
    // Several tracks of one object: the best one counts. `held` is the lowest non-zero level.
    if (known === 0 || (level > 0 && level < known)) custody[second] = level;
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
    if (series.jointProb[second]! >= decision.jointProb) return;
    series.unionProb[second] = decision.unionProb;
    series.weaponProb[second] = decision.weaponProb;
    series.jointProb[second] = decision.jointProb;
    const last = series.decisions.at(-1);
    const news =
      last === undefined || last.declared !== decision.declared || last.impactKind !== decision.impactKind;
    if (news || second % DECISION_SAMPLE_S === 0) series.decisions.push(decision);
    const { impact, impactKind } = decision;
    if (impactKind === 'transit' && impact !== null) {
      const inside = isInAnyRegion(this.#setup.regions, impact.longitudeRad, impact.latitudeRad);
      series.transitInRegion[second] = inside ? 1 : 0;
    }
  }

  #takeEvent(event: OperateEvent): void {
    if (event.kind !== 'declared' && event.kind !== 'revoked') return;
    const object = this.#objectNow(event.trackId);
    if (object === null) return;
    const series = present(this.#series[object]);
    const atS = sFromUs(event.atUs);
    if (event.kind === 'declared') series.declaredAtS ??= atS;
    else series.revocations++;
  }

  finish(): RunRecord {
    for (const [atUs, { reports, truth }] of this.#open) this.#collector.takeScan(atUs, reports, truth, []);
    const trackIds = new Set(this.#tracks.map((each) => each.id));
    return {
      durationS: this.#setup.durationS,
      sensorKinds: this.#setup.sensorKinds,
      objects: this.#series.map((series, object) => this.#objectRecord(series, object)),
      events: this.#events.toSorted((a, b) => a.atUs - b.atUs),
      tracks: this.#tracks,
      detections: this.#collector.finish(),
      tracking: {
        scans: this.#scans,
        detections: this.#detections,
        falseAlarms: this.#falseAlarms,
        associated: this.#associated,
        tracksConfirmed: trackIds.size,
        falseTracks: [...trackIds].filter((id) => this.#trackTruth.objectOf(id) === null).length,
        identitySwitches: this.#trackTruth.switches,
      },
      groups: this.#setup.groups,
      ...this.#satelliteSamples(),
    };
  }

  #satelliteSamples(): Pick<RunRecord, 'satellitePositionsM' | 'satelliteSampleS'> {
    const { ephemeris, satelliteIds } = this.#setup.ownSide;
    const samples = Math.floor(this.#setup.durationS / SATELLITE_SAMPLE_S) + 1;
    const width = 3 * satelliteIds.length;
    const positions = new Float64Array(samples * width);
    const at = new Float64Array(width);
    for (let sample = 0; sample < samples; sample++) {
      ephemeris.positionsInertialInto(at, usFromS(sample * SATELLITE_SAMPLE_S));
      positions.set(at, sample * width);
    }
    return { satellitePositionsM: positions, satelliteSampleS: SATELLITE_SAMPLE_S };
  }

  #objectRecord(series: Growing, object: number): ObjectRecord {
    const { flight, weapon, inRegions } = present(this.#setup.objects[object]);
    const { durationS, custody: requirement } = this.#setup;
    const spans = spansOf(series.phase, durationS);
    this.#judgeByTruth(series, spans);
    const held = CUSTODY_LEVELS.indexOf('held');
    const lookGap = (phase: CustodySpan['phase']): number | null => {
      const own = spans.filter((span) => span.phase === phase);
      if (own.length === 0) return null;
      return Math.max(
        ...own.map((s) => longestLookGapS(series.satellitesSeen, requirement.minSensors, s.fromS, s.untilS)),
      );
    };
    const bySensor = Object.entries(series.observers).map(([kind, observers]): [string, PhaseShares] => [
      kind,
      heldShares(
        (second) => countWithin(observers, second, requirement.maxGapS) >= requirement.minSensors,
        spans,
      ),
    ]);
    return {
      flight,
      weapon,
      inRegions,
      phase: series.phase,
      observers: series.observers,
      stage: series.stage,
      looksByBackground: series.looksByBackground,
      custody: series.custody,
      custodyByTruth: series.custodyByTruth,
      trackIds: this.#trackTruth.tracksOf(object),
      positionErrorM: series.positionErrorM,
      positionSigmaM: series.positionSigmaM,
      velocityErrorMPerS: series.velocityErrorMPerS,
      velocitySigmaMPerS: series.velocitySigmaMPerS,
      nees: series.nees,
      unionProb: series.unionProb,
      weaponProb: series.weaponProb,
      jointProb: series.jointProb,
      transitInRegion: series.transitInRegion,
      firstDetectedAtS: series.firstDetectedAtS,
      confirmedAtS: series.confirmedAtS,
      declaredAtS: series.declaredAtS,
      revocations: series.revocations,
      decisions: series.decisions,
      gaps: custodyGaps(series, spans),
      continuity: heldShares((second) => series.custody[second] === held, spans),
      continuityBySensor: Object.fromEntries(bySensor),
      longestLookGapS: {
        boost: lookGap('boost'),
        midcourse: lookGap('midcourse'),
        reentry: lookGap('reentry'),
      },
    };
  }

  /** Custody as the true error would have it, at scan times. */
  #judgeByTruth(series: Growing, spans: readonly CustodySpan[]): void {
    const { custody: requirement } = this.#setup;
    let before: CustodyLevel = 'none';
    let neitherForS = 0;
    for (const { phase, fromS, untilS } of spans) {
      for (let second = fromS; second < untilS; second++) {
        const seen = new Set<number>();
        for (let back = Math.max(0, second - requirement.maxGapS); back <= second; back++) {
          for (const satellite of series.satelliteSets[back] ?? []) seen.add(satellite);
        }
        const errorM = series.positionErrorM[second]!;
        const met = seen.size >= requirement.minSensors || errorM <= requirement.positionErrorM[phase];
        neitherForS = met ? 0 : neitherForS + 1;
        before = custodyLevel(
          { distinctSatellites: seen.size, errorM, phase, neitherForS, before },
          requirement,
        );
        series.custodyByTruth[second] = CUSTODY_LEVELS.indexOf(before);
      }
    }
  }
}

/** Most satellites of one kind in any single scan of the last `windowS` seconds: a lower bound of the distinct ones. */
function countWithin(observers: Uint8Array, second: number, windowS: number): number {
  let most = 0;
  for (let back = Math.max(0, second - windowS); back <= second; back++)
    most = Math.max(most, observers[back]!);
  return most;
}

function emptySeries(setup: RecorderSetup, flight: FlightLog): Growing {
  const length = setup.durationS + 1;
  const nan = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  const perKind = (): Record<string, Uint8Array> =>
    Object.fromEntries(setup.sensorKinds.map((kind) => [kind, new Uint8Array(length)]));
  return {
    phase: phasesOf(flight, length),
    observers: perKind(),
    satellitesSeen: new Uint8Array(length),
    stage: perKind(),
    looksByBackground: { earth: noLooks(), limb: noLooks(), space: noLooks() },
    custody: new Uint8Array(length),
    custodyByTruth: new Uint8Array(length),
    positionErrorM: nan(),
    positionSigmaM: nan(),
    velocityErrorMPerS: nan(),
    velocitySigmaMPerS: nan(),
    nees: nan(),
    unionProb: nan(),
    weaponProb: nan(),
    jointProb: nan(),
    transitInRegion: new Uint8Array(length),
    decisions: [],
    satelliteSets: Array.from({ length }),
    firstDetectedAtS: null,
    confirmedAtS: null,
    declaredAtS: null,
    revocations: 0,
  };
}

function noLooks(): Record<FlightPhase, number> {
  return { 'under-cloud': 0, boost: 0, midcourse: 0, reentry: 0, ended: 0 };
}

function phasesOf(flight: FlightLog, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, second) => {
    const atUs = usFromS(second);
    const phase: FlightPhase | null = flightPhaseAt(flight, atUs);
    if (phase === null) return NOT_LAUNCHED;
    return FLIGHT_PHASES.indexOf(atUs > flightEndUs(flight) ? 'ended' : phase);
  });
}

function spansOf(phase: Uint8Array, durationS: number): readonly CustodySpan[] {
  const spans: CustodySpan[] = [];
  let fromS = 0;
  for (let second = 1; second <= durationS + 1; second++) {
    if (second <= durationS && phase[second] === phase[fromS]) continue;
    const name = FLIGHT_PHASES[phase[fromS]!];
    if (name === 'boost' || name === 'midcourse' || name === 'reentry') {
      spans.push({ phase: name, fromS, untilS: second });
    }
    fromS = second;
  }
  return spans;
}
