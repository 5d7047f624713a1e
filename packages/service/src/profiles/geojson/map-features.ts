import { radians } from '@cupola/core/foundation';
import { ringsOf } from '@cupola/core/custody';
import { SCALE_95, ellipseOffsets, impactEllipse, placeAt } from '@cupola/runtime/scene';
import type { DataMode, GroundPoint, TrackRecord } from '../../picture/records.ts';
import { covarianceM2, placeErrors } from '../ground-errors.ts';
import type { GroundEnds } from '../ground-errors.ts';
import { modeSentence } from '../mode-words.ts';

export interface Feature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: readonly number[] }
    | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
  readonly properties: Readonly<Record<string, unknown>>;
}
type Ring = readonly (readonly number[])[];

const ELLIPSE_CORNERS = 72;
/** An area with a longer half axis than a quarter of the way round says nothing, and is not drawn. */
const MOST_SEMI_MAJOR_M = 10_000_000;
/** Degrees to about a decimetre. */
const DIGITS = 6;

/** A document of RFC 7946: longitude first, WGS 84, heights in metres above the ellipsoid. */
export function featureCollection(dataMode: DataMode, features: readonly Feature[]): string {
  const head = { type: 'FeatureCollection', dataMode, description: modeSentence(dataMode) };
  const lines = features.map((each) => JSON.stringify(each)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n${lines}\n]}\n`;
}

/** Where a track is. */
export function positionFeature(track: TrackRecord): Feature {
  const { horizontalM, verticalM } = placeErrors(track);
  const { longitudeDeg, latitudeDeg, altitudeKm } = track;
  return {
    type: 'Feature',
    id: `track/${track.id}/${track.atUs}`,
    geometry: {
      type: 'Point',
      coordinates: [rounded(longitudeDeg), rounded(latitudeDeg), Math.round(altitudeKm * 1e4) / 10],
    },
    properties: {
      kind: 'track',
      dataMode: track.dataMode,
      trackId: track.id,
      at: track.at,
      expiresAt: track.expiresAt,
      phase: track.phase,
      speedMPerS: Math.round(track.speedKmPerS * 1e4) / 10,
      courseDeg: Math.round(track.courseDeg * 100) / 100,
      horizontalSigmaM: numberOrNull(horizontalM),
      verticalSigmaM: numberOrNull(verticalM),
      custody: track.custody?.level ?? null,
      declared: track.threat?.declared ?? null,
      threatProb: track.threat?.jointProb ?? null,
      region: track.threat?.regionId ?? null,
      class: track.threat?.vehicleClass ?? null,
    },
  };
}

/** Where a track was launched and where it comes down: areas that hold it with 95 %. */
export function areaFeatures(ends: GroundEnds): readonly Feature[] {
  const { impact, launch } = ends;
  return [
    ...(impact === null ? [] : areaFeature(ends, 'impact', impact, impact.kind)),
    ...(launch === null ? [] : areaFeature(ends, 'launch', launch, 'estimate')),
  ];
}

function areaFeature(
  { dataMode, trackId, at, atUs }: GroundEnds,
  kind: 'impact' | 'launch',
  point: GroundPoint,
  of: string,
): readonly Feature[] {
  const covariance = covarianceM2(point);
  const ellipse = impactEllipse({ covarianceM2: covariance }, SCALE_95);
  if (!(ellipse.semiMajorM <= MOST_SEMI_MAJOR_M)) return [];
  const [latitudeRad, longitudeRad] = [radians(point.latitudeDeg), radians(point.longitudeDeg)];
  const outline = ellipseOffsets(ellipse, ELLIPSE_CORNERS)
    .slice(0, -1)
    .map(([eastM, northM]) => {
      const place = placeAt(latitudeRad, longitudeRad, eastM, northM);
      return [place.longitudeRad, place.latitudeRad] as const;
    })
    .toReversed();
  const area: Feature = {
    type: 'Feature',
    id: `${kind}/${trackId}/${atUs}`,
    geometry: areaGeometry(outline),
    properties: {
      kind,
      of,
      dataMode,
      trackId,
      asOf: at,
      at: point.at,
      share: 0.95,
      longitudeDeg: rounded(point.longitudeDeg),
      latitudeDeg: rounded(point.latitudeDeg),
      semiMajorM: Math.round(ellipse.semiMajorM),
      semiMinorM: Math.round(ellipse.semiMinorM),
      majorAzimuthDeg: Math.round((ellipse.azimuthRad * 18_000) / Math.PI) / 100,
    },
  };
  return [area];
}

/** An outline as map files hold it: cut at the 180th meridian, outer rings anticlockwise. */
function areaGeometry(outline: Parameters<typeof ringsOf>[0]): Feature['geometry'] {
  const polygons = ringsOf(outline).map((ring) => {
    const corners = ring.map(([longitude, latitude]) => [degreesOf(longitude), degreesOf(latitude)]);
    return [[...corners, ...corners.slice(0, 1)]];
  });
  const [first] = polygons;
  return polygons.length === 1 && first !== undefined
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons };
}

function degreesOf(angleRad: number): number {
  return rounded((angleRad * 180) / Math.PI);
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(DIGITS));
}

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 10) / 10 : null;
}
