export * from './read-assumptions.ts';
export * from './read-case.ts';
export {
  interceptorCase,
  interceptorCaseProblems,
  readInterceptorAssumptions,
} from './interceptors-schema.ts';
export type { InterceptorCase } from './interceptors-schema.ts';
export * from './deployment-case.ts';
export type { CaseFile } from './case-schema.ts';
export type { CoverageFile, CustodyFile, HostsFile } from './deployment-schema.ts';
export * from './read-headlines.ts';
export * from './read-money.ts';
export * from './read-offers.ts';
