import type { OperateEvent } from '@cupola/core/messages';
import type { StoredPoint, StoredRun } from '@cupola/runtime';
import type { TrackCustody, TrackRecord, TrackThreat } from '../../picture/records.ts';
import { utc } from '../../picture/service-clock.ts';
import type { PictureContext } from '../../picture/service-clock.ts';
import { trackRecord } from '../../picture/track-record.ts';
import type { GroundEnds } from '../ground-errors.ts';

interface Known {
  readonly custody: TrackCustody | null;
  readonly threat: TrackThreat | null;
}

const NOTHING_KNOWN: Known = { custody: null, threat: null };

/**
 * A finished run told again, second by second: its rows with what its events had said of each track by then. Of a threat the events hold the
 * probability that it is one and threatens a region, at the time it was decided; that stands for its parts, which are no smaller.
 */
export function* runStory(run: StoredRun, context: PictureContext): Generator<TrackRecord> {
  const known = new Map<string, Known>();
  const requirementId = run.events.find((event) => event.kind === 'custody-changed')?.requirementId;
  let next = 0;
  for (const track of run.tracks) {
    for (
      let event = run.events[next];
      event !== undefined && event.atUs <= track.atUs;
      event = run.events[++next]
    ) {
      if (!('trackId' in event)) continue;
      const before = known.get(event.trackId) ?? NOTHING_KNOWN;
      known.set(event.trackId, after(before, event, requirementId));
    }
    const record = trackRecord(track, undefined, undefined, context);
    const { custody, threat } = known.get(track.id) ?? NOTHING_KNOWN;
    yield { ...record, custody, threat };
  }
}

function after(before: Known, event: OperateEvent, requirementId: string | undefined): Known {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the rest says nothing of either
  switch (event.kind) {
    case 'custody-changed':
      if (event.requirementId !== requirementId) return before;
      return {
        ...before,
        custody: {
          requirementId: event.requirementId,
          level: event.to,
          missed: [],
          satelliteIds: event.holders,
          positionSigmaM: null,
          latencyS: null,
        },
      };
    case 'declared':
    case 'revoked':
    case 'excluded':
    case 'reopened':
      return {
        ...before,
        threat: {
          vehicleClass: null,
          vehicleClassProb: null,
          regionId: null,
          ...before.threat,
          jointProb: event.prob,
          unionProb: event.prob,
          weaponProb: event.prob,
          declared: event.kind === 'declared',
          excluded: event.kind === 'excluded',
        },
      };
    case 'class-known':
      return before.threat === null
        ? before
        : {
            ...before,
            threat: { ...before.threat, vehicleClass: event.vehicleId, vehicleClassProb: event.prob },
          };
    default:
      return before;
  }
}

/** Launch and impact as a track told them at one time; null of another kind of row. */
export function endsOf(point: StoredPoint, context: PictureContext): GroundEnds | null {
  if (point.kind === 'footprint') return null;
  const [eastEast, eastNorth, northNorth] = point.covEastNorthM2;
  const atUs = Math.round(point.t * 1e6);
  const place = {
    latitudeDeg: point.latDeg,
    longitudeDeg: point.lonDeg,
    at: utc(context, Math.round(point.tThere * 1e6)),
    covarianceKm2: [eastEast / 1e6, eastNorth / 1e6, northNorth / 1e6] as const,
  };
  return {
    dataMode: context.dataMode,
    at: utc(context, atUs),
    atUs,
    trackId: point.trackId,
    impact: point.kind === 'impact' ? { ...place, kind: 'prediction' } : null,
    launch: point.kind === 'launch' ? place : null,
  };
}

/** The last that each track told of each kind. */
export function lastPoints(points: readonly StoredPoint[]): readonly StoredPoint[] {
  return [...new Map(points.map((point) => [`${point.trackId}/${point.kind}`, point])).values()];
}
