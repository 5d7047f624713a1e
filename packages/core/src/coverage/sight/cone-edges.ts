/** Where a cone about nadir cuts a sphere, as the product s·t of the two positions, m². Filled by `coneEdgesInto`, reused between calls. */
export interface ConeEdges {
  /** Targets with a product of at least this are inside the cone, on the near side. */
  near: number;
  /** Targets with a product of at most this are inside it, beyond the sphere's limb. */
  far: number;
}

/** A cone about nadir by its sine squared and its cosine. */
export interface Cone {
  readonly sine2: number;
  readonly cosine: number;
}

/** @param offNadirRad - From 0, a cone that holds nothing, to π, one that holds all. */
export function coneOf(offNadirRad: number): Cone {
  if (offNadirRad === 0) return { sine2: 0, cosine: 1 };
  return offNadirRad >= Math.PI
    ? { sine2: 0, cosine: -1 }
    : { sine2: Math.sin(offNadirRad) ** 2, cosine: Math.cos(offNadirRad) };
}

/**
 * Targets at distance t from the Earth's centre, seen from r, stand off nadir by less than η where s·t is at least `near` or at most `far`:
 * r² sin² η ± r cos η √(t² - r² sin² η). A cone wider than a lower sphere holds it all, and the two meet at its limb, t²; of a higher sphere
 * a cone cuts off only what lies beyond.
 */
export function coneEdgesInto(
  edges: ConeEdges,
  { sine2, cosine }: Cone,
  satelliteRadius2: number,
  target2: number,
): void {
  const isHigher = target2 >= satelliteRadius2;
  edges.near = Number.POSITIVE_INFINITY;
  edges.far = cosine === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (cosine === 1 || (isHigher && cosine === -1)) return;
  const middle = satelliteRadius2 * sine2;
  const left = target2 - middle;
  if (!isHigher && (cosine <= 0 || left <= 0)) {
    edges.near = target2;
    edges.far = target2;
    return;
  }
  const root = cosine * Math.sqrt(satelliteRadius2 * Math.max(0, left));
  edges.far = middle - root;
  if (!isHigher) edges.near = middle + root;
}
