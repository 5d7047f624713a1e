/**
 * What the sensors would report over a block of scans if the down-link were free: the open-loop half of sensing, which does not depend
 * on anything the operator does and may therefore be computed ahead, in any order, by any number of workers.
 *
 * Scan s of the block owns looks `lookStart[s] .. lookStart[s + 1]` and false alarms `alarmStart[s] .. alarmStart[s + 1]`. Directions are
 * Earth-fixed unit vectors at the scan time, noise included, [row][x, y, z].
 */
export interface ObservedBlock {
  /** Number of the first scan; scan k happens at k frame periods after the epoch. */
  readonly fromScan: number;
  readonly scanCount: number;
  readonly lookStart: Uint32Array;
  readonly lookChannelIndex: Uint16Array;
  readonly lookObjectIndex: Uint16Array;
  /** Index into BACKGROUNDS of what lay behind the object. */
  readonly lookBackground: Uint8Array;
  readonly lookLosItrf: Float64Array;
  readonly lookSnr: Float32Array;
  readonly alarmStart: Uint32Array;
  readonly alarmChannelIndex: Uint16Array;
  readonly alarmLosItrf: Float64Array;
  readonly alarmSnr: Float32Array;
  /** Scan s has the saturated channels `saturatedStart[s] .. saturatedStart[s + 1]`: their frames held no more, and kept the strongest. */
  readonly saturatedStart: Uint32Array;
  readonly saturatedChannelIndex: Uint16Array;
  /**
   * How many satellites' looks ended at each stage; `tasking` says that the object was detected, or could have been by a field that was not sent
   * there, and what became of it is not yet known: [scan][object][sensor kind][index into LOOK_STAGES].
   */
  readonly stageCounts: Uint16Array;
}
