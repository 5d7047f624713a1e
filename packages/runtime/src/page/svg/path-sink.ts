import type { GeoContext } from 'd3-geo';

/** Collects what a map projection draws as short path data: relative steps of tenths of a pixel, steps under half a pixel left out. */
export interface PathSink extends GeoContext {
  /** The path data so far. */
  data(): string;
}

/** Tenths of a pixel within which a step is left out. */
const LEAST_STEP_TENTHS = 5;

function step(dxTenths: number, dyTenths: number): string {
  const dy = String(dyTenths / 10);
  return `l${dxTenths / 10}${dy.startsWith('-') ? '' : ' '}${dy}`;
}

/** A fresh sink. `arc` is not used for lines and areas and does nothing. */
export function pathSink(): PathSink {
  let data = '';
  let atX = 0;
  let atY = 0;
  let skipped: readonly [number, number] | null = null;
  // The last point of a line is kept even where it is near its neighbour.
  const flush = (): void => {
    if (skipped === null) return;
    data += step(skipped[0] - atX, skipped[1] - atY);
    skipped = null;
  };
  return {
    beginPath: () => undefined,
    arc: () => undefined,
    moveTo: (xPx, yPx) => {
      flush();
      atX = Math.round(xPx * 10);
      atY = Math.round(yPx * 10);
      data += `M${atX / 10} ${atY / 10}`;
    },
    lineTo: (xPx, yPx) => {
      const x = Math.round(xPx * 10);
      const y = Math.round(yPx * 10);
      if (Math.abs(x - atX) + Math.abs(y - atY) < LEAST_STEP_TENTHS) {
        skipped = x === atX && y === atY ? null : [x, y];
        return;
      }
      data += step(x - atX, y - atY);
      atX = x;
      atY = y;
      skipped = null;
    },
    closePath: () => {
      skipped = null;
      data += 'z';
    },
    data: () => {
      flush();
      return data;
    },
  };
}
