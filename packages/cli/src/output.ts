/** Writes to standard output and waits until it is taken: a pipe may be slower than we are. Says whether somebody still reads. */
export function writeOut(text: string | Uint8Array): Promise<boolean> {
  return write(process.stdout, text);
}

export async function writeError(text: string): Promise<void> {
  await write(process.stderr, text);
}

/** A reader that went away (`cupola ... | head`) is no failure. */
function write(stream: NodeJS.WriteStream, text: string | Uint8Array): Promise<boolean> {
  if (stream.listenerCount('error') === 0) stream.on('error', () => {});
  return new Promise((resolve) => {
    stream.write(text, (error) => resolve(error === null || error === undefined));
  });
}
