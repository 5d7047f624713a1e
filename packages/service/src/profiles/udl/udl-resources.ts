import type { OwnSide } from '@cupola/core/sensors';
import type { NamedElements } from '@cupola/core/mission';
import { usFromS } from '@cupola/core/foundation';
import type { Product } from '@cupola/contract';
import type { Picture } from '../../picture/picture.ts';
import type { Alert, AlertRecord, DataMode, DecisionRecord, TrackRecord } from '../../picture/records.ts';
import { satelliteStates } from '../satellite-states.ts';
import { airTrack } from './air-track.ts';
import { collectRequests } from './collect-request.ts';
import { elset } from './elset.ts';
import { launchDetection } from './launch-detection.ts';
import { missileTrack } from './missile-track.ts';
import { notification } from './notification.ts';
import { satelliteVector, sensorRecord } from './own-side-records.ts';
import {
  COLLECT_REQUEST_FIELDS,
  ELSET_FIELDS,
  EO_OBSERVATION_FIELDS,
  LAUNCH_DETECTION_FIELDS,
  MISSILE_TRACK_FIELDS,
  NOTIFICATION_FIELDS,
  SENSOR_FIELDS,
  STATE_VECTOR_FIELDS,
  TRACK_FIELDS,
} from './udl-fields.ts';
import type { UdlField } from './udl-fields.ts';
import { listed } from './udl-reader.ts';
import type { UdlReader } from './udl-reader.ts';
import type { UdlRecord } from './udl-record.ts';

/** What the records are made of: all of it as one visitor may see it. */
export interface UdlView {
  readonly picture: Picture;
  readonly session: string;
  readonly dataMode: DataMode;
  readonly ownSide: OwnSide;
  readonly utc: (atUs: number) => string;
  readonly alertRecord: (alert: Alert) => AlertRecord;
  /** Mean elements of the satellites, by their ids. */
  readonly elements: () => readonly NamedElements[];
  /** The recent detections, read where they are kept. */
  readonly observations: () => UdlReader;
}

/** A kind of records, as it is listed. */
export interface UdlResource {
  /** Behind `/udl/`. */
  readonly path: string;
  /** The library's name of the schema. */
  readonly schema: string;
  readonly description: string;
  readonly product: Product;
  /** The time that a list has to be asked by; null when there is none. */
  readonly requiredTime: string | null;
  /** What a record is asked for by; null where the library has no such door. */
  readonly idField: string | null;
  readonly fields: readonly UdlField[];
  /** Are its records made of the picture and of what never changes, and of nothing else? */
  readonly isOfPicture: boolean;
  /** In the order in which they are listed; null of what is read elsewhere. */
  readonly records: ((view: UdlView) => Iterable<UdlRecord>) | null;
}

export function readerOf({ records, idField }: UdlResource, view: UdlView): UdlReader {
  return records === null ? view.observations() : listed(records(view), idField);
}

