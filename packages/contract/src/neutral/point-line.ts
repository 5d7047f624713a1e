import { US_PER_S, degrees } from '@cupola/core/foundation';
import type { FlightEnd } from '@cupola/core/messages';
import { groundEllipse } from '@cupola/core/physics';

/** One row of a file of launch and impact points, with its line end. */
export function pointLine(end: FlightEnd): string {
  const { majorM, minorM, majorAzimuthRad } = groundEllipse(end.covarianceM2);
  const fields = {
    t: end.asOfUs / US_PER_S,
    trackId: end.trackId,
    kind: end.kind,
    phase: end.phase,
    latDeg: degrees(end.latitudeRad),
    lonDeg: degrees(end.longitudeRad),
    tThere: end.atUs / US_PER_S,
    tThereSigmaS: end.atSigmaS,
    covEastNorthM2: end.covarianceM2,
    ellipse: { majorM, minorM, majorAzimuthDeg: degrees(majorAzimuthRad) },
    ...(end.heldWithin === null ? {} : { heldWithin: end.heldWithin }),
    prob: end.prob,
    assumption: end.assumption,
  };
  return `${JSON.stringify(fields)}\n`;
}
