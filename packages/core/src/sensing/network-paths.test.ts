import { describe, expect, it } from 'vitest';
import { radians, usFromS } from '../foundation/index.ts';
import { smallPlan } from '../mission/small-mission.test-data.ts';
import { GROUND_STATIONS } from '../sensors/index.ts';
import { Arrivals } from './network-paths.ts';
import type { NetworkPaths } from './network-paths.ts';

const { ownSide } = smallPlan();
const UNTIL_S = 7200;
const delay = (leastS: number, moreS: number) => ({ leastUs: usFromS(leastS), moreUs: usFromS(moreS) });
const BASE: NetworkPaths = {
  direct: null,
  relayed: null,
  groundPass: null,
  stations: GROUND_STATIONS,
  minElevationRad: radians(5),
};
const satellites = ownSide.satelliteIds.map((_, index) => index);
const arrivals = (paths: Partial<NetworkPaths>) =>
  new Arrivals({ ...BASE, ...paths }, ownSide, 7, usFromS(UNTIL_S));
const latenciesS = (paths: Partial<NetworkPaths>, second: number): readonly number[] => {
  const each = arrivals(paths);
  return satellites.map((satellite) => each.arrivedAtUs(satellite, second, usFromS(second)) / 1e6 - second);
};

describe('paths from satellites to the operator', () => {
  it('take their least time, and beyond it as much again on average as they say', () => {
    const over = latenciesS({ relayed: delay(1, 0.5) }, 100).map((each) => each - 1);
    expect(Math.min(...over)).toBeGreaterThanOrEqual(0);
    const mean = over.reduce((sum, each) => sum + each, 0) / over.length;
    expect(Math.abs(mean / 0.5 - 1)).toBeLessThan(3.3 / Math.sqrt(over.length));
  });

  it('lead straight down from a tenth to two thirds of the satellites at 1,000 km, over others from the rest', () => {
    const direct = latenciesS({ direct: delay(0.25, 0), relayed: delay(2, 0) }, 600);
    const inView = direct.filter((each) => Math.abs(each - 0.25) < 1e-6).length;
    expect(inView + direct.filter((each) => Math.abs(each - 2) < 1e-6).length).toBe(direct.length);
    expect(inView / direct.length).toBeGreaterThan(0.1);
    expect(inView / direct.length).toBeLessThan(0.67);
  });

  it('wait for a station, never longer than the satellite stays away, and a report never comes where no station does', () => {
    const passes = latenciesS({ groundPass: delay(1, 0) }, 600);
    const waiting = passes.filter((each) => each > 1.5);
    expect(waiting.length).toBeGreaterThan(100);
    expect(Math.max(...passes)).toBeLessThan(3600);
    expect(latenciesS({ groundPass: delay(1, 0), stations: [] }, 600)).toEqual(
      satellites.map(() => Number.POSITIVE_INFINITY),
    );
  });

  it('are drawn alike however often they are asked', () => {
    const one = arrivals({ relayed: delay(1, 0.5) });
    const again = arrivals({ relayed: delay(1, 0.5) });
    const asked = [40, 3, 40].map((scan) => one.arrivedAtUs(5, scan, usFromS(scan)));
    expect(asked[2]).toBe(asked[0]);
    expect(again.arrivedAtUs(5, 40, usFromS(40))).toBe(asked[0]);
    expect(one.arrivedAtUs(6, 40, usFromS(40))).not.toBe(asked[0]);
  });
});
