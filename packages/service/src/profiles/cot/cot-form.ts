import { usFromS } from '@cupola/core/foundation';
import type { Visitor } from '../../access/visitor.ts';
import type { Picture } from '../../picture/picture.ts';
import type { DataMode, TrackRecord } from '../../picture/records.ts';
import type { StreamForm } from '../../stream/stream-form.ts';
import type { StreamChange } from '../../stream/stream-hub.ts';
import { cotText } from './cot-event.ts';
import type { CotSetting } from './cot-event.ts';
import { alertEvent, removalText, satelliteEvent } from './other-events.ts';
import type { PlacedSatellite } from './other-events.ts';
import { areaEvents, trackEvent } from './track-events.ts';

/** By which clock events are told. */
export const COT_CLOCKS = ['scenario', 'wall'] as const;
export type CotClock = (typeof COT_CLOCKS)[number];

/** What a writer of events is told from. */
export interface CotSource {
  readonly session: string;
  readonly dataMode: DataMode;
  readonly missileType: string;
  readonly clock: CotClock;
  viewFor(visitor: Visitor): Picture;
  utc(atUs: number): string;
}

const NOTHING = Buffer.alloc(0);
/** Between two events, and to say that the line is alive; readers of XML pass over it. */
const LINE_END = '\n';

/** What the hub tells one visitor, and those who may see the same, as events of Cursor on Target. */
export function cotForm(source: CotSource, visitor: Visitor): StreamForm {
  const seesDecisions = visitor.entitlement.products.includes('decisions');
  const change = (told: StreamChange): Buffer => {
    const view = source.viewFor(visitor);
    const now = source.utc(usFromS(view.second ?? 0));
    const setting = settingAt(source, now);
    if (told.type === 'track') {
      return eventsOf(trackTexts(told.record, seesDecisions ? view : null, now, setting));
    }
    if (told.type === 'track-removed') {
      const gone = `track.${told.id}`;
      const uids = seesDecisions ? [gone, `${gone}.impact`, `${gone}.launch`] : [gone];
      return eventsOf(uids.map((uid) => removalText(uid, now, source.dataMode, setting)));
    }
    if (told.type === 'alert') {
      const track = view.tracks.get(told.record.trackId ?? '');
      return eventsOf([cotText(alertEvent(told.record, track, setting), setting)]);
    }
    return told.type === 'alert-removed'
      ? eventsOf([removalText(`alert.${told.id}`, now, source.dataMode, setting)])
      : NOTHING;
  };
  return {
    name: `cot/${source.missileType}/${source.clock}`,
    snapshot: () => NOTHING,
    change,
    skipped: () => NOTHING,
    signOfLife: Buffer.from(LINE_END),
  };
}

/** A track whose lease has not ended, and its areas once a second, when they have been worked out anew. */
function trackTexts(
  track: TrackRecord,
  view: Picture | null,
  now: string,
  setting: CotSetting,
): readonly string[] {
  if (track.expiresAt <= now) return [];
  const decision = view?.decisions.get(track.id);
  const isWholeSecond = track.atUs % usFromS(1) === 0;
  const areas = decision !== undefined && isWholeSecond ? areaEvents(track, decision, setting) : [];
  return [trackEvent(track, setting), ...areas].map((each) => cotText(each, setting));
}

export function satelliteEvents(source: CotSource, satellites: readonly PlacedSatellite[]): Buffer {
  const [first] = satellites;
  if (first === undefined) return NOTHING;
  const setting = settingAt(source, first.at);
  return eventsOf(satellites.map((each) => cotText(satelliteEvent(each), setting)));
}

function settingAt({ session, missileType, clock }: CotSource, now: string): CotSetting {
  const shiftMs = clock === 'wall' ? Date.now() - Date.parse(now) : 0;
  return { session, missileType, shiftMs };
}

function eventsOf(texts: readonly string[]): Buffer {
  return texts.length === 0 ? NOTHING : Buffer.from(texts.map((text) => `${text}${LINE_END}`).join(''));
}
