import { OutsideFailure } from '@cupola/runtime';

/**
 * Writes to standard output and waits until it is taken: a pipe may be slower than we are.
 *
 * @throws OutsideFailure when the other side cannot take it (disk full); a reader that went away (`cupola ... | head`) is no failure.
 */
export function writeOut(text: string): Promise<void> {
  return write(process.stdout, text);
}

export function writeError(text: string): Promise<void> {
  return write(process.stderr, text);
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined || isGone(error)) resolve();
      else reject(new OutsideFailure('disk', 'cannot write the output', error));
    });
  });
}

function isGone(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
