export * from './serve/index.ts';
export {
  createTenant,
  createUser,
  endUser,
  putPlan,
  setTenantState,
  storedPlans,
  storedSubscriptions,
  storedTenants,
  storedUsers,
  subscribeTenant,
} from './access/tenant-store.ts';
export type { Outcome } from './access/tenant-store.ts';
export { ROLES, subscriptionAt } from './access/tenants.ts';
export type { Role } from './access/tenants.ts';
export { makeWebhook, webhookRecord, wishProblems } from './delivery/webhooks/webhook-desk.ts';
export {
  changeEndpoint,
  replayMessages,
  storedEndpoints,
  storedMessages,
} from './delivery/webhooks/webhook-store.ts';
export type { EndpointChange, MessageState } from './delivery/webhooks/webhook-store.ts';
export { verifiedChain } from './audit/audit-chain.ts';
export { auditOfDatabase } from './audit/audit-of-database.ts';
export { readAuditFile } from './audit/read-audit-file.ts';
export { backUp } from './backup/back-up.ts';
export { checkBackup, restore, restoreProblems, storeProblems } from './backup/restore.ts';
export { SCOPES, newKey } from './keys/api-key.ts';
export type { Scope } from './keys/api-key.ts';
export { DATA_MODES } from './picture/records.ts';
export { pruneStopped } from './retention/prune-stopped.ts';
export type { PrunePlan } from './retention/prune-plan.ts';
export { certificateIn, fingerprintOf } from './keys/client-certificate.ts';
export type { CotClock } from './profiles/cot/cot-form.ts';
export type { CotPlan } from './doors/cot-listener.ts';
export { bindCertificate, revokeCertificate, storedCertificates } from './store/certificate-store.ts';
export { RUN_FILES, RUN_FORMATS, exportedRun } from './profiles/run/export-run.ts';
export { insertKey, revokeKey, rotateKey, storedKeys } from './keys/key-store.ts';
export { holdsStore, openStore } from './store/stores.ts';
export { isDay, dayUs, isoOf } from './billing/calendar.ts';
export { agreeOnPrices, contractTenants, endContract, storedContract } from './billing/contract-store.ts';
export { openMeterText, stripeText } from './billing/exports.ts';
export {
  issueCreditNote,
  issueInvoice,
  storedDocument,
  storedDocuments,
  verifiedDocuments,
} from './billing/invoice-store.ts';
export { amountText, documentText } from './billing/invoice.ts';
export type { BillingDocument } from './billing/invoice.ts';
export { invoicePage } from './billing/invoice-page.ts';
export { offerPlanText } from './billing/offer-plan.ts';
export { openSloText } from './billing/open-slo.ts';
export { readPriceSheet } from './billing/read-price-sheet.ts';
export { allUsage } from './billing/usage-store.ts';
