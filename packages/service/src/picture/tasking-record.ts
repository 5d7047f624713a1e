import type { Tasking } from '@cupola/core/messages';
import { earthAngleRad, rotatingFromInertial } from '@cupola/core/physics';
import type { TaskingRecord } from './records.ts';
import { stampOf, utc } from './service-clock.ts';
import type { PictureContext } from './service-clock.ts';

export function taskingRecord(tasking: Tasking, context: PictureContext): TaskingRecord {
  const { ownSide } = context;
  const angleRad = earthAngleRad(ownSide.earth, tasking.validFromUs);
  const [x = 0, y = 0, z = 0] = rotatingFromInertial(tasking.predictedInertial.slice(0, 6), angleRad);
  return {
    ...stampOf(context, tasking.issuedAtUs),
    trackId: tasking.trackId,
    validFrom: utc(context, tasking.validFromUs),
    validUntil: utc(context, tasking.validUntilUs),
    looks: tasking.looks.map((look) => {
      const channel = ownSide.channels[look.channelIndex];
      return {
        satelliteId: ownSide.satelliteIds[channel?.satelliteIndex ?? -1] ?? '',
        sensorId: channel?.sensor.id ?? '',
        from: utc(context, look.fromUs),
        until: utc(context, look.untilUs),
        steerAt: look.steerUs === null ? null : utc(context, look.steerUs),
      };
    }),
    positionItrfM: [x, y, z],
    positionSigmaM: tasking.positionUncertaintyM,
  };
}
