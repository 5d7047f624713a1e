import { radians } from '../../foundation/index.ts';
import type { Ephemeris } from '../../physics/index.ts';

/** An eccentric orbit of 63.4 degrees by Kepler's equation. */
export function eccentric(perigeeM: number, apogeeM: number): Ephemeris {
  const a = (perigeeM + apogeeM) / 2;
  const e = (apogeeM - perigeeM) / (apogeeM + perigeeM);
  const rate = Math.sqrt(3.986004418e14 / a ** 3);
  return {
    satelliteCount: 1,
    positionsInertialInto(out: Float64Array, atUs: number): void {
      const mean = rate * (atUs / 1e6) - 0.5;
      let anomaly = mean;
      for (let step = 0; step < 60; step++) {
        anomaly -= (anomaly - e * Math.sin(anomaly) - mean) / (1 - e * Math.cos(anomaly));
      }
      const x = a * (Math.cos(anomaly) - e);
      const y = a * Math.sqrt(1 - e * e) * Math.sin(anomaly);
      out.set([y, -x * Math.cos(radians(63.4)), -x * Math.sin(radians(63.4))]);
    },
  };
}
