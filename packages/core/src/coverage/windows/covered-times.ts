/** The union of time intervals as they come in, nearly in order of their ends: [start, end, start, end, ...], rising, s. */
export class CoveredTimes {
  readonly #edges: number[] = [];

  get edges(): readonly number[] {
    return this.#edges;
  }

  add(startS: number, endS: number): void {
    const edges = this.#edges;
    const last = edges.length - 1;
    if (last < 0 || startS > edges[last]!) {
      edges.push(startS, endS);
      return;
    }
    if (startS >= edges[last - 1]!) {
      if (endS > edges[last]!) edges[last] = endS;
      return;
    }
    // `from` is the first interval that does not end before the new one, `to` the first that begins after it.
    let to = edges.length;
    while (to > 0 && edges[to - 2]! > endS) to -= 2;
    let from = to;
    while (from > 0 && edges[from - 1]! >= startS) from -= 2;
    const start = from < to ? Math.min(startS, edges[from]!) : startS;
    const end = from < to ? Math.max(endS, edges[to - 1]!) : endS;
    edges.splice(from, to - from, start, end);
  }
}
