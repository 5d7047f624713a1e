import type { SmoothedSummary } from '@cupola/runtime';

/** How well whole flights fit their looks, in a line or two. */
export function smoothedText({ tracks, notFixed, sensors }: SmoothedSummary): string {
  const fixed = tracks - notFixed.length;
  const chiSquare = sensors.reduce((sum, each) => sum + each.chiSquare, 0);
  const freedom = sensors.reduce((sum, each) => sum + each.freedom, 0);
  const fit = freedom > 0 ? `, chi-square of their looks ${(chiSquare / freedom).toFixed(3)} per degree` : '';
  const rest =
    notFixed.length === 0 ? '' : `Not fixed by their looks, and without rows: ${notFixed.join(', ')}\n`;
  return `${fixed} whole flights smoothed${fit}.\n${rest}`;
}
