import { createReadStream } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DoorKeeper } from './door-keeper.ts';
import { Refusal } from './refusal.ts';

/** The report is one page with its styles in it, and asks for nothing. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A run tells of the whole Earth: it cannot be cut to regions. @throws Refusal */
export function admitToRuns(keeper: DoorKeeper, request: FastifyRequest): void {
  const { entitlement } = keeper.admit(request, 'read', 'runs');
  if (entitlement.regions !== null)
    throw new Refusal('not-entitled', 'runs tell of the whole Earth, and the plan is for regions');
}

/** @param file - Of a run, `report.html`. */
export function sendReport(reply: FastifyReply, file: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', REPORT_POLICY)
    .send(createReadStream(file));
}
