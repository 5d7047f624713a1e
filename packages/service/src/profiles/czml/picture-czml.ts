import { radians, sFromUs, usFromS } from '@cupola/core/foundation';
import {
  ESTIMATE,
  WEAPON,
  czmlText,
  documentPacket,
  ellipsePacket,
  interval,
  satellitePacket,
  trackPacket,
} from '@cupola/runtime/scene';
import type { Packet } from '@cupola/runtime';
import type { DataMode, DecisionRecord, GroundPoint, TrackRecord } from '../../picture/records.ts';
import { covarianceM2 } from '../ground-errors.ts';
import { modeSentence } from '../mode-words.ts';
import { statesAhead } from '../motion-ahead.ts';

/** The stretch of time that a document shows: so long from now, a sample every so often. */
export interface CzmlWindow {
  /** Now, seconds since the epoch. */
  readonly fromS: number;
  readonly lengthS: number;
  readonly stepS: number;
}

/** An own satellite on the way of the window: Earth-fixed, m, at each sample. */
export interface SatellitePath {
  readonly index: number;
  readonly id: string;
  readonly group: number;
  readonly samples: readonly (readonly [xM: number, yM: number, zM: number])[];
}

export interface CzmlInput {
  readonly title: string;
  readonly dataMode: DataMode;
  /** UTC of the zero of all times. */
  readonly epoch: string;
  readonly window: CzmlWindow;
  readonly satellites: readonly SatellitePath[];
  readonly tracks: readonly TrackRecord[];
  readonly decisions: readonly DecisionRecord[];
}

/**
 * What is known now as CZML: satellites and tracks on their way through a window of few samples, areas of launch and impact. Packets keep their ids from one
 * document to the next, so that a globe that processes the next one moves what it has.
 */
export function pictureCzml(input: CzmlInput): string {
  const { dataMode, epoch, window } = input;
  const { fromS, lengthS } = window;
  const mode = ` (${dataMode})`;
  const shown = interval(epoch, fromS, fromS + lengthS);
  const area = (track: string, kind: string, point: GroundPoint): Packet =>
    ellipsePacket(
      `${kind}/${track}`,
      `${track}, ${kind}, 95 %${mode}`,
      shown,
      {
        latitudeRad: radians(point.latitudeDeg),
        longitudeRad: radians(point.longitudeDeg),
        covarianceM2: covarianceM2(point),
      },
      kind === 'impact' ? WEAPON : ESTIMATE,
    );
  return czmlText([
    documentPacket({
      name: `${input.title}${mode}`,
      description: modeSentence(dataMode),
      epoch,
      fromS,
      toS: fromS + lengthS,
      multiplier: 1,
      range: 'CLAMPED',
    }),
    ...input.satellites.map(({ index, id, group, samples }) =>
      satellitePacket(
        index,
        `${id}${mode}`,
        group,
        epoch,
        [fromS, fromS + lengthS],
        samples.flatMap((place, k) => [fromS + k * window.stepS, ...place.map(Math.round)]),
      ),
    ),
    ...input.tracks.map((track) => aheadPacket(track, mode, epoch, window)),
    ...input.decisions.flatMap(({ trackId, impact, launch }) => [
      impact === null ? null : area(trackId, 'impact', impact),
      launch === null ? null : area(trackId, 'launch', launch),
    ]),
  ]);
}

/** Thrust and lift change a path before the next look; a display that is told anew each second needs no more of these. */
const SHORT_S = 10;

function aheadPacket(
  track: TrackRecord,
  mode: string,
  epoch: string,
  { lengthS, stepS }: CzmlWindow,
): Packet {
  const isFree = track.phase === 'coast' || track.phase === 'reentry';
  const reachS = isFree ? lengthS : Math.min(SHORT_S, lengthS);
  const step = Math.min(stepS, reachS);
  const atS = sFromUs(track.atUs);
  const states = statesAhead(track, step, Math.floor(reachS / step) + 1);
  const last = states.at(-1)?.afterS ?? 0;
  return trackPacket(
    track.id,
    `track ${track.id}${mode}`,
    epoch,
    [atS, atS + last],
    states.flatMap(({ afterS, stateItrf }) => [
      sFromUs(track.atUs + usFromS(afterS)),
      ...[...stateItrf.subarray(0, 3)].map(Math.round),
    ]),
  );
}
