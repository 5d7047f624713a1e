import type { SimTimeUs } from '../foundation/index.ts';
import type { PlannedLooks, Tasking } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';

/** The looks that a tasking still asks for at an instant: each satellite once, in the order of the tasking. */
export function plannedLooks(
  tasking: Tasking | null,
  atUs: SimTimeUs,
  { channels, satelliteIds }: Pick<OwnSide, 'channels' | 'satelliteIds'>,
): PlannedLooks | null {
  if (tasking === null || tasking.validUntilUs <= atUs) return null;
  const satellites = new Set(
    tasking.channelIndices.flatMap((channel) => channels[channel]?.satelliteIndex ?? []),
  );
  return {
    fromUs: Math.max(atUs, tasking.validFromUs),
    untilUs: tasking.validUntilUs,
    satelliteIds: [...satellites].flatMap((satellite) => satelliteIds[satellite] ?? []),
  };
}
