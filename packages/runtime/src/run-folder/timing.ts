/** How long a run took, and on how many workers; the only file of a run folder that differs from one run of the same id to the next. */
export interface Timing {
  /** Wall time of each stage, s. */
  readonly planS: number;
  readonly runS: number;
  readonly workers: number;
  /** Processor time of the whole process so far, s. */
  readonly cpuS: number;
  /** Largest resident memory so far, MB. */
  readonly peakMemoryMb: number;
}
