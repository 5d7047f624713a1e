import { flyOutReachM, reachAngleRad } from '@cupola/core/engagement';
import { degrees, radians } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M, earthAngleRad, earthRotationFrom } from '@cupola/core/physics';
import { geoCircle, geoGraticule10 } from 'd3-geo';
import type { MapAreas } from '../../page/map-shapes.ts';
import { figure, triangle } from '../../page/svg/figure.ts';
import { dotsPath } from '../../page/svg/path.ts';
import { projectedPath, worldMap } from '../../page/world-map.ts';
import type { ReachQuestion } from '../reach-question.ts';

const WIDTH_PX = 960;
/** Circles that are drawn at most; of more only the places. */
const CIRCLES_MAX = 1500;

interface Footprint {
  readonly lonDeg: number;
  readonly latDeg: number;
  readonly radiusDeg: number;
}

/** What each interceptor reaches at the first sample, and the launch areas. */
export function footprintFigure(question: ReachQuestion, land: MapAreas): string {
  const footprints = footprintsOf(question);
  const { areas, flyOutS } = question;
  const circled = footprints.length <= CIRCLES_MAX;
  return figure({
    id: 'footprints',
    title: 'What each interceptor reaches at the first sample',
    description: `World map with the footprints of ${footprints.length} interceptors and the launch areas.`,
    caption: `Circles at the height of the intercept, ${flyOutS} s to fly, on a sphere. Equirectangular: circles widen towards the poles.`,
    legend: [
      ...(circled
        ? [{ kind: 'area' as const, className: 'k0 band', text: 'in reach of an interceptor' }]
        : []),
      { kind: 'dot', className: 'satellite g0', text: 'interceptor' },
      { kind: 'triangle', className: 'mark-triangle', text: 'launch area' },
    ],
    widthsPx: [WIDTH_PX],
    draw: () => {
      const { projection, heightPx } = worldMap(WIDTH_PX, 0);
      const outline = projectedPath(projection, { type: 'Sphere' });
      const circle = geoCircle().precision(8);
      const circles = circled
        ? footprints
            .filter(({ radiusDeg }) => radiusDeg > 0)
            .map(({ lonDeg, latDeg, radiusDeg }) =>
              projectedPath(projection, circle.center([lonDeg, latDeg]).radius(radiusDeg)()),
            )
            .join('')
        : '';
      const at = (lonDeg: number, latDeg: number): readonly [number, number] => {
        const [x = 0, y = 0] = projection([lonDeg, latDeg]) ?? [];
        return [x, y];
      };
      const body = [
        `<path class="sea" d="${outline}"/>`,
        `<path class="land" d="${projectedPath(projection, land)}"/>`,
        `<path class="graticule" d="${projectedPath(projection, geoGraticule10())}"/>`,
        `<path class="k0 band" d="${circles}"/>`,
        `<path class="satellite g0" d="${dotsPath(footprints.map(({ lonDeg, latDeg }) => at(lonDeg, latDeg)))}"/>`,
        ...areas.map(({ lonDeg, latDeg }) => triangle(...at(lonDeg, latDeg), 'mark-triangle')),
        `<path class="map-edge" d="${outline}"/>`,
      ].join('');
      return { heightPx, body };
    },
    data: {
      columns: ['latDeg', 'lonDeg', 'radiusDeg'],
      rows: footprints.map(({ latDeg, lonDeg, radiusDeg }) =>
        [latDeg, lonDeg, radiusDeg].map((value) => Number(value.toFixed(2))),
      ),
    },
  });
}

function footprintsOf(question: ReachQuestion): readonly Footprint[] {
  const { fleet, flyOutS } = question;
  const angle = earthAngleRad(earthRotationFrom(fleet.epoch), fleet.fromUs);
  return fleet.parts.flatMap((part): readonly Footprint[] => {
    const { flyOut, interceptAltitudeM } = question.lawOf(part);
    const positions = new Float64Array(3 * part.ephemeris.satelliteCount);
    part.ephemeris.positionsInertialInto(positions, fleet.fromUs);
    return Array.from({ length: part.ephemeris.satelliteCount }, (_, index): Footprint => {
      const [x = 0, y = 0, z = 0] = positions.subarray(3 * index, 3 * index + 3);
      const radiusM = Math.hypot(x, y, z);
      const reach = reachAngleRad(
        flyOutReachM(flyOut, flyOutS),
        radiusM,
        EARTH_EQUATORIAL_RADIUS_M + interceptAltitudeM,
      );
      const lon = Math.atan2(y, x) - angle;
      return {
        lonDeg: degrees(lon - 2 * Math.PI * Math.round(lon / (2 * Math.PI))),
        latDeg: degrees(Math.asin(z / radiusM)),
        radiusDeg: Math.min(degrees(reach), degrees(radians(179))),
      };
    });
  });
}
