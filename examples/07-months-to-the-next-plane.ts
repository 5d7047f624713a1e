// Months to the next plane: how long satellites that were launched into one plane wait at 500 km until the Earth's flattening has carried them to the next of twenty
// planes at 1,000 km, and how many launches sharing a launch saves.
import { loadsOf, planeDriftDays, satellitesByMass } from '@cupola/core/acquisition';
import { radians } from '@cupola/core/foundation';

const orbits = { parkingAltitudeM: 500_000, targetAltitudeM: 1_000_000 };
for (const inclinationDeg of [53, 70, 80, 87, 90]) {
  const days = planeDriftDays(radians(18), { ...orbits, inclinationRad: radians(inclinationDeg) });
  const months = days > 1e6 ? 'never' : `${(days / 30.4375).toFixed(1)} months`;
  process.stdout.write(`${inclinationDeg} degrees: ${months}\n`);
}

const satellitesPerLaunch = satellitesByMass(17_500, 600, 0.1);
for (const count of [400, 1000]) {
  const shell = {
    kind: 'delta' as const,
    count,
    planes: 20,
    phasing: 1,
    altitudeM: 1_000_000,
    inclinationRad: radians(80),
  };
  const launches = (perLaunch: number, planesPerLaunch: number): number =>
    loadsOf(shell, { satellitesPerLaunch: perLaunch, planesPerLaunch, driftsTo: 'lower' }).length;
  process.stdout.write(
    `${count} satellites: ${launches(satellitesPerLaunch, 3)} launches of ${satellitesPerLaunch} that share planes, ${launches(satellitesPerLaunch, 1)} that do not, ${launches(7, 1)} of seven\n`,
  );
}
