import { GLIDE_LAW, glideFootprint, mayGlide } from '@cupola/core/custody';
import { degrees, sFromUs } from '@cupola/core/foundation';
import type { GlideFootprint, GroundOutline, Track } from '@cupola/core/messages';
import { geoAzimuthalEqualArea, geoGraticule10, geoInterpolate } from 'd3-geo';
import type { GeoPermissibleObjects } from 'd3-geo';
import { flightPath, placeFromInertial } from '../../scene/flight-path.ts';
import type { MapAreas, MapLine, MapPoint } from '../../page/map-shapes.ts';
import { duration } from '../../page/numbers.ts';
import { cross, figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { label } from '../../page/svg/frame.ts';
import { projectedPath } from '../../page/world-map.ts';
import type { DrawnRegion } from '../regions-drawn.ts';
import { trackRowsOf } from '../run-view.ts';
import type { ObjectView, RunView } from '../run-view.ts';

/** More gliders than this are not drawn. */
const DRAWN_MAX = 3;
/** When footprints are drawn, as shares of the time in which the track may glide. */
const MOMENTS = [0.1, 0.5, 0.9] as const;

interface Drawn {
  readonly object: ObjectView;
  readonly footprints: readonly { readonly from: MapPoint; readonly footprint: GlideFootprint }[];
  readonly path: MapLine;
  readonly impact: MapPoint | null;
}

/** The objects that truly glide and whose track may, with what was told of where they can come down. */
function drawnGliders(view: RunView): readonly Drawn[] {
  return view.objects
    .filter((object) => object.record.continuity.glide !== null)
    .flatMap((object): Drawn[] => {
      const rows = trackRowsOf(view, object).filter(mayGlide);
      if (rows.length === 0) return [];
      const chosen = MOMENTS.flatMap((share) => rows[Math.floor(share * (rows.length - 1))] ?? []);
      const { impact } = object.record.flight;
      return [
        {
          object,
          footprints: [...new Set(chosen)].map((row) => ({
            from: placeOf(view, row),
            footprint: glideFootprint(row, GLIDE_LAW, view.earth),
          })),
          path: {
            type: 'LineString',
            coordinates: flightPath(view.earth, object.record.flight, 20, view.record.durationS).map(
              ({ longitudeRad, latitudeRad }): MapPoint => [degrees(longitudeRad), degrees(latitudeRad)],
            ),
          },
          impact: impact === null ? null : [degrees(impact.longitudeRad), degrees(impact.latitudeRad)],
        },
      ];
    })
    .slice(0, DRAWN_MAX);
}

function placeOf(view: RunView, { atUs, state: [x = 0, y = 0, z = 0] }: Track): MapPoint {
  const { longitudeRad, latitudeRad } = placeFromInertial(view.earth, atUs, x, y, z);
  return [degrees(longitudeRad), degrees(latitudeRad)];
}

function lineOf(outline: GroundOutline): MapLine {
  const points = outline.map(([lon, lat]): MapPoint => [degrees(lon), degrees(lat)]);
  const [first] = points;
  return { type: 'LineString', coordinates: first === undefined ? [] : [...points, first] };
}

function drawMap(drawn: Drawn, land: MapAreas, regions: readonly DrawnRegion[], widthPx: number): Drawing {
  const heightPx = Math.round(0.7 * widthPx);
  const [first] = drawn.footprints;
  const start = first?.from ?? drawn.path.coordinates[0] ?? [0, 0];
  const end = drawn.impact ?? drawn.path.coordinates.at(-1) ?? start;
  const centre = geoInterpolate(pair(start), pair(end))(0.5);
  const shown: MapLine = {
    type: 'LineString',
    coordinates: [
      start,
      end,
      ...drawn.footprints.flatMap(({ footprint }) => lineOf(footprint.reach).coordinates),
    ],
  };
  const projection = geoAzimuthalEqualArea()
    .rotate([-centre[0], -centre[1]])
    .fitExtent(
      [
        [12, 12],
        [widthPx - 12, heightPx - 12],
      ],
      shown,
    )
    .clipAngle(90)
    .clipExtent([
      [0, 0],
      [widthPx, heightPx],
    ])
    .precision(0.3);
  const path = (shape: GeoPermissibleObjects): string => projectedPath(projection, shape);
  const parts = [
    `<rect class="sea" x="0" y="0" width="${widthPx}" height="${heightPx}"/>`,
    `<path class="graticule" d="${path(geoGraticule10())}"/>`,
    `<path class="land" d="${path(land)}"/>`,
    ...regions.map((region) => `<path class="region" d="${path(region.geometry)}"/>`),
    ...drawn.footprints.flatMap(({ footprint }, k) => [
      `<path class="reach moment-${k}" d="${path(lineOf(footprint.reach))}"/>`,
      ...footprint.areas.map(
        ({ outline }) => `<path class="footprint moment-${k}" d="${path(lineOf(outline))}"/>`,
      ),
    ]),
    `<path class="flight weapon" d="${path(drawn.path)}"/>`,
  ];
  for (const { from, footprint } of drawn.footprints) {
    const at = projection(pair(from));
    if (at === null) continue;
    const text = duration(sFromUs(footprint.asOfUs) - drawn.object.launchS);
    parts.push(
      `<path class="mark-dot" d="M${at[0].toFixed(1)} ${at[1].toFixed(1)}h0"/>`,
      label(at[0] + 6, at[1] - 6, text, { className: 'tick halo' }),
    );
  }
  const impact = drawn.impact === null ? null : projection(pair(drawn.impact));
  if (impact !== null) parts.push(cross(impact[0], impact[1], 'mark-cross'));
  return { heightPx, body: parts.join('') };
}

function pair([lon = 0, lat = 0]: MapPoint): [number, number] {
  return [lon, lat];
}

/** Where gliders could have come down as it was told at three moments; nothing when nothing glided. */
export function footprintFigures(view: RunView, land: MapAreas, regions: readonly DrawnRegion[]): string {
  return drawnGliders(view)
    .map((drawn, index) =>
      figure({
        id: `footprint-${index + 1}`,
        title: `Where ${drawn.object.id} could come down`,
        description: `Map of the areas that held half and nine tenths of the landings expected of ${drawn.object.id} at ${drawn.footprints.length} moments of its glide, what it could reach at all, its true path and its impact.`,
        caption:
          'A footprint, not a point: a gliding body chooses where it comes down. Inner line: half of the landings expected; next: nine tenths; dotted: the most it can reach. Dots: where the track stood, with the time since launch; the later, the smaller the area. Lambert azimuthal equal-area.',
        legend: [
          { kind: 'line', className: 'footprint moment-0', text: 'landings expected, early' },
          { kind: 'line', className: 'footprint moment-1', text: 'half way' },
          { kind: 'line', className: 'footprint moment-2', text: 'late' },
          { kind: 'line', className: 'reach moment-0', text: 'reach at all' },
          { kind: 'line', className: 'flight weapon', text: 'true path' },
          { kind: 'cross', className: 'mark-cross', text: 'true impact' },
        ],
        widthsPx: [720, 366],
        draw: (widthPx) => drawMap(drawn, land, regions, widthPx),
        data: drawn.footprints.map(({ footprint }) => ({
          atS: sFromUs(footprint.asOfUs),
          glideProb: footprint.glideProb,
          downAtS: Object.fromEntries(
            Object.entries(footprint.downAtUs).map(([when, atUs]) => [when, Math.round(sFromUs(atUs))]),
          ),
          areas: footprint.areas.map(({ share, outline }) => ({ share, outline: rounded(outline) })),
          reach: rounded(footprint.reach),
        })),
      }),
    )
    .join('');
}

function rounded(outline: GroundOutline): readonly (readonly [number, number])[] {
  return outline.map(([lon, lat]) => [
    Math.round(100 * degrees(lon)) / 100,
    Math.round(100 * degrees(lat)) / 100,
  ]);
}
