/** Turns inertial positions into Earth-fixed ones in place, [satellite][x, y, z]. */
export function turnToEarthFixed(positions: Float64Array, angleRad: number): void {
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  for (let at = 0; at < positions.length; at += 3) {
    const x = positions[at]!;
    const y = positions[at + 1]!;
    positions[at] = c * x + s * y;
    positions[at + 1] = c * y - s * x;
  }
}
