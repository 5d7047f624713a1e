/** Counts, for every cell of a grid, the satellites that see it. */
export interface ViewCounter {
  /**
   * @param inView - Satellites that see each cell; filled.
   * @param below - Those of them that have Earth or limb behind the cell; filled for a shell, left alone for elevations.
   * @param satellitesItrfM - Earth-fixed positions, [satellite][x, y, z], m.
   * @param sunItrf - Unit vector to the Sun, Earth-fixed; only for sensors that it blinds.
   */
  countInto(
    inView: Uint16Array,
    below: Uint16Array,
    satellitesItrfM: Float64Array,
    sunItrf?: Float64Array,
  ): void;
}
