/** Writes to standard output and waits until it is taken: a pipe may be slower than we are. */
export function writeOut(text: string): Promise<void> {
  return write(process.stdout, text);
}

export function writeError(text: string): Promise<void> {
  return write(process.stderr, text);
}

/** A reader that went away (`cupola ... | head`) is no failure. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}
