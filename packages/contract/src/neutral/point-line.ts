import { US_PER_S, degrees } from '@cupola/core/foundation';
import { ringsOf } from '@cupola/core/custody';
import type { TrackEnd } from '@cupola/core/custody';
import type { FlightEnd, GlideFootprint, GroundOutline } from '@cupola/core/messages';
import { groundEllipse } from '@cupola/core/physics';

/** One row of a file of launch and impact points and footprints, with its line end. */
export function pointLine(end: TrackEnd): string {
  return `${JSON.stringify(end.kind === 'footprint' ? footprintFields(end) : pointFields(end))}\n`;
}

function pointFields(end: FlightEnd): object {
  const { majorM, minorM, majorAzimuthRad } = groundEllipse(end.covarianceM2);
  return {
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
}

function footprintFields(end: GlideFootprint): object {
  const { early, median, late } = end.downAtUs;
  return {
    t: end.asOfUs / US_PER_S,
    trackId: end.trackId,
    kind: end.kind,
    phase: end.phase,
    prob: end.glideProb,
    tThere: median / US_PER_S,
    tThereEarly: early / US_PER_S,
    tThereLate: late / US_PER_S,
    areas: end.areas.map(({ share, outline }) => ({ share, geometry: geometryOf(outline) })),
    reach: geometryOf(end.reach),
    liftToDrag: end.liftToDrag,
    assumption: end.assumption,
  };
}

/** GeoJSON. */
function geometryOf(outline: GroundOutline): object {
  const coordinates = ringsOf(outline).map((ring) => [
    [...ring, ...ring.slice(0, 1)].map(([longitude, latitude]) => [degrees(longitude), degrees(latitude)]),
  ]);
  return { type: 'MultiPolygon', coordinates };
}
