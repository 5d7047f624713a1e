import { isoUtc } from '@cupola/core/foundation';
import type { JulianDate, SimTimeUs } from '@cupola/core/foundation';
import type { OwnSide } from '@cupola/core/sensors';
import type { DataMode, Stamp } from './records.ts';

/** What a picture is told relative to. */
export interface PictureContext {
  readonly dataMode: DataMode;
  readonly epoch: JulianDate;
  readonly ownSide: OwnSide;
}

export function utc({ epoch }: Pick<PictureContext, 'epoch'>, atUs: SimTimeUs): string {
  return isoUtc(epoch, atUs);
}

export function stampOf(context: Pick<PictureContext, 'dataMode' | 'epoch'>, atUs: SimTimeUs): Stamp {
  return { dataMode: context.dataMode, atUs, at: utc(context, atUs) };
}
