/** Which true object caused each detection of a scan, -1 for none, and what lay behind it: what generation hands to metrics alone. */
export interface ScanTruth {
  readonly objectIndex: Int16Array;
  /** Index into BACKGROUNDS; 255 for a false alarm. */
  readonly background: Uint8Array;
}
