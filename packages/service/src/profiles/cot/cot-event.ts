import type { DataMode } from '../../picture/records.ts';
import { modeSentence } from '../mode-words.ts';
import { xmlText } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** What Cursor on Target has for an error that is not known, m. */
export const UNKNOWN_ERROR_M = 9_999_999;

/** Of which things of ours the name space of our own elements is. */
const NAMESPACE = 'urn:cupola:cot:1';

/** How events are told, whatever they are of. */
export interface CotSetting {
  /** Stands before every uid: names of tracks begin anew in each session. */
  readonly session: string;
  /** CoT type of a track, `{aff}` in the place of the affiliation. */
  readonly missileType: string;
  /** Added to all times, ms: displays hold what is past by their own clock for stale. */
  readonly shiftMs: number;
}

/** What an event is of, with times in UTC. */
export interface CotEvent {
  readonly dataMode: DataMode;
  readonly uid: string;
  readonly type: string;
  /** How its place came about when it is not simply simulated. */
  readonly how: 'm-f' | 'm-p';
  readonly at: string;
  readonly staleAt: string;
  readonly point: {
    readonly latitudeDeg: number;
    readonly longitudeDeg: number;
    readonly altitudeHaeM: number;
    readonly horizontalErrorM: number;
    readonly verticalErrorM: number;
  };
  readonly callsign: string;
  readonly remarks: string;
  readonly detail: readonly XmlElement[];
}

/** Operations are none of ours: `e` for exercise, `s` for simulation, with the mode. */
export const OPEX: Readonly<Record<DataMode, string>> = {
  SIMULATED: 's-SIMULATED',
  EXERCISE: 'e-EXERCISE',
  TEST: 's-TEST',
};

/**
 * An event of Cursor on Target 2.0. Lengths in metres, errors one sigma. That it is not the real thing stands in `opex`, in the remarks, and, when it is
 * simulated, in `how` too.
 */
export function cotText(event: CotEvent, { session, shiftMs }: CotSetting): string {
  const { point, dataMode } = event;
  const at = shifted(event.at, shiftMs);
  return xmlText({
    name: 'event',
    attributes: {
      version: '2.0',
      uid: uidOf(session, event.uid),
      type: event.type,
      how: dataMode === 'SIMULATED' ? 'm-s' : event.how,
      time: at,
      start: at,
      stale: shifted(event.staleAt, shiftMs),
      access: 'unclassified',
      opex: OPEX[dataMode],
    },
    content: [
      {
        name: 'point',
        attributes: {
          lat: point.latitudeDeg.toFixed(7),
          lon: point.longitudeDeg.toFixed(7),
          hae: point.altitudeHaeM.toFixed(1),
          ce: errorText(point.horizontalErrorM),
          le: errorText(point.verticalErrorM),
        },
      },
      {
        name: 'detail',
        content: [
          { name: 'contact', attributes: { callsign: event.callsign } },
          ...event.detail,
          { name: 'remarks', content: `${modeSentence(dataMode)} ${event.remarks}` },
        ],
      },
    ],
  });
}

export function uidOf(session: string, uid: string): string {
  return `cupola.${session}.${uid}`;
}

/** An element of our own, which readers that do not know it pass over. */
export function ownElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string | readonly XmlElement[] = [],
): XmlElement {
  return { name: `cupola:${name}`, attributes: { 'xmlns:cupola': NAMESPACE, ...attributes }, content };
}

/** To the millisecond: displays read no more. */
export function shifted(at: string, byMs: number): string {
  return new Date(Date.parse(at) + byMs).toISOString();
}

function errorText(errorM: number): string {
  return Number.isFinite(errorM) ? Math.min(errorM, UNKNOWN_ERROR_M).toFixed(1) : String(UNKNOWN_ERROR_M);
}
