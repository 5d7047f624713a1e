import { fleetFinder, flightVolume, flyOutReachM, placeVolume, reachCounts } from '@cupola/core/engagement';
import type { ReachVolume } from '@cupola/core/engagement';
import { present, radians, usFromS } from '@cupola/core/foundation';
import { earthRotationFrom } from '@cupola/core/physics';
import type { LoadedPart } from './load-fleet.ts';
import type { LaunchArea, ReachQuestion } from './reach-question.ts';

/** Where interceptors of a part can meet what starts in an area, when the order comes `laterS` later than asked. */
export function volumeOf(
  question: ReachQuestion,
  area: LaunchArea,
  part: LoadedPart,
  laterS: number,
): ReachVolume {
  const { flyOut, interceptAltitudeM } = question.lawOf(part);
  const flyOutS = Math.max(0, question.flyOutS - laterS);
  if (area.flight !== null) {
    return flightVolume(area.flight, flyOut, {
      phase: question.phase,
      orderAfterS: question.orderAfterS + laterS,
      marginS: question.marginS,
      longestFlyOutS: flyOutS,
      lowestM: interceptAltitudeM,
    });
  }
  const place = {
    latitudeRad: radians(area.latDeg),
    longitudeRad: radians(area.lonDeg),
    heightM: interceptAltitudeM,
  };
  return placeVolume(place, question.surface, flyOutReachM(flyOut, flyOutS));
}

/** How many are in reach, area by area and sample by sample. */
export function reachSeries(question: ReachQuestion, laterS: number): readonly Int32Array[] {
  const { fleet, areas, stepS, sampleCount } = question;
  const earth = earthRotationFrom(fleet.epoch);
  return areas.map((area) => {
    const volumes = new Map(
      fleet.parts.map((part) => [part.id, volumeOf(question, area, part, laterS)] as const),
    );
    const finder = fleetFinder(fleet.parts, earth, (part) => present(volumes.get(part.id)));
    return reachCounts(finder, { fromUs: fleet.fromUs, stepUs: usFromS(stepS), count: sampleCount });
  });
}
