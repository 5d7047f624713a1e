import { radians } from '@cupola/core/foundation';
import { describe, expect, it } from 'vitest';
import { US_REGION_IDS, loadUsRegions } from './us-regions.ts';
import { buildRegionIndex, regionsAt } from '@cupola/core/physics';

const index = buildRegionIndex(loadUsRegions());
const at = (latDeg: number, lonDeg: number): readonly string[] =>
  regionsAt(index, radians(lonDeg), radians(latDeg));

describe('regions of the United States', () => {
  // Coordinates: GeoNames and the U.S. Geographic Names Information System, rounded.
  it.each([
    ['Detroit', 42.331, -83.1, 'us-conus'],
    ['Buffalo', 42.89, -78.85, 'us-conus'],
    ['San Diego', 32.716, -117.161, 'us-conus'],
    ['El Paso', 31.79, -106.43, 'us-conus'],
    ['Brownsville', 25.95, -97.49, 'us-conus'],
    ['Key West', 24.555, -81.78, 'us-conus'],
    ['Washington', 38.9, -77.0, 'us-conus'],
    ['Northwest Angle', 49.32, -95.05, 'us-conus'],
    ['Point Roberts', 48.985, -123.07, 'us-conus'],
    ['Honolulu', 21.33, -157.85, 'us-hawaii'],
    ['Hilo', 19.7, -155.1, 'us-hawaii'],
    ['Anchorage', 61.2, -149.88, 'us-alaska'],
    ['Utqiagvik', 71.28, -156.77, 'us-alaska'],
    ['Attu, west of 180 degrees', 52.9, 172.9, 'us-alaska'],
    ['Adak', 51.88, -176.65, 'us-alaska'],
    ['Juneau', 58.35, -134.5, 'us-alaska'],
    ['San Juan', 18.4, -66.06, 'us-territories'],
    ['Guam, Hagatna', 13.46, 144.75, 'us-territories'],
    ['Saipan', 15.19, 145.75, 'us-territories'],
    ['Tutuila', -14.31, -170.72, 'us-territories'],
    ['Saint Croix', 17.73, -64.78, 'us-territories'],
  ])('%s lies in %s', (_name, latDeg, lonDeg, region) => {
    expect(at(latDeg, lonDeg)).toEqual([region]);
  });

  it.each([
    ['Windsor', 42.29, -83.02],
    ['Toronto', 43.65, -79.38],
    ['Niagara-on-the-Lake', 43.25, -79.09],
    ['Tijuana', 32.51, -117.03],
    ['Ciudad Juarez', 31.68, -106.43],
    ['Matamoros', 25.86, -97.5],
    ['Vancouver', 49.26, -123.1],
    ['Montreal', 45.51, -73.57],
    ['Whitehorse', 60.72, -135.06],
    ['Commander Islands', 55.0, 166.2],
    ['Havana', 23.13, -82.38],
    ['Nassau', 25.06, -77.34],
    ['Tortola', 18.43, -64.62],
    ['Apia', -13.83, -171.77],
    ['Sea of Japan', 41.0, 138.0],
    ['Middle of Lake Michigan', 43.5, -87.0],
    ['South Pole', -90, 0],
    ['North Pole', 90, 0],
  ])('%s lies in none', (_name, latDeg, lonDeg) => {
    expect(at(latDeg, lonDeg)).toEqual([]);
  });

  it('come in a fixed order with a title each', () => {
    const regions = loadUsRegions();
    expect(regions.map((region) => region.id)).toEqual([...US_REGION_IDS]);
    for (const region of regions) expect(region.title.length).toBeGreaterThan(5);
  });

  it('have the land area of the Census Bureau within 3 %', () => {
    // Land and water by state, 2010 census: total of the 48 states and DC 8,080,464 km² of which land 7,653,006 km²; the cartographic
    // boundaries keep inland water and leave the Great Lakes out, so the area lies between. Counted on a grid of 0.1 degrees.
    const stepDeg = 0.1;
    let areaKm2 = 0;
    for (let latDeg = 24.05; latDeg < 50; latDeg += stepDeg) {
      const cellKm2 = (111.195 * stepDeg) ** 2 * Math.cos(radians(latDeg));
      for (let lonDeg = -125.05; lonDeg < -66; lonDeg += stepDeg) {
        if (at(latDeg, lonDeg).length > 0) areaKm2 += cellKm2;
      }
    }
    expect(areaKm2).toBeGreaterThan(7_653_006 * 0.99);
    expect(areaKm2).toBeLessThan(8_080_464);
  });
});
