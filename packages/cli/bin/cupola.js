#!/usr/bin/env node
// Checks the Node version before anything newer than it is parsed, then hands over.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `cupola needs Node 24 or newer and was started with ${process.versions.node}. ` +
      'Run it through npm in the repository (npm start, npx cupola ...), which brings its own.\n',
  );
  process.exit(2);
}
// What was compiled once is kept for the next start (in the folder for temporary files; NODE_COMPILE_CACHE names another).
const { enableCompileCache } = await import('node:module');
enableCompileCache();
await import('../src/main.ts');
