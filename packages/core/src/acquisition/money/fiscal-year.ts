/** First month of a fiscal year of the United States, counted from 1. 31 U.S.C. § 1102. */
const FIRST_MONTH = 10;

/** Fiscal year of a calendar month: October to September, named by the year it ends in. `month` is 1 to 12. */
export function fiscalYearOf(calendarYear: number, month: number): number {
  return month >= FIRST_MONTH ? calendarYear + 1 : calendarYear;
}
