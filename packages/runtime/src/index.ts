export { acquireAnswer } from './acquisition/acquire/acquire-answer.ts';
export {
  ACQUIRE_FILE_NAMES,
  acquireFolderProblems,
  writeAcquireFolder,
} from './acquisition/acquire/acquire-files.ts';
export { acquireStudy } from './acquisition/acquire/acquire-study.ts';
export type { AcquireStudy } from './acquisition/acquire/acquire-study.ts';
export { acquireHeadlines } from './acquisition/acquire/acquire-words.ts';
export { loadOffers } from './acquisition/acquire/load-offers.ts';
export type { OffersCase } from './acquisition/acquire/load-offers.ts';
export { OFFER_TITLES } from './acquisition/acquire/offer-titles.ts';
export { COST_FILE_NAMES, costFolderProblems, writeCostFolder } from './acquisition/cost/cost-files.ts';
export { billions } from './acquisition/cost/cost-figures.ts';
export { costAnswer, costStudy } from './acquisition/cost/cost-study.ts';
export { interceptorSentences } from './acquisition/cost/interceptor-study.ts';
export type { CostStudy } from './acquisition/cost/cost-study.ts';
export { loadCaseByDeployment } from './acquisition/deployment/case-by-deployment.ts';
export { deploymentReport } from './acquisition/deployment/deployment-answer.ts';
export type { DeploymentReport } from './acquisition/deployment/deployment-answer.ts';
export {
  DEPLOYMENT_FILE_NAMES,
  deploymentFolderProblems,
  writeDeploymentFolder,
} from './acquisition/deployment/deployment-files.ts';
export { performDeployment } from './acquisition/deployment/deployment-study.ts';
export { loadSizeCampaign } from './acquisition/deployment/each-satellite.ts';
export { layerService } from './acquisition/deployment/layer-service.ts';
export { loadDeployment } from './acquisition/deployment/load-deployment.ts';
export type { LoadedDeployment } from './acquisition/deployment/load-deployment.ts';
export { loadAcquisitionCase } from './acquisition/cost/load-case.ts';
export { costHeadlines } from './acquisition/cost/render-cost.ts';
export { headlinesOf as reconcileHeadlines } from './acquisition/reconcile/headlines.ts';
export { loadHeadlines } from './acquisition/reconcile/load-headlines.ts';
export {
  RECONCILE_FILE_NAMES,
  reconcileFolderProblems,
  writeReconcileFolder,
} from './acquisition/reconcile/reconcile-files.ts';
export { spanText } from './acquisition/reconcile/span-text.ts';
export { provenanceOf } from './mission/provenance.ts';
export * from './page/index.ts';
export { loadCorridorArea, loadRegionsArea } from './areas/load-area.ts';
export * from './coverage/coverage-report.ts';
export { mostCells, performCoverage } from './coverage/perform-coverage.ts';
export * from './coverage/design/design-question.ts';
export * from './coverage/design/design-report.ts';
export { performDesign } from './coverage/design/perform-design.ts';
export type { DesignAnswer, DesignCandidate } from './coverage/design/perform-design.ts';
export {
  DESIGN_FILE_NAMES,
  designFolderProblems,
  writeDesignFolder,
} from './coverage/design/page/design-files.ts';
export { designStudy } from './coverage/design/page/design-study.ts';
export {
  COVERAGE_FILE_NAMES,
  coverageFolderProblems,
  writeCoverageFolder,
} from './coverage/page/coverage-files.ts';
export { coverageStudy } from './coverage/page/coverage-study.ts';
export { performWindows } from './coverage/windows/perform-windows.ts';
export * from './coverage/windows/window-report.ts';
export { openWindowsFile, windowsFileProblems } from './coverage/windows/windows-file.ts';
export * from './engagement/custody-delays.ts';
export * from './engagement/load-fleet.ts';
export {
  REACH_FILE_NAMES,
  reachFolderProblems,
  reachStudy,
  writeReachFolder,
} from './engagement/page/reach-files.ts';
export {
  RAID_FILE_NAMES,
  raidFolderProblems,
  raidStudy,
  writeRaidFolder,
} from './engagement/page/raid-files.ts';
export {
  SIZE_FILE_NAMES,
  sizeFolderProblems,
  writeSizeFolder,
  writeStudiesFolder,
} from './engagement/page/size-files.ts';
export type * from './engagement/raid-question.ts';
export * from './engagement/raid-report.ts';
export type * from './engagement/reach-question.ts';
export { mapProblems, mapReport, performReachMap } from './engagement/reach-map.ts';
export * from './engagement/reach-report.ts';
export * from './engagement/scenario-targets.ts';
export * from './engagement/size-report.ts';
export * from './engagement/study-report.ts';
export * from './ephemerides/index.ts';
export * from './interruption.ts';
export * from './known-ids.ts';
export * from './losses/index.ts';
export * from './mission/index.ts';
export { loadMission } from './mission/load-mission.ts';
export * from './neutral/perform-score.ts';
export type { SmoothedSummary } from './neutral/look-back.ts';
export * from './neutral/perform-track.ts';
export type { Rejection } from './neutral/rejections.ts';
export * from './outside-failure.ts';
export * from './perform-custody.ts';
export * from './perform-run.ts';
export * from './read-catalogue-file.ts';
export { readRunFolder } from './run-folder/read-run.ts';
export type { StoredPoint, StoredRun } from './run-folder/read-run.ts';
export { runFolderProblems } from './run-folder/run-folder.ts';
export { columnsCsv } from './tables/csv.ts';
export { flatColumns } from './tables/flat-columns.ts';
export { parquetBytes } from './tables/parquet.ts';
export type { TableColumn } from './tables/parquet.ts';
export { MOST_SHEET_ROWS, tableWorkbook } from './tables/table-workbook.ts';
export { trackColumns } from './tables/tracks-table.ts';
export * from './satellites/load-satellites.ts';
export { loadWorkingSatellites } from './satellites/load-working-satellites.ts';
export * from './scene/index.ts';
export * from './serve-folder.ts';
export type { ObjectSummary, PhaseNumbers } from './summary/object-summary.ts';
export type { RunSummary } from './summary/summary.ts';
export { writeWholeFile } from './whole-file.ts';
export { loadCampaign } from './campaign/load-campaign.ts';
export type { CampaignLoad, LoadedCampaign } from './campaign/load-campaign.ts';
export { campaignFolderProblems } from './campaign/campaign-folder.ts';
export type { CampaignSummary } from './campaign/campaign-summary.ts';
export { performCampaign } from './campaign/perform-campaign.ts';
export type { CampaignDone, CampaignOptions, CampaignTiming } from './campaign/perform-campaign.ts';
export { loadPortfolio } from './acquisition/portfolio/load-portfolio.ts';
export { frontEntry, noPortfolioAnswer, portfolioAnswer } from './acquisition/portfolio/portfolio-answer.ts';
export {
  PORTFOLIO_FILE_NAMES,
  portfolioFolderProblems,
  writePortfolioFolder,
} from './acquisition/portfolio/portfolio-files.ts';
export { portfolioHeadlines } from './acquisition/portfolio/portfolio-headlines.ts';
export { performPortfolio } from './acquisition/portfolio/portfolio-study.ts';
export type { PortfolioEvent, PortfolioStudy } from './acquisition/portfolio/portfolio-study.ts';
export { WorkerSolver } from './solver/worker-solver.ts';
export { BRIEF_FILE_NAMES, briefFolderProblems, writeBriefFolder } from './brief/brief-files.ts';
export { briefMarkdown } from './brief/brief-markdown.ts';
export { loadBrief } from './brief/load-brief.ts';
