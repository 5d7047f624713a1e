import { PRODUCTS } from '@cupola/contract/plan';
import type { Allowances } from '../access/allowances.ts';
import { periodAt } from '../access/period.ts';
import type { App } from './app-doors.ts';

const REFUSED = 400;

/** Records of answers count against the quota of records; those of streams are counted by the hub. */
export function countRecords(app: App, allowances: Allowances): void {
  app.addHook('onResponse', ({ visitor, need, toldRecords }, reply, done) => {
    const isProduct = PRODUCTS.some((each) => each === need);
    if (visitor !== null && isProduct && toldRecords !== null && reply.statusCode < REFUSED) {
      const { tenantId, entitlement } = visitor;
      allowances.count(tenantId, entitlement.quotas, 'records', toldRecords, Date.now() * 1000);
    }
    done();
  });
}

/** What is left of rate and quotas, in the fields `RateLimit` and `RateLimit-Policy` (IETF draft 10). */
export function rateHeaders(app: App, allowances: Allowances): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { rate, visitor } = request;
    const atUs = Date.now() * 1000;
    const policies: string[] = [];
    const left: string[] = [];
    if (rate !== null) {
      policies.push(`"rate";q=${rate.burst};w=${Math.ceil(rate.burst / rate.perS)}`);
      left.push(`"rate";r=${rate.left};t=${rate.fullInS}`);
    }
    const quotas =
      visitor === null ? [] : allowances.states(visitor.tenantId, visitor.entitlement.quotas, atUs);
    for (const quota of quotas) {
      const { fromUs, throughUs } = periodAt(quota.per, atUs);
      const name = `"${quota.meter}-${quota.per}-${quota.kind}"`;
      policies.push(`${name};q=${quota.limit};w=${(throughUs - fromUs) / 1e6}`);
      left.push(`${name};r=${quota.left};t=${Math.ceil((throughUs - atUs) / 1e6)}`);
    }
    if (policies.length > 0) {
      void reply.header('ratelimit-policy', policies.join(', ')).header('ratelimit', left.join(', '));
    }
    done(null, payload);
  });
}
