/** Lower triangular root of a covariance; directions without variance get none, so that singular ones pass. [Golub-2013] §4.2. */
export function choleskyRoot(covariance: ArrayLike<number>, size: number): Float64Array {
  const root = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = covariance[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= root[i * size + k]! * root[j * size + k]!;
      if (i === j) root[i * size + j] = sum > 0 ? Math.sqrt(sum) : 0;
      else root[i * size + j] = root[j * size + j]! > 0 ? sum / root[j * size + j]! : 0;
    }
  }
  return root;
}

/** One error of the law with this root, from the independent standard normals at `normals[at ...]`. */
export function errorInto(
  out: Float64Array,
  root: Float64Array,
  size: number,
  normals: Float64Array,
  at: number,
): void {
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += root[size * i + j]! * normals[at + j]!;
    out[i] = sum;
  }
}
