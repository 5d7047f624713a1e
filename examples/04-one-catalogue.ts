// One catalogue: which shells the OneWeb satellites of July 2026 fill, and one of them in another format.
import { readFileSync } from 'node:fs';
import { catalogueShells, selectSatellites } from '@cupola/core/constellation';
import { readCatalogue, writeCatalogue } from '@cupola/contract';

const file = new URL('../data/catalogues/oneweb_2026-07-24.tle', import.meta.url);
const outcome = readCatalogue('oneweb', readFileSync(file, 'utf8'));
if (outcome.ok) {
  for (const shell of catalogueShells(outcome.elements, 20).shells) {
    const { altitudeKm, inclinationDeg, satelliteCount } = shell;
    process.stdout.write(`${satelliteCount} objects near ${altitudeKm} km and ${inclinationDeg} degrees\n`);
  }
  const first = selectSatellites(outcome.elements, { catalogueNumbers: [44057] });
  const written = writeCatalogue(first, 'omm-kvn', '2026-07-24T00:00:00');
  process.stdout.write(written.ok ? `\n${written.text}` : '');
}
