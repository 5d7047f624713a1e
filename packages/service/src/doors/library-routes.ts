import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RunShelf } from '../library/run-shelf.ts';
import type { RunListing } from '../library/run-shelf.ts';
import { ScenarioShelf } from '../library/scenario-shelf.ts';
import type { App, Doors } from './app-doors.ts';
import { pageOf, pageQuery } from './pages.ts';
import { Refusal } from './refusal.ts';
import { admitToRuns, sendReport } from './run-reports.ts';
import { page, problem, runListing, scenarioListing } from './schemas.ts';

const idParams = z.object({ id: z.string() });
const refusals = { 400: problem, 401: problem, 403: problem };
const missing = { ...refusals, 404: problem };

/** Finished runs and scenario files of the folders that the service was started with: to be read, and nothing else. */
export function libraryRoutes(app: App, { service, keeper, shelves }: Doors): void {
  const { dataMode } = service.plan;
  const runs = shelves.runs === null ? null : new RunShelf(shelves.runs);
  const scenarios = shelves.scenarios === null ? null : new ScenarioShelf(shelves.scenarios);

  const admit = (request: FastifyRequest): void => admitToRuns(keeper, request);
  const runOf = (id: string): { readonly shelf: RunShelf; readonly run: RunListing } => {
    const run = runs?.find(id) ?? null;
    if (runs === null || run === null) throw new Refusal('not-found', `there is no run "${id}"`);
    return { shelf: runs, run };
  };

  app.get(
    '/v1/runs',
    {
      schema: {
        tags: ['library'],
        description: 'Finished runs in the folder given with --runs; none without one',
        querystring: z.object({ ...pageQuery, runId: z.string().optional() }),
        response: { 200: page(runListing), ...refusals },
      },
    },
    (request) => {
      admit(request);
      const { runId } = request.query;
      const items = (runs?.list() ?? []).filter((each) => runId === undefined || each.runId === runId);
      return { dataMode, ...pageOf(items, (each) => each.id, request.query) };
    },
  );
  app.get(
    '/v1/runs/:id',
    { schema: { tags: ['library'], params: idParams, response: { 200: runListing, ...missing } } },
    (request) => {
      admit(request);
      return runOf(request.params.id).run;
    },
  );
  app.get(
    '/v1/runs/:id/summary',
    {
      schema: {
        tags: ['library'],
        description: 'As `cupola run --json` printed it',
        params: idParams,
        response: { 200: z.record(z.string(), z.unknown()), ...missing },
      },
    },
    (request, reply) => {
      admit(request);
      const { shelf, run } = runOf(request.params.id);
      return reply.type('application/json; charset=utf-8').serializer(String).send(shelf.summaryText(run));
    },
  );
  app.get(
    '/v1/runs/:id/report',
    {
      schema: {
        tags: ['library'],
        description: 'A page that opens by itself',
        params: idParams,
        response: { 200: z.string().describe('text/html'), ...missing },
      },
    },
    (request, reply) => {
      admit(request);
      const { shelf, run } = runOf(request.params.id);
      const file = shelf.reportPath(run);
      if (file === null) throw new Refusal('not-found', `the run "${run.id}" has no report`);
      return sendReport(reply, file);
    },
  );
  app.get(
    '/v1/scenarios',
    {
      schema: {
        tags: ['library'],
        description: 'Scenario files in the folder given with --scenarios; none without one',
        querystring: z.object(pageQuery),
        response: { 200: page(scenarioListing), ...refusals },
      },
    },
    (request) => {
      admit(request);
      return { dataMode, ...pageOf(scenarios?.list() ?? [], (each) => each.id, request.query) };
    },
  );
  app.get(
    '/v1/scenarios/:id',
    { schema: { tags: ['library'], params: idParams, response: { 200: scenarioListing, ...missing } } },
    (request) => {
      admit(request);
      const found = scenarios?.find(request.params.id) ?? null;
      if (found === null) throw new Refusal('not-found', `there is no scenario "${request.params.id}"`);
      return found;
    },
  );
}
