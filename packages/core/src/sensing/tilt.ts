/** Moves a unit vector by two small angles across it, in a tangent plane that has no preferred direction in the sky. */
export function tilt(direction: Float64Array, firstRad: number, secondRad: number): void {
  const x = direction[0]!;
  const y = direction[1]!;
  const z = direction[2]!;
  const away = Math.abs(z) < 0.9 ? 2 : 0;
  const hx = away === 0 ? 1 : 0;
  const hz = away === 2 ? 1 : 0;
  let ax = y * hz;
  let ay = z * hx - x * hz;
  let az = -y * hx;
  const length = Math.sqrt(ax * ax + ay * ay + az * az);
  ax /= length;
  ay /= length;
  az /= length;
  const bx = y * az - z * ay;
  const by = z * ax - x * az;
  const bz = x * ay - y * ax;
  const nx = x + firstRad * ax + secondRad * bx;
  const ny = y + firstRad * ay + secondRad * by;
  const nz = z + firstRad * az + secondRad * bz;
  const norm = Math.sqrt(nx * nx + ny * ny + nz * nz);
  direction[0] = nx / norm;
  direction[1] = ny / norm;
  direction[2] = nz / norm;
}
