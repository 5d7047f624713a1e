import { degrees } from '@cupola/core/foundation';
import { geoAzimuthalEqualArea, geoDistance, geoGraticule10, geoInterpolate } from 'd3-geo';
import type { GeoPermissibleObjects, GeoProjection } from 'd3-geo';
import { flightPath, placeFromInertial } from '../../scene/flight-path.ts';
import { SCALE_95, ellipseOffsets, impactEllipse, placeAt } from '../../scene/impact-ellipse.ts';
import type { DrawnRegion } from '../regions-drawn.ts';
import { duration, placeText } from '../../page/numbers.ts';
import type { EventGroup, RunView } from '../run-view.ts';
import { cross, figure, triangle } from '../../page/svg/figure.ts';
import type { Drawing, LegendEntry } from '../../page/svg/figure.ts';
import { label } from '../../page/svg/frame.ts';
import { placeLabels } from '../../page/svg/label-placement.ts';
import { projectedPath, worldMap } from '../../page/world-map.ts';
import { dotsPath } from '../../page/svg/path.ts';
import { chosenPredictions } from './impact-figure.ts';
import type { MapAreas, MapLine, MapPoint } from '../../page/map-shapes.ts';

type Point = [number, number];

function pointOf(place: { readonly latitudeRad: number; readonly longitudeRad: number }): Point {
  return [degrees(place.longitudeRad), degrees(place.latitudeRad)];
}

/** What all maps show, in degrees. */
interface MapContent {
  readonly land: MapAreas;
  readonly regions: readonly DrawnRegion[];
  readonly paths: readonly { readonly id: string; readonly line: MapLine; readonly weapon: boolean }[];
  readonly launches: readonly { readonly id: string; readonly at: Point }[];
  readonly impacts: readonly { readonly id: string; readonly at: Point }[];
  /** 95 % ellipses at declaration, or at the first prediction of an object that was not declared. */
  readonly ellipses: readonly MapLine[];
  /** One list per group of satellites. */
  readonly satellites: readonly (readonly Point[])[];
}

/** Moment at which satellites are drawn, s: the first declaration, else the middle of the run. */
function drawnMomentS(view: RunView): number {
  const declared = view.objects.flatMap((object) => object.record.declaredAtS ?? []);
  return declared.length > 0 ? Math.min(...declared) : view.record.durationS / 2;
}

function satellitePoints(view: RunView, sample: number): readonly (readonly Point[])[] {
  const { groups, satellitePositionsM, satelliteSampleS } = view.record;
  const total = groups.reduce((sum, group) => sum + group.satellites, 0);
  let index = 0;
  return groups.map((group) => {
    const points: Point[] = [];
    for (let i = 0; i < group.satellites; i++, index++) {
      const at = 3 * (sample * total + index);
      const x = satellitePositionsM[at] ?? NaN;
      const y = satellitePositionsM[at + 1] ?? NaN;
      const z = satellitePositionsM[at + 2] ?? NaN;
      if (Number.isNaN(x + y + z)) continue;
      points.push(pointOf(placeFromInertial(view.earth, sample * satelliteSampleS * 1e6, x, y, z)));
    }
    return points;
  });
}

function mapContent(
  view: RunView,
  land: MapAreas,
  regions: MapContent['regions'],
  sample: number,
): MapContent {
  const firsts = view.groups.flatMap((group) => group.objects.slice(0, 1));
  return {
    land,
    regions,
    paths: view.objects.map((object) => ({
      id: object.id,
      weapon: object.record.weapon,
      line: {
        type: 'LineString',
        coordinates: flightPath(view.earth, object.record.flight, 20, view.record.durationS).map(
          (place): MapPoint => pointOf(place),
        ),
      },
    })),
    launches: firsts.map((object) => ({
      id: object.record.flight.eventId,
      at: pointOf(object.record.flight.launch),
    })),
    impacts: firsts.flatMap((object) =>
      object.record.flight.impact === null || (object.impactS ?? Infinity) > view.record.durationS
        ? []
        : [{ id: object.record.flight.eventId, at: pointOf(object.record.flight.impact) }],
    ),
    ellipses: view.objects.flatMap((object): MapLine[] => {
      const [first] = chosenPredictions(object);
      if (first === undefined) return [];
      const { impact } = first;
      const coordinates = ellipseOffsets(impactEllipse(impact, SCALE_95), 48).map(
        ([eastM, northM]): MapPoint =>
          pointOf(placeAt(impact.latitudeRad, impact.longitudeRad, eastM, northM)),
      );
      return [{ type: 'LineString', coordinates }];
    }),
    satellites: satellitePoints(view, sample),
  };
}

