import { obeyCommandLine } from './command-line.ts';

/* Streams tell a failed write also as an event; the write itself reports it (output.ts). */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

await obeyCommandLine(process.argv.slice(2));
