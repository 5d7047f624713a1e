import { sFromUs } from '@cupola/core/foundation';
import type { OperateEvent } from '@cupola/core/messages';

/** One row of a file of events, with its line end. */
export function eventLine({ atUs, ...event }: OperateEvent): string {
  return `${JSON.stringify({ t: sFromUs(atUs), ...event })}\n`;
}