function drawMap(
  content: MapContent,
  projection: GeoProjection,
  shows: (point: Point) => boolean,
  widthPx: number,
  heightPx: number,
): string {
  const path = (shape: GeoPermissibleObjects): string => projectedPath(projection, shape);
  const project = (point: Point): readonly [number, number] | null =>
    shows(point) ? projection(point) : null;
  const projected = (points: readonly Point[]): readonly (readonly [number, number])[] =>
    points.flatMap((point) => {
      const at = project(point);
      return at === null ? [] : [at];
    });
  const outline = path({ type: 'Sphere' });
  const parts: string[] = [
    `<path class="sea" d="${outline}"/>`,
    `<path class="graticule" d="${path(geoGraticule10())}"/>`,
    `<path class="land" d="${path(content.land)}"/>`,
    ...content.regions.map((region) => `<path class="region" d="${path(region.geometry)}"/>`),
    ...content.satellites.map(
      (points, g) => `<path class="satellite g${g % 4}" d="${dotsPath(projected(points))}"/>`,
    ),
    ...content.paths.map(
      (flight) => `<path class="flight ${flight.weapon ? 'weapon' : 'peaceful'}" d="${path(flight.line)}"/>`,
    ),
    ...content.ellipses.map((ellipse) => `<path class="ellipse" d="${path(ellipse)}"/>`),
    `<path class="map-edge" d="${outline}"/>`,
  ];
  const named: { x: number; y: number; text: string; className: string }[] = [];
  const impacts = projected(content.impacts.map(({ at }) => at));
  for (const [x, y] of impacts) parts.push(cross(x, y, 'mark-cross'));
  for (const { id, at } of content.launches) {
    const point = project(at);
    if (point === null) continue;
    parts.push(triangle(point[0], point[1], 'mark-launch'));
    named.push({ x: point[0], y: point[1], text: id, className: 'strong halo' });
  }
  return parts.join('') + placeLabels(named, impacts, widthPx, heightPx);
}

/** Longitude in the middle of the launches and impacts, deg, by the mean of their directions. */
function middleLongitudeDeg(points: readonly Point[]): number {
  let east = 0;
  let north = 0;
  for (const [lon] of points) {
    east += Math.sin((lon * Math.PI) / 180);
    north += Math.cos((lon * Math.PI) / 180);
  }
  return Math.round((Math.atan2(east, north) * 180) / Math.PI);
}

function drawWorld(content: MapContent, widthPx: number): Drawing {
  const centre = middleLongitudeDeg([...content.launches, ...content.impacts].map(({ at }) => at));
  const { projection, heightPx } = worldMap(widthPx, centre);
  return { heightPx, body: drawMap(content, projection, () => true, widthPx, heightPx) };
}

/** The event whose objects fly farthest over the ground: the map along the path is centred on it. */
function longestFlight(
  view: RunView,
): { readonly group: EventGroup; readonly from: Point; readonly to: Point } | null {
  let longest: { group: EventGroup; from: Point; to: Point } | null = null;
  for (const group of view.groups) {
    const flight = group.objects[0]?.record.flight;
    if (flight === undefined || flight.impact === null) continue;
    const from = pointOf(flight.launch);
    const to = pointOf(flight.impact);
    if (longest === null || geoDistance(from, to) > geoDistance(longest.from, longest.to)) {
      longest = { group, from, to };
    }
  }
  return longest;
}

