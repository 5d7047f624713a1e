import type { Generated } from 'kysely';

/** Columns as they stand in the store: text, whole numbers (times are microseconds of the wall clock unless they say otherwise), JSON as text. */
export interface Tables {
  readonly sessions: {
    id: string;
    kind: string;
    mission: string;
    started_at_us: number;
    /** Newest second of operations whose events are stored. */
    through_second: number | null;
  };
  readonly session_spans: {
    session_id: string;
    from_second: number;
    through_second: number;
  };
  readonly events: {
    session_id: string;
    sequence: number;
    kind: string;
    track_id: string | null;
    record: string;
    /** Of the step that told it; null of what was stored before seconds were. */
    second: number | null;
    /** Of its track in that second. */
    whereabouts: string | null;
  };
  readonly alert_handling: {
    session_id: string;
    tenant_id: Generated<string>;
    alert_id: string;
    acknowledged_by: string | null;
    acknowledged_at_us: number | null;
    shelved_until_us: number | null;
    note: string | null;
  };
  readonly api_keys: {
    id: string;
    mode: string;
    name: string;
    secret_hash: string;
    scopes: string;
    created_at_us: number;
    expires_at_us: number | null;
    revoked_at_us: number | null;
    tenant_id: Generated<string>;
    user_id: string | null;
    /** To the hour. */
    last_used_at_us: number | null;
    /** The key that this one was made to replace. */
    replaces: string | null;
  };
  readonly tenants: {
    id: string;
    name: string;
    state: string;
    created_at_us: number;
  };
  readonly users: {
    id: string;
    tenant_id: string;
    name: string;
    role: string;
    created_at_us: number;
    ended_at_us: number | null;
  };
  readonly plans: {
    id: string;
    version: number;
    document: string;
    created_at_us: number;
  };
  readonly subscriptions: {
    tenant_id: string;
    from_us: number;
    /** Null: none from then on. */
    plan_id: string | null;
    plan_version: number | null;
    created_at_us: number;
  };
  readonly quota_usage: {
    tenant_id: string;
    meter: string;
    period_from_us: number;
    period_through_us: number;
    used: number;
  };
  readonly client_certificates: {
    fingerprint: string;
    tenant_id: string;
    key_id: string;
    name: string;
    created_at_us: number;
    expires_at_us: number;
    revoked_at_us: number | null;
  };
  readonly audit: {
    sequence: number;
    at_us: number;
    actor: string;
    action: string;
    subject: string;
    detail: string;
    previous_hash: string;
    hash: string;
  };
  /** One row: the end of the chain. */
  readonly audit_head: {
    sequence: number;
    hash: string;
  };
  readonly idempotency: {
    key_id: string;
    idempotency_key: string;
    tenant_id: Generated<string>;
    request_hash: string;
    answer: string;
    at_us: number;
  };
  readonly webhook_endpoints: {
    id: string;
    tenant_id: string;
    /** The API key it was made or enabled with; null of the console of the machine. */
    key_id: string | null;
    url: string;
    name: string;
    types: string;
    filter: string;
    secret: string;
    previous_secret: string | null;
    previous_until_us: number | null;
    created_at_us: number;
    disabled_at_us: number | null;
    disabled_reason: string | null;
    failing_since_us: number | null;
  };
  readonly webhook_messages: {
    /** Also the header `webhook-id`. */
    id: string;
    tenant_id: string;
    endpoint_id: string;
    session_id: string;
    /** Of operations, in which it happened. */
    second: number;
    type: string;
    /** What decides on who may see it. */
    seen: string;
    body: string;
    created_at_us: number;
    state: string;
    attempts: number;
    next_at_us: number;
    last_status: number | null;
    last_error: string | null;
    done_at_us: number | null;
  };
  readonly usage_events: {
    source: string;
    id: string;
    tenant_id: string;
    meter: string;
    product: string | null;
    item: string | null;
    quantity: string;
    at_us: number;
    /** 0 while its minute lasts and its quantity may still grow, then 1. */
    is_closed: number;
    /** Number of the tenant's invoice that counts it. */
    billed_in: number | null;
  };
  readonly contract_prices: {
    tenant_id: string;
    version: number;
    plan_id: string;
    /** Null: prices alone were agreed on. */
    plan_version: number | null;
    from_us: number;
    prices: string;
  };
  readonly contract_ends: {
    tenant_id: string;
    ends_at_us: number;
  };
  readonly invoices: {
    tenant_id: string;
    sequence: number;
    kind: string;
    /** End of the period; all before it is invoiced. */
    until_us: number;
    corrects: number | null;
    total_minor: number;
    document: string;
  };
}
