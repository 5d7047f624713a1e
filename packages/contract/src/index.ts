export * from './acquisition/read-assumptions.ts';
export * from './acquisition/read-case.ts';
export {
  interceptorCase,
  interceptorCaseProblems,
  readInterceptorAssumptions,
} from './acquisition/interceptors-schema.ts';
export type { InterceptorCase } from './acquisition/interceptors-schema.ts';
export * from './acquisition/deployment-case.ts';
export type { CaseFile } from './acquisition/case-schema.ts';
export type { CoverageFile, CustodyFile, HostsFile } from './acquisition/deployment-schema.ts';
export * from './campaign/index.ts';
export * from './acquisition/read-headlines.ts';
export * from './acquisition/read-money.ts';
export * from './acquisition/read-offers.ts';
export * from './catalogue/index.ts';
export * from './neutral/index.ts';
export * from './scenario/index.ts';
export * from './validation/published-cases.ts';
export * from './geojson/read-areas.ts';
export * from './portfolio/read-portfolio.ts';
export type { AnswerLimits } from './portfolio/portfolio-schema.ts';
export { bidsCsv } from './portfolio/write-bids.ts';
export * from './scan-batch/index.ts';
export * from './plan/plan.ts';
export * from './plan/read-plan.ts';
export * from './problems/problem-table.ts';