function drawAlong(content: MapContent, from: Point, to: Point, widthPx: number): Drawing {
  const centre = geoInterpolate(from, to)(0.5);
  const radiusRad = Math.min(Math.PI * 0.6, geoDistance(from, to) / 2 + 0.38);
  const radiusPx = widthPx / 2 - 2;
  const projection = geoAzimuthalEqualArea()
    .rotate([-centre[0], -centre[1]])
    .scale(radiusPx / (2 * Math.sin(radiusRad / 2)))
    .translate([widthPx / 2, widthPx / 2])
    .clipAngle((radiusRad * 180) / Math.PI)
    .precision(0.3);
  const shows = (point: Point): boolean => geoDistance(point, centre) < radiusRad;
  const body = drawMap(content, projection, shows, widthPx, widthPx);
  return {
    heightPx: widthPx + 2,
    body: body + label(4, 14, 'north at the centre is up', { className: 'tick' }),
  };
}

/** World map and, beside it in its own figure, a map along the longest flight. */
export function mapFigures(view: RunView, land: MapAreas, regions: MapContent['regions']): string {
  const samples = Math.floor(view.record.durationS / view.record.satelliteSampleS);
  const sample = Math.min(samples, Math.round(drawnMomentS(view) / view.record.satelliteSampleS));
  const momentS = sample * view.record.satelliteSampleS;
  const content = mapContent(view, land, regions, sample);
  const legend: LegendEntry[] = [
    { kind: 'triangle', className: 'mark-launch', text: 'launch' },
    { kind: 'line', className: 'flight weapon', text: 'true path, weapon' },
    { kind: 'line', className: 'flight peaceful', text: 'true path, no weapon' },
    { kind: 'cross', className: 'mark-cross', text: 'true impact' },
    { kind: 'ring', className: 'ellipse', text: 'estimated impact, 95 %' },
    { kind: 'area', className: 'region', text: 'defended region' },
    ...view.record.groups.map((group, g): LegendEntry => ({
      kind: 'dot',
      className: `satellite g${g % 4} big`,
      text: `satellites: ${group.id} (${group.satellites})`,
    })),
  ];
  const data = {
    satellitesAtS: momentS,
    satellites: content.satellites.map((points) =>
      points.map(([lon, lat]) => [Math.round(lon * 100) / 100, Math.round(lat * 100) / 100]),
    ),
    flights: view.objects.map((object) => ({
      id: object.id,
      launch: placeText(object.record.flight.launch),
      impact: object.record.flight.impact === null ? null : placeText(object.record.flight.impact),
      path: flightPath(view.earth, object.record.flight, 60, view.record.durationS).map((place) => [
        Math.round(place.atS),
        Math.round(degrees(place.latitudeRad) * 100) / 100,
        Math.round(degrees(place.longitudeRad) * 100) / 100,
        Math.round(place.heightM / 1000),
      ]),
    })),
  };
  const world = figure({
    id: 'map',
    title: 'Where it happened',
    description: `World map with ${content.launches.length} launches, true paths over the ground, defended regions, estimated impact areas and satellites at ${duration(momentS)}.`,
    caption: `Satellites as they stood ${duration(momentS)} after the epoch. Equirectangular.`,
    legend,
    widthsPx: [960, 366],
    draw: (widthPx) => drawWorld(content, widthPx),
    data,
  });
  const longest = longestFlight(view);
  if (longest === null) return world;
  const along = figure({
    id: 'map-path',
    title: `Along the path of ${longest.group.id}`,
    description: `The same map seen from above the middle of the flight of ${longest.group.id}.`,
    caption: `Lambert azimuthal equal-area, centred on the middle of the great circle from launch to impact. Same signs as above.`,
    legend: [],
    widthsPx: [480],
    draw: (widthPx) => drawAlong(content, longest.from, longest.to, widthPx),
    data: { centredOn: longest.group.id },
  });
  return `${world}${along}`;
}
