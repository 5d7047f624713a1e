import type { Kysely } from 'kysely';
import type { ProblemCode } from '@cupola/contract';
import { usFromS } from '@cupola/core/foundation';
import type { OwnSide } from '@cupola/core/sensors';
import type { FeedKind, Playing } from '../feeds/feed.ts';
import type { CommandDraft } from '../log/report-record.ts';
import type { Operations } from '../operations/operations.ts';
import type { DataMode } from '../picture/records.ts';
import { appendAudit } from '../store/store.ts';
import type { Deed } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

/** What somebody who gave a command is told: what became of it is an event later. */
export interface CommandReceipt {
  readonly dataMode: DataMode;
  readonly id: string;
  readonly command: CommandDraft['kind'];
  /** When it takes effect, since the epoch and in UTC; when it is only validated, when it would at the earliest. */
  readonly takesEffectAtUs: number;
  readonly takesEffectAt: string;
  readonly validateOnly: boolean;
}

export type CommandOutcome =
  | { readonly ok: true; readonly receipt: CommandReceipt }
  | { readonly ok: false; readonly code: ProblemCode; readonly detail: string };

interface DeskParts {
  readonly db: Kysely<Tables>;
  readonly dataMode: DataMode;
  readonly ownSide: OwnSide;
  readonly operations: Pick<Operations, 'command' | 'begunSecond' | 'picture'>;
  readonly feed: { readonly kind: FeedKind; readonly playing: Playing | null };
  readonly isServing: () => boolean;
  readonly utc: (atUs: number) => string;
}

const ACTIONS: Readonly<Record<CommandDraft['kind'], string>> = {
  'confirm-track': 'track.confirm',
  'drop-track': 'track.drop',
  'request-looks': 'looks.request',
};

/** What operators ask of operations: checked, written to the audit and then to the log, and only then acknowledged. */
export class CommandDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** @param validateOnly - Says whether it would be taken, and does nothing. Whether it can be obeyed is known on the second on which it takes effect. */
  async give(draft: CommandDraft, actor: string, validateOnly: boolean): Promise<CommandOutcome> {
    const { operations, db } = this.#parts;
    const refusal = this.#refusalOf(draft);
    if (refusal !== null) return refusal;
    if (validateOnly) return this.#receipt(draft, (operations.begunSecond ?? 0) + 1, true);
    const atUs = Date.now() * 1000;
    const { id, ...detail } = draft;
    const subject = subjectOf(draft);
    const deed = { actor, action: ACTIONS[draft.kind], subject, detail: { ...detail, commandId: id } };
    await this.#note(deed, atUs);
    try {
      const second = await operations.command(draft);
      if (second !== null) return this.#receipt(draft, second, false);
    } catch (error) {
      // What the log refuses takes no effect; that it was asked for stays in the audit, and so does this.
      const undone = { actor, action: 'command.not-kept', subject: id, detail: {} };
      await db.transaction().execute((trx) => appendAudit(trx, undone, atUs));
      throw error;
    }
    return NOT_BEGUN;
  }

  async #note(deed: Deed, atUs: number): Promise<void> {
    await this.#parts.db.transaction().execute((trx) => appendAudit(trx, deed, atUs));
  }

  #receipt({ id, kind }: CommandDraft, second: number, validateOnly: boolean): CommandOutcome {
    const { dataMode, utc } = this.#parts;
    const takesEffectAtUs = usFromS(second);
    const takesEffectAt = utc(takesEffectAtUs);
    return {
      ok: true,
      receipt: { dataMode, id, command: kind, takesEffectAtUs, takesEffectAt, validateOnly },
    };
  }

  #refusalOf(draft: CommandDraft): Extract<CommandOutcome, { readonly ok: false }> | null {
    const { feed, isServing, operations, ownSide } = this.#parts;
    const lastSecond = feed.playing?.lastSecond ?? null;
    const second = operations.begunSecond;
    if (feed.kind === 'replay') return notOperating('a replay shows what was done, and nothing else');
    if (!isServing()) return notOperating('operations have come to their end');
    if (second === null) return NOT_BEGUN;
    if (lastSecond !== null && second >= lastSecond)
      return notOperating('the exercise is at its last second');
    if (draft.kind !== 'request-looks') return this.#noTrack(draft.trackId);
    const { satelliteId, sensorId, target } = draft;
    const satellite = satelliteId === null ? null : ownSide.satelliteIds.indexOf(satelliteId);
    if (satellite === -1) return notFound(`there is no satellite "${satelliteId}"`);
    const carries = ownSide.channels.some(
      ({ satelliteIndex, sensor }) =>
        (satellite === null || satellite === satelliteIndex) && (sensorId === null || sensor.id === sensorId),
    );
    if (!carries) return notFound(`there is no sensor "${sensorId}" on ${satelliteId ?? 'any satellite'}`);
    return target.kind === 'track' ? this.#noTrack(target.trackId) : null;
  }

  #noTrack(trackId: string): Extract<CommandOutcome, { readonly ok: false }> | null {
    const isThere = this.#parts.operations.picture.tracks.has(trackId);
    return isThere ? null : notFound(`there is no track "${trackId}" now`);
  }
}

const NOT_BEGUN = notOperating('operations have not begun');

function notOperating(detail: string): Extract<CommandOutcome, { readonly ok: false }> {
  return { ok: false, code: 'not-operating', detail };
}

function notFound(detail: string): Extract<CommandOutcome, { readonly ok: false }> {
  return { ok: false, code: 'not-found', detail };
}

function subjectOf(draft: CommandDraft): string {
  if (draft.kind !== 'request-looks') return draft.trackId;
  return draft.target.kind === 'track'
    ? draft.target.trackId
    : (draft.satelliteId ?? draft.sensorId ?? 'place');
}
