/** How a command ends. Other programs rely on these numbers. */
export const EXIT = {
  done: 0,
  /** The answer is "no": an unexpected failure in validation, a requirement not met. */
  no: 1,
  badInput: 2,
  /** Disk or network. */
  failedOutside: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
