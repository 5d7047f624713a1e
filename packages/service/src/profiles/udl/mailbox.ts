import type { Product } from '@cupola/contract';
import type { Picture } from '../../picture/picture.ts';
import type { AlertRecord, LaunchRecord, TaskingRecord, TrackRecord } from '../../picture/records.ts';
import type { StreamForm } from '../../stream/stream-form.ts';
import type { StreamChange } from '../../stream/stream-hub.ts';
import { collectRequests } from './collect-request.ts';
import { launchDetection } from './launch-detection.ts';
import { missileTrack } from './missile-track.ts';
import { notification } from './notification.ts';
import { TopicLog } from './topic-log.ts';
import type { UdlRecord } from './udl-record.ts';

export interface Topic {
  readonly name: string;
  readonly schema: string;
  readonly description: string;
  readonly product: Product;
  /** Messages are kept up to so many characters. */
  readonly mostLength: number;
}

const MIB = 1024 * 1024;

export const TOPICS: readonly Topic[] = [
  {
    name: 'missiletrack',
    schema: 'MissileTrack',
    description: 'Every object that is followed, as often as it is told',
    product: 'tracks',
    mostLength: 6 * MIB,
  },
  {
    name: 'launchdetection',
    schema: 'LaunchDetection',
    description: 'Launches, when they are known and when they are known better',
    product: 'launches',
    mostLength: MIB,
  },
  {
    name: 'notification',
    schema: 'Notification',
    description: 'Alerts, when they are raised, handled or closed',
    product: 'alerts',
    mostLength: MIB,
  },
  {
    name: 'collectrequest',
    schema: 'CollectRequest',
    description: 'Taskings, when they are issued',
    product: 'taskings',
    mostLength: MIB,
  },
];

/** The hub's changes as a mailbox reads them. */
export const MAILBOX_FORM: StreamForm = {
  name: 'udl-mailbox',
  snapshot: () => Buffer.alloc(0),
  change: (change) => Buffer.from(`${JSON.stringify(change)}\n`),
  skipped: () => Buffer.alloc(0),
  signOfLife: Buffer.alloc(0),
};

/** The messages of all topics for one tenant with one entitlement: what is, then what changes, from when it was first asked for. */
export class Mailbox {
  readonly #session: string;
  readonly #logs: ReadonlyMap<string, TopicLog>;
  readonly #historyS: number | null;
  /** Of what is taken in, seconds of operations. */
  #second = 0;
  /** Launches as they were last told. */
  #launches: ReadonlyMap<string, LaunchRecord> = new Map();

  /**
   * @param firstOffset - Greater than any that was used before: microseconds since 1970 are.
   * @param historyS - What was told longer ago is told no more; null: as long as there is room.
   */
  constructor(session: string, firstOffset: number, historyS: number | null) {
    this.#session = session;
    this.#historyS = historyS;
    this.#logs = new Map(TOPICS.map(({ name, mostLength }) => [name, new TopicLog(firstOffset, mostLength)]));
  }

  log(topic: string): TopicLog | undefined {
    return this.#logs.get(topic);
  }

  /** @param view - What its owner may see at the moment of these changes. */
  take(chunk: Buffer, view: Picture): void {
    this.#second = view.second ?? 0;
    for (const line of chunk.toString('utf8').split('\n')) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `MAILBOX_FORM`
      if (line !== '') this.#takeChange(JSON.parse(line) as StreamChange, view);
    }
    this.#takeLaunches(view);
  }

  /** Lets go of what is over its time. @param second - That its owner sees now. */
  forget(second: number): void {
    if (this.#historyS === null) return;
    for (const log of this.#logs.values()) log.forgetBefore(second - this.#historyS);
  }

  #takeChange(change: StreamChange, view: Picture): void {
    if (change.type === 'track') this.#takeTrack(change.record, view);
    if (change.type === 'alert') this.#takeAlert(change.record);
    if (change.type === 'tasking') this.#takeTasking(change.record);
  }

  #takeTrack(track: TrackRecord, { decisions }: Picture): void {
    this.#append('missiletrack', missileTrack(track, decisions.get(track.id), this.#session));
  }

  /** Those that are new, and those that are known better. */
  #takeLaunches({ launches, tracks }: Picture): void {
    for (const launch of launches.byId.values()) {
      const before = this.#launches.get(launch.id);
      if (before === undefined || !isToldAlike(launch, before))
        this.#append('launchdetection', launchDetection(launch, tracks, this.#session));
    }
    this.#launches = launches.byId;
  }

  #takeAlert(alert: AlertRecord): void {
    this.#append('notification', notification(alert, this.#session));
  }

  #takeTasking(tasking: TaskingRecord): void {
    for (const each of collectRequests(tasking, this.#session)) this.#append('collectrequest', each);
  }

  #append(topic: string, record: UdlRecord): void {
    this.#logs.get(topic)?.append(JSON.stringify(record), this.#second);
  }
}

function isToldAlike(a: LaunchRecord, b: LaunchRecord): boolean {
  return (
    a.launchedAtUs === b.launchedAtUs &&
    a.latitudeDeg === b.latitudeDeg &&
    a.longitudeDeg === b.longitudeDeg &&
    a.trackIds.length === b.trackIds.length
  );
}
