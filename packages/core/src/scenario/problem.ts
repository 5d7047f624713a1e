/** One thing that is wrong with what came from outside, told so that it can be mended without reading the program. */
export interface Problem {
  /** Where, as keys and list positions with dots between: `satellites.0.walker.count`. Empty for the document as a whole. */
  readonly path: string;
  /** What stands there; null when nothing does. */
  readonly value: unknown;
  /** What would have been right, as the end of "expected ...". */
  readonly expected: string;
  /** What is wrong, one sentence, with a suggestion where there is one. */
  readonly message: string;
  /** The file it stands in, when it is not the only one. */
  readonly file?: string;
  /** Line in that file, from 1. */
  readonly line?: number;
}