export const UDL_RESOURCES: readonly UdlResource[] = [
  {
    path: 'missiletrack',
    schema: 'MissileTrack',
    description: 'Every object that is followed, as it is known now',
    product: 'tracks',
    requiredTime: 'ts',
    idField: null,
    fields: MISSILE_TRACK_FIELDS,
    isOfPicture: true,
    records: (view) => ofTracks(view, missileTrack),
  },
  {
    path: 'track',
    schema: 'Track',
    description: 'The same as MissileTrack for those who read no other, in metres',
    product: 'tracks',
    requiredTime: 'ts',
    idField: null,
    fields: TRACK_FIELDS,
    isOfPicture: true,
    records: (view) => ofTracks(view, airTrack),
  },
  {
    path: 'launchdetection',
    schema: 'LaunchDetection',
    description: 'Launches: where and when, and where what came of them is now',
    product: 'launches',
    requiredTime: null,
    idField: 'id',
    fields: LAUNCH_DETECTION_FIELDS,
    isOfPicture: true,
    records: ({ picture: { launches, tracks }, session }) =>
      [...launches.byId.values()].map((each) => launchDetection(each, tracks, session)),
  },
  {
    path: 'eoobservation',
    schema: 'EOObservation',
    description: 'The recent detections as the satellites sent them, false alarms among them',
    product: 'detections',
    requiredTime: 'obTime',
    idField: 'id',
    fields: EO_OBSERVATION_FIELDS,
    isOfPicture: false,
    records: null,
  },
  {
    path: 'statevector',
    schema: 'StateVector',
    description:
      'Where the own satellites are predicted to be now; objects that are followed are MissileTracks',
    product: 'satellites',
    requiredTime: 'epoch',
    idField: 'idStateVector',
    fields: STATE_VECTOR_FIELDS,
    isOfPicture: true,
    records: ({ picture: { second }, ownSide, dataMode, utc }) =>
      second === null
        ? []
        : satelliteStates(ownSide, usFromS(second)).map((each) =>
            satelliteVector(each, utc(usFromS(second)), dataMode),
          ),
  },
  {
    path: 'elset/current',
    schema: 'Elset',
    description: 'Mean elements of the own satellites',
    product: 'satellites',
    requiredTime: null,
    idField: null,
    fields: ELSET_FIELDS,
    isOfPicture: true,
    records: elsets,
  },
  {
    path: 'elset',
    schema: 'Elset',
    description: 'Mean elements of the own satellites: the current ones, there are no others',
    product: 'satellites',
    requiredTime: 'epoch',
    idField: 'idElset',
    fields: ELSET_FIELDS,
    isOfPicture: true,
    records: elsets,
  },
  {
    path: 'sensor',
    schema: 'Sensor',
    description: 'Each sensor on each own satellite',
    product: 'satellites',
    requiredTime: null,
    idField: 'idSensor',
    fields: SENSOR_FIELDS,
    isOfPicture: true,
    records: ({ ownSide, dataMode }) =>
      ownSide.channels.map((channel) => sensorRecord(ownSide, channel, dataMode)),
  },
  {
    path: 'notification',
    schema: 'Notification',
    description: 'Alerts: threats declared, custody lost, bounds reached',
    product: 'alerts',
    requiredTime: 'createdAt',
    idField: 'id',
    fields: NOTIFICATION_FIELDS,
    isOfPicture: false,
    records: ({ picture, session, alertRecord }) =>
      [...picture.alerts.values()].map((each) => notification(alertRecord(each), session)),
  },
  {
    path: 'collectrequest',
    schema: 'CollectRequest',
    description: 'Who is asked to look at an object, one record for each sensor',
    product: 'taskings',
    requiredTime: 'startTime',
    idField: 'id',
    fields: COLLECT_REQUEST_FIELDS,
    isOfPicture: true,
    records: ({ picture, session }) =>
      [...picture.taskings.values()].flatMap((each) => collectRequests(each, session)),
  },
];

type OfTrack = (track: TrackRecord, decision: DecisionRecord | undefined, session: string) => UdlRecord;

/** In order of track, so that a page further on does not depend on what happened in between; without what has lapsed. */
function ofTracks({ picture, session, utc }: UdlView, recordOf: OfTrack): readonly UdlRecord[] {
  const { second, tracks, decisions } = picture;
  const now = second === null ? '' : utc(usFromS(second));
  return [...tracks.values()]
    .filter((each) => each.expiresAt > now)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((each) => recordOf(each, decisions.get(each.id), session));
}

function elsets({ dataMode, elements }: UdlView): readonly UdlRecord[] {
  return elements().map((each) => elset(each.id, each.elements, dataMode));
}

/** What the library's `queryhelp` says of a kind of records. */
export function queryHelp({
  path,
  schema,
  description,
  requiredTime,
  fields,
}: UdlResource): Readonly<Record<string, unknown>> {
  return {
    name: path,
    typeName: schema,
    uri: `/udl/${path}`,
    description,
    classificationMarking: 'U',
    restSupported: true,
    historySupported: false,
    aodrSupported: false,
    sortSupported: false,
    requiredRoles: [],
    parameters: fields.map((field) => ({
      name: field.name,
      description: field.text,
      type: TYPE_NAMES[field.type],
      required: field.name === requiredTime,
      utcDate: field.type === 'time',
      ...(field.unit === null ? {} : { unitOfMeasure: field.unit }),
      restQuerySupported: field.type !== 'list' && field.type !== 'object',
      restTupleSupported: true,
      histQuerySupported: false,
      histTupleSupported: false,
      classificationMarking: 'U',
    })),
  };
}

const TYPE_NAMES: Readonly<Record<UdlField['type'], string>> = {
  time: 'date-time',
  number: 'number',
  flag: 'boolean',
  text: 'string',
  list: 'array',
  object: 'object',
};
