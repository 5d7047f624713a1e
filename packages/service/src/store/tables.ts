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
  readonly events: {
    session_id: string;
    sequence: number;
    kind: string;
    track_id: string | null;
    record: string;
  };
  readonly alert_handling: {
    session_id: string;
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
    request_hash: string;
    answer: string;
    at_us: number;
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
