import { OutsideFailure } from '@cupola/runtime/outside-failure';

/**
 * Writes to standard output and waits until it is taken: a pipe may be slower than we are.
 *
 * @returns Whether somebody still reads: a reader that went away (`cupola ... | head`) is no failure.
 * @throws OutsideFailure when the other side cannot take it (disk full).
 */
export function writeOut(text: string | Uint8Array): Promise<boolean> {
  return write(process.stdout, text);
}

export async function writeError(text: string): Promise<void> {
  await write(process.stderr, text);
}

function write(stream: NodeJS.WriteStream, text: string | Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve(true);
      else if (isGone(error)) resolve(false);
      else reject(new OutsideFailure('disk', 'cannot write the output', error));
    });
  });
}

function isGone(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
