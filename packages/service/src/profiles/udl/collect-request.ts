import type { TaskingRecord } from '../../picture/records.ts';
import { sensorIdOf } from './own-side-records.ts';
import { kilometres, udlHead } from './udl-record.ts';
import type { UdlRecord } from './udl-record.ts';

/** A tasking as the library's CollectRequests: one for each sensor that is asked to look, under one task. */
export function collectRequests(tasking: TaskingRecord, session: string): readonly UdlRecord[] {
  const head = udlHead(tasking.dataMode);
  const taskId = `${session}.${tasking.trackId}.${tasking.atUs}`;
  const [xpos, ypos, zpos] = kilometres(tasking.positionItrfM);
  return tasking.looks.map((look, index) => ({
    ...head,
    id: `${taskId}.${index}`,
    taskId,
    type: 'OBJECT',
    obType: 'IR',
    msgCreateDate: tasking.at,
    startTime: look.from,
    endTime: look.until,
    idSensor: sensorIdOf(look.satelliteId, look.sensorId),
    origObjectId: tasking.trackId,
    notes: look.steerAt === null ? 'looks there anyway' : `start turning at ${look.steerAt}`,
    stateVector: {
      ...head,
      epoch: tasking.validFrom,
      referenceFrame: 'ITRF',
      origObjectId: tasking.trackId,
      xpos,
      ypos,
      zpos,
      posUnc: tasking.positionSigmaM / 1000,
      uct: true,
    },
  }));
}
