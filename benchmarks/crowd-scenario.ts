/** All of a salvo are launched within this time; one event holds a thousand. */
const SALVO_WITHIN_S = 60;
const MOST_OF_EVENT = 1000;
const GOLDEN_DEG = 180 * (3 - Math.sqrt(5));

/**
 * A scenario of intercontinental missiles before 600 satellites: `spread` evenly between 53 degrees south and north within ten seconds, or a `salvo` from one
 * place within a minute, closer together than the sensors can tell.
 */
export function crowdScenario(kind: 'spread' | 'salvo', count: number, durationMin: number): string {
  const events = kind === 'spread' ? spreadEvents(count) : salvoEvents(count);
  return `cupola: 1
title: A crowd
epoch: 2026-07-24T00:00:00Z
durationMin: ${durationMin}
seed: 1
satellites:
  - { id: custody, sensors: [wide-mwir, above-limb-lwir], walker: { kind: delta, count: 600, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
regions: [us-conus, us-alaska, us-hawaii, us-territories]
events:
${events.map((event) => `  - { ${event}, vehicle: icbm-solid, trajectory: { kind: minimum-energy } }\n`).join('')}`;
}

function spreadEvents(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    const latDeg = (Math.asin(0.8 * ((2 * i + 1) / count - 1)) * 180) / Math.PI;
    const lonDeg = ((i * GOLDEN_DEG) % 360) - 180;
    const aimLonDeg = lonDeg > 110 ? lonDeg - 290 : lonDeg + 70;
    return `id: e${i}, launch: ${place(latDeg, lonDeg)}, aim: ${place(-latDeg / 2, aimLonDeg)}, atS: ${i % 10}`;
  });
}

function salvoEvents(count: number): readonly string[] {
  const places = Math.ceil(count / MOST_OF_EVENT);
  return Array.from({ length: places }, (_, i) => {
    const own = Math.min(MOST_OF_EVENT, count - i * MOST_OF_EVENT);
    const spacingS = SALVO_WITHIN_S / own;
    return `id: raid${i}, launch: ${place(40.9, 129.3 + 0.3 * i)}, aim: ${place(38.9, -77)}, count: ${own}, spacingS: ${spacingS}`;
  });
}

function place(latDeg: number, lonDeg: number): string {
  return `{ latDeg: ${latDeg.toFixed(4)}, lonDeg: ${lonDeg.toFixed(4)} }`;
}
