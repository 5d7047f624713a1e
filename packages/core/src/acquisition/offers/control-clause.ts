/** What a contract may say about who is in control. They stand beside the money and are never part of it. */
export const CONTROL_CLAUSES = [
  'data-rights',
  'published-interfaces',
  'step-in',
  'escrow',
  'tasking-authority',
  'denial-prohibited',
  'change-control',
  'audit',
  'assignment',
  'second-source',
] as const;
export type ControlClause = (typeof CONTROL_CLAUSES)[number];

/** 0: nothing; 1: in part, or for a price; 2: in full. */
export type ClauseGrade = 0 | 1 | 2;

/** Grades by clause. What a contract does not mention is 0. */
export type ControlClauses = Readonly<Record<ControlClause, ClauseGrade>>;

/** What each clause is about, in words. */
export const CLAUSE_TITLES: Readonly<Record<ControlClause, string>> = {
  'data-rights': 'Rights in data: at least government purpose',
  'published-interfaces': 'Interfaces are published and belong to the buyer',
  'step-in': 'The buyer may step in and operate',
  escrow: 'Source, keys and spares lie in escrow',
  'tasking-authority': 'The buyer decides what is looked at',
  'denial-prohibited': 'The provider may not deny the service',
  'change-control': 'Changes need the consent of the buyer',
  audit: 'Audit, and cost data that are certified',
  assignment: 'No assignment and no change of control without consent',
  'second-source': 'Right to a second source',
};

/** The same thing for every clause. */
export function byClause<T>(of: (clause: ControlClause) => T): Readonly<Record<ControlClause, T>> {
  return {
    'data-rights': of('data-rights'),
    'published-interfaces': of('published-interfaces'),
    'step-in': of('step-in'),
    escrow: of('escrow'),
    'tasking-authority': of('tasking-authority'),
    'denial-prohibited': of('denial-prohibited'),
    'change-control': of('change-control'),
    audit: of('audit'),
    assignment: of('assignment'),
    'second-source': of('second-source'),
  };
}
