/** A picture coordinate rounded to 0.1 px. */
export function coordinate(px: number): string {
  return String(Math.round(px * 10) / 10);
}

/** Tenths of a pixel as text after a separator that SVG needs only before digits. */
function relative(dxTenths: number, dyTenths: number): string {
  const dx = String(dxTenths / 10);
  const dy = String(dyTenths / 10);
  return `l${dx}${dy.startsWith('-') ? '' : ' '}${dy}`;
}

/**
 * Path data of a polyline. A point that is not a number breaks it; a lone point becomes a dot of no length (visible with round caps).
 * Coordinates are rounded to 0.1 px before differences are taken, so errors do not add up; points on a level run are left out.
 */
export function polylinePath(xs: readonly number[], ys: readonly number[]): string {
  let path = '';
  let atX = 0;
  let atY = 0;
  let open = false;
  for (let i = 0; i < xs.length; i++) {
    const x = Math.round((xs[i] ?? NaN) * 10);
    const y = Math.round((ys[i] ?? NaN) * 10);
    if (Number.isNaN(x) || Number.isNaN(y)) {
      open = false;
      continue;
    }
    if (!open) {
      path += `M${x / 10} ${y / 10}h0`;
      open = true;
    } else {
      const next = Math.round((ys[i + 1] ?? NaN) * 10);
      if (y === atY && next === y) continue;
      path += relative(x - atX, y - atY);
    }
    atX = x;
    atY = y;
  }
  return path;
}

/** Closed areas between two lines over the same abscissae, one for each run without gaps. */
export function bandPath(xs: readonly number[], lows: readonly number[], highs: readonly number[]): string {
  let path = '';
  let run: number[] = [];
  const close = (): void => {
    if (run.length > 1) {
      const forward = run.map((i) => ({ x: xs[i] ?? 0, y: highs[i] ?? 0 }));
      const back = run.map((i) => ({ x: xs[i] ?? 0, y: lows[i] ?? 0 })).toReversed();
      const around = [...forward, ...back];
      path += `${polylinePath(
        around.map((point) => point.x),
        around.map((point) => point.y),
      )}z`;
    }
    run = [];
  };
  for (let i = 0; i < xs.length; i++) {
    if (Number.isNaN(lows[i] ?? NaN) || Number.isNaN(highs[i] ?? NaN)) close();
    else run.push(i);
  }
  close();
  return path;
}

/** Path data of dots: draw it with round caps, and the stroke's width is their diameter. */
export function dotsPath(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y]) => `M${coordinate(x)} ${coordinate(y)}h0`).join('');
}
