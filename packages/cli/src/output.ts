/** Writes to standard output and waits until it is taken: a pipe may be slower than we are. */
export function writeOut(text: string): Promise<void> {
  return write(process.stdout, text);
}

export function writeError(text: string): Promise<void> {
  return write(process.stderr, text);
}

/** A reader that went away (`cupola ... | head`) is no failure; the stream says so on its own, besides calling back. */
function readerGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
process.stdout.on('error', readerGone);
process.stderr.on('error', readerGone);

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}
