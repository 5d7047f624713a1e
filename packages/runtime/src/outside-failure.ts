/** The disk or the network failed: neither our mistake nor bad input. */
export class OutsideFailure extends Error {
  readonly code: 'disk' | 'network';

  constructor(code: 'disk' | 'network', message: string, cause: unknown) {
    super(`${message}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'OutsideFailure';
    this.code = code;
  }
}
