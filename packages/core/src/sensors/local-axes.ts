/**
 * Up, east and north at a satellite, in the frame of its position, [axis][x, y, z]: the frame in which pointing errors are told. Exactly
 * over a pole east is taken along y.
 *
 * @param positions - [satellite][x, y, z], m; `offset` is where the satellite's begins.
 */
export function localAxesInto(out: Float64Array, positions: Float64Array, offset: number): void {
  const x = positions[offset]!;
  const y = positions[offset + 1]!;
  const z = positions[offset + 2]!;
  const radius = Math.sqrt(x * x + y * y + z * z);
  const across = Math.sqrt(x * x + y * y);
  out[0] = x / radius;
  out[1] = y / radius;
  out[2] = z / radius;
  out[3] = across > 0 ? -y / across : 0;
  out[4] = across > 0 ? x / across : 1;
  out[5] = 0;
  out[6] = out[1] * out[5] - out[2] * out[4];
  out[7] = out[2] * out[3] - out[0] * out[5];
  out[8] = out[0] * out[4] - out[1] * out[3];
}

/**
 * Turns a unit vector by a small rotation, in place: the rotation vector, rad, is `errorRad[offset ...]` along the three local axes.
 * First order in the rotation, then made a unit vector again.
 */
export function turnByErrorInPlace(
  direction: Float64Array,
  directionOffset: number,
  axes: Float64Array,
  errorRad: ArrayLike<number>,
  errorOffset: number,
): void {
  let rx = 0;
  let ry = 0;
  let rz = 0;
  for (let axis = 0; axis < 3; axis++) {
    const angle = errorRad[errorOffset + axis]!;
    rx += angle * axes[3 * axis]!;
    ry += angle * axes[3 * axis + 1]!;
    rz += angle * axes[3 * axis + 2]!;
  }
  const x = direction[directionOffset]!;
  const y = direction[directionOffset + 1]!;
  const z = direction[directionOffset + 2]!;
  const nx = x + ry * z - rz * y;
  const ny = y + rz * x - rx * z;
  const nz = z + rx * y - ry * x;
  const norm = Math.sqrt(nx * nx + ny * ny + nz * nz);
  direction[directionOffset] = nx / norm;
  direction[directionOffset + 1] = ny / norm;
  direction[directionOffset + 2] = nz / norm;
}
