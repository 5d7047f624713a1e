import { WHOLE } from '../access/entitlement.ts';
import { Ground } from '../access/ground.ts';
import { Views } from '../access/views.ts';
import { buildRegionIndex } from '@cupola/core/physics';
import { SUBJECT_LINES } from '../delivery/nats/published-subjects.ts';
import { EMPTY_PICTURE, NO_CHANGES } from '../picture/picture.ts';
import { cotForm } from '../profiles/cot/cot-form.ts';
import { MAILBOX_FORM } from '../profiles/udl/mailbox.ts';
import { SAMPLE_ALERT, SAMPLE_TRACK } from '../profiles/sample-records.test-data.ts';
import { SERVER_SENT_EVENTS } from '../stream/stream-form.ts';
import type { StreamForm } from '../stream/stream-form.ts';
import { StreamHub } from '../stream/stream-hub.ts';
import type { StreamMeter } from '../stream/stream-hub.ts';
import { filterOf } from '../doors/queries.ts';

export const TOLD_FORMS = ['server-sent events', 'displays', 'subjects', 'mailbox'] as const;
type ToldForm = (typeof TOLD_FORMS)[number];

const tracks = new Map(
  ['T0001', 'T0002'].map((id) => [id, { ...SAMPLE_TRACK, id, expiresAt: '2027-01-01T00:00:00.000Z' }]),
);
const picture = { ...EMPTY_PICTURE, second: 240, tracks, alerts: new Map([[SAMPLE_ALERT.id, SAMPLE_ALERT]]) };
const visitor = { tenantId: 't', entitlement: WHOLE };

/** What readers were told, as they themselves count it. */
interface ToldRecords {
  tracks: number;
  alerts: number;
}

/** So many readers of one form are told what is, and then one second more. @returns What they read. */
export function toldTo(form: ToldForm, readers: number, meter: StreamMeter): ToldRecords {
  const hub = new StreamHub({
    views: new Views(new Ground(buildRegionIndex([])), () => picture),
    picture: () => picture,
    alertRecord: (each) => ({ ...SAMPLE_ALERT, ...each }),
  });
  hub.meter = meter;
  const read: ToldRecords = { tracks: 0, alerts: 0 };
  for (let reader = 0; reader < readers; reader++) {
    const outlet = {
      write: (chunk: Buffer) => {
        const text = chunk.toString('utf8');
        read.tracks += text.match(TRACK_IN[form])?.length ?? 0;
        read.alerts += text.match(ALERT_IN[form])?.length ?? 0;
      },
      waitingBytes: 0,
      close: () => {},
      isWelcome: () => true,
    };
    const types = ['track', 'alert'] as const;
    const isLaidBy = form === 'mailbox';
    hub.subscribe({ types, filter: filterOf({}), visitor, form: formOf(form), isLaidBy }, outlet);
  }
  const changes = { ...NO_CHANGES, tracks: [...tracks.values()] };
  hub.publish({ picture, changes, finals: [], isWhole: true });
  return read;
}

const NEVER = /(?!)/g;
const TRACK_IN: Readonly<Record<ToldForm, RegExp>> = {
  'server-sent events': /^event: track$/gm,
  displays: /<event [^>]*uid="[^"]*\.track\.T\d+"/g,
  subjects: /^track\./gm,
  mailbox: NEVER,
};
const ALERT_IN: Readonly<Record<ToldForm, RegExp>> = {
  'server-sent events': /^event: alert$/gm,
  displays: /type="b-a"/g,
  subjects: /^alert\./gm,
  mailbox: NEVER,
};

function formOf(form: ToldForm): StreamForm {
  if (form === 'server-sent events') return SERVER_SENT_EVENTS;
  if (form === 'subjects') return SUBJECT_LINES;
  if (form === 'mailbox') return MAILBOX_FORM;
  const source = {
    session: 's',
    dataMode: 'TEST',
    missileType: 'a-{aff}-A-W-M-B',
    clock: 'scenario',
    viewFor: () => picture,
    utc: () => SAMPLE_TRACK.at,
  } as const;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of a visitor is looked at
  return cotForm(source, visitor as Parameters<typeof cotForm>[1]);
}
