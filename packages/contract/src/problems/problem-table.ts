/** Everything that the service refuses or fails at: one row a code, documented in docs/service.md. Codes are never used again for anything else. */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not as described' },
  'unreadable-body': { status: 400, title: 'Nothing in the body can be read' },
  unauthenticated: { status: 401, title: 'No key, or none that is in force' },
  'scope-missing': { status: 403, title: 'The key may not do this' },
  'tenant-suspended': { status: 403, title: 'The tenant is suspended' },
  'no-subscription': { status: 403, title: 'The tenant is subscribed to no plan' },
  'not-entitled': { status: 403, title: 'The plan does not include this' },
  'profile-read-only': { status: 403, title: 'This profile only reads' },
  'wrong-host': { status: 403, title: 'The request is for another host' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'feed-not-live': { status: 409, title: 'This service takes no reports from outside' },
  'not-operating': { status: 409, title: 'Nothing is operated that a command could act on' },
  'exercise-state': { status: 409, title: 'The exercise is not in a state for this' },
  'alert-closed': { status: 409, title: 'The alert is closed' },
  'idempotency-in-flight': { status: 409, title: 'The same request is being worked on' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a kind that is not read here' },
  'idempotency-mismatch': { status: 422, title: 'The key was used for another request' },
  'rate-limited': { status: 429, title: 'More requests than the plan allows' },
  'quota-exhausted': { status: 429, title: 'What the plan includes is used up' },
  internal: { status: 500, title: 'The service failed' },
  'engine-behind': { status: 503, title: 'The engine cannot keep up; send again' },
  'storage-unavailable': { status: 503, title: 'Nothing can be kept now; send again' },
  'too-many-subscribers': { status: 503, title: 'No more streams can be served' },
  stopping: { status: 503, title: 'The service is stopping' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one field. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** RFC 9457. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldProblem[];
}

/** @param instance - Of the request, as the log names it. */
export function problemDocument(
  code: ProblemCode,
  detail: string,
  instance: string,
  errors: readonly FieldProblem[] = [],
): ProblemDocument {
  const { status, title } = PROBLEMS[code];
  const type = `urn:cupola:problem:${code}`;
  return { type, title, status, code, detail, instance, ...(errors.length === 0 ? {} : { errors }) };
}
