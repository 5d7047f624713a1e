/** Above this height the air is taken as none, m: drag on a 1,000 kg/m² body at 7 km/s is below 1e-4 m/s² there. */
export const ATMOSPHERE_TOP_M = 150_000;

const LOWER_SPACING_M = 5000;
const LOWER_TOP_M = 130_000;
const LOWER_COUNT = 26;
const UPPER_SPACING_M = 10_000;

/**
 * Densities of the U.S. Standard Atmosphere 1976, kg/m³: every 5 km of geometric height from 0 to 130 km, then 140 and 150 km.
 * [USSA-1976] table I.
 */
const KNOT_DENSITIES_KG_PER_M3: readonly number[] = [
  1.225, 7.3643e-1, 4.1351e-1, 1.9476e-1, 8.891e-2, 4.0084e-2, 1.841e-2, 8.4634e-3, 3.9957e-3, 1.9663e-3,
  1.0269e-3, 5.681e-4, 3.0968e-4, 1.6321e-4, 8.2829e-5, 3.9921e-5, 1.8458e-5, 8.2196e-6, 3.416e-6, 1.393e-6,
  5.604e-7, 2.325e-7, 9.708e-8, 4.289e-8, 2.222e-8, 1.291e-8, 8.152e-9, 3.831e-9, 2.076e-9,
];

function knotHeightM(index: number): number {
  return index <= LOWER_COUNT
    ? index * LOWER_SPACING_M
    : LOWER_TOP_M + (index - LOWER_COUNT) * UPPER_SPACING_M;
}

const LOG_DENSITIES: Float64Array = Float64Array.from(KNOT_DENSITIES_KG_PER_M3, Math.log);
/** Second derivatives of the natural cubic spline at the knots, 1/m². */
const CURVATURES: Float64Array = naturalSplineCurvatures(LOG_DENSITIES);

/**
 * Density of the air, kg/m³, at a height above the ellipsoid.
 *
 * Natural cubic spline of the logarithm of the U.S. Standard Atmosphere 1976: twice continuously differentiable from 0 to 150 km, so that
 * integrators keep their order. Between the knots it stays within 1.4 % of the standard's own layers up to 80 km (worst just above the tropopause). Zero above 150 km,
 * the sea-level value below 0 m. No weather, season, latitude or solar activity: above 100 km the real air varies by a factor of two.
 */
export function airDensityKgPerM3(heightM: number): number {
  if (heightM >= ATMOSPHERE_TOP_M) return 0;
  if (!(heightM > 0)) return KNOT_DENSITIES_KG_PER_M3[0] ?? 0;
  const lower = heightM < LOWER_TOP_M;
  const spacingM = lower ? LOWER_SPACING_M : UPPER_SPACING_M;
  const cells = (lower ? heightM : heightM - LOWER_TOP_M) / spacingM;
  const cell = Math.floor(cells);
  const index = lower ? cell : cell + LOWER_COUNT;
  const b = cells - cell;
  const a = 1 - b;
  const sixth = (spacingM * spacingM) / 6;
  return Math.exp(
    a * LOG_DENSITIES[index]! +
      b * LOG_DENSITIES[index + 1]! +
      sixth * ((a * a * a - a) * CURVATURES[index]! + (b * b * b - b) * CURVATURES[index + 1]!),
  );
}

/** Tridiagonal system of the natural spline, solved by elimination. [Press-2007] §3.3. */
function naturalSplineCurvatures(values: Float64Array): Float64Array {
  const last = values.length - 1;
  const curvatures = new Float64Array(last + 1);
  const eliminated = new Float64Array(last + 1);
  for (let i = 1; i < last; i++) {
    const before = knotHeightM(i) - knotHeightM(i - 1);
    const after = knotHeightM(i + 1) - knotHeightM(i);
    const share = before / (before + after);
    const pivot = share * curvatures[i - 1]! + 2;
    curvatures[i] = (share - 1) / pivot;
    const bend = (values[i + 1]! - values[i]!) / after - (values[i]! - values[i - 1]!) / before;
    eliminated[i] = ((6 * bend) / (before + after) - share * eliminated[i - 1]!) / pivot;
  }
  curvatures[last] = 0;
  for (let i = last - 1; i > 0; i--) curvatures[i] = curvatures[i]! * curvatures[i + 1]! + eliminated[i]!;
  return curvatures;
}
