/** acos within 2e-8 rad (13 cm on the ground): a seventh-degree polynomial times a root. [Abramowitz-1964] 4.4.46. */
export function fastAcos(x: number): number {
  const u = x < 0 ? -x : x;
  const series =
    1.570796305 +
    u *
      (-0.2145988016 +
        u *
          (0.0889789874 +
            u *
              (-0.0501743046 +
                u * (0.030891881 + u * (-0.0170881256 + u * (0.0066700901 - u * 0.0012624911))))));
  const angle = series * Math.sqrt(1 - u);
  return x < 0 ? Math.PI - angle : angle;
}
