/** Spectral density of the change of the unknown acceleration, (m/s²)²/s per axis: the pitch and mass change of a generic climb. */
const JERK_DENSITY = 1;
/** Of unmodelled acceleration in free flight, (m/s²)²·s per axis; nearly none. */
const FREE_DENSITY = 1e-8;
/** Acceleration as a random walk. [Bar-Shalom-2001] §6.2. */
export function addWalk(noise: Float64Array, n: number, t: number): void {
  for (let axis = 0; axis < 3; axis++) {
    addSymmetric(noise, n, axis, axis, (JERK_DENSITY * t ** 5) / 20);
    addSymmetric(noise, n, axis, 3 + axis, (JERK_DENSITY * t ** 4) / 8);
    addSymmetric(noise, n, axis, 6 + axis, (JERK_DENSITY * t ** 3) / 6);
    addSymmetric(noise, n, 3 + axis, 3 + axis, (JERK_DENSITY * t ** 3) / 3);
    addSymmetric(noise, n, 3 + axis, 6 + axis, (JERK_DENSITY * t ** 2) / 2);
    addSymmetric(noise, n, 6 + axis, 6 + axis, JERK_DENSITY * t);
  }
}

/** Free flight that is not quite known. */
export function addFreeNoise(noise: Float64Array, n: number, t: number): void {
  for (let axis = 0; axis < 3; axis++) {
    addSymmetric(noise, n, axis, axis, (FREE_DENSITY * t ** 3) / 3);
    addSymmetric(noise, n, axis, 3 + axis, (FREE_DENSITY * t ** 2) / 2);
    addSymmetric(noise, n, 3 + axis, 3 + axis, FREE_DENSITY * t);
  }
}

/** What the unknown moment of the end leaves open, along the acceleration. */
export function addEndNoise(noise: Float64Array, n: number, state: Float64Array, t: number): void {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const aa = state[6 + i]! * state[6 + j]!;
      noise[i * n + j]! += (aa * t ** 4) / 45;
      noise[i * n + 3 + j]! += (aa * t ** 3) / 24;
      noise[(3 + i) * n + j]! += (aa * t ** 3) / 24;
      noise[(3 + i) * n + 3 + j]! += (aa * t ** 2) / 12;
    }
  }
}

function addSymmetric(matrix: Float64Array, n: number, row: number, column: number, value: number): void {
  matrix[row * n + column]! += value;
  if (row !== column) matrix[column * n + row]! += value;
}
