import type { Track } from '@cupola/core/messages';
import { Ground } from '../access/ground.ts';
import type { Moment } from '../access/past.ts';
import { Views } from '../access/views.ts';
import { NO_CHANGES } from '../picture/picture.ts';
import type { Picture, PictureChanges } from '../picture/picture.ts';
import type { Alert, AlertRecord } from '../picture/records.ts';
import type { PictureContext } from '../picture/service-clock.ts';
import { trackRecord } from '../picture/track-record.ts';
import { StreamHub } from '../stream/stream-hub.ts';

export interface PublisherPlan {
  readonly ground: Ground;
  readonly context: PictureContext;
  readonly picture: () => Picture;
  readonly alertRecord: (alert: Alert, tenantId: string) => AlertRecord;
}

/** What is shown to whom, and who is told when it changes. */
export class Publisher {
  readonly views: Views;
  readonly hub: StreamHub;
  readonly #plan: PublisherPlan;
  #version = 0;

  constructor(plan: PublisherPlan) {
    this.#plan = plan;
    const { ground, picture, alertRecord } = plan;
    this.views = new Views(ground, picture);
    this.hub = new StreamHub({ views: this.views, picture, alertRecord });
  }

  /** Goes up with every change of what doors show. */
  get version(): number {
    return this.#version;
  }

  /** @param isWhole - Of a whole second, and not within one. */
  publish(changes: PictureChanges, isWhole: boolean): void {
    this.#version++;
    this.#tell({ picture: this.#plan.picture(), changes, finals: [], isWhole });
  }

  /** States that no later report can change, for those who ask for them; they are not kept for those who come back. */
  publishFinal(tracks: readonly Track[]): void {
    if (!this.hub.isAskedFor('final')) return;
    const { context, picture } = this.#plan;
    const finals = tracks.map((each) => trackRecord(each, undefined, undefined, context));
    this.#tell({ picture: picture(), changes: NO_CHANGES, finals, isWhole: true });
  }

  /** A tenant did something about an alert. */
  publishHandling(alertId: string, tenantId: string): void {
    this.#version++;
    this.hub.publishHandling(alertId, tenantId);
  }

  #tell(moment: Moment): void {
    this.views.past.remember(moment);
    this.hub.publish(moment);
  }
}
