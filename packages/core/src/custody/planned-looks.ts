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
  const over = new Set(
    tasking.looks.flatMap(({ channelIndex, untilUs }) => (untilUs <= atUs ? [channelIndex] : [])),
  );
  for (const { channelIndex, untilUs } of tasking.looks) if (untilUs > atUs) over.delete(channelIndex);
  const satellites = new Set(
    tasking.channelIndices.flatMap((channel) =>
      over.has(channel) ? [] : (channels[channel]?.satelliteIndex ?? []),
    ),
  );
  return {
    fromUs: Math.max(atUs, tasking.validFromUs),
    untilUs: tasking.validUntilUs,
    satelliteIds: [...satellites].flatMap((satellite) => satelliteIds[satellite] ?? []),
  };
}
