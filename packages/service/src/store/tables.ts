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
  readonly idempotency: {
    key_id: string;
    idempotency_key: string;
    request_hash: string;
    answer: string;
    at_us: number;
  };
}
