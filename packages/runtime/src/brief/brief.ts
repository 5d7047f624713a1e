/** How well a number is founded; the weakest of what it rests on. */
export const BRIEF_GRADES = ['published', 'primary', 'two-independent', 'notional', 'computed'] as const;
export type BriefGrade = (typeof BRIEF_GRADES)[number];

export interface BriefNumber {
  readonly what: string;
  readonly value: string;
  /** From what it may be; empty where there is one value. */
  readonly range: string;
  /** File and key, or the source of an input. */
  readonly source: string;
  readonly grade: BriefGrade;
  /** For what is computed: the weakest of what went in. */
  readonly restsOn: string;
}

/** What one folder of results says. */
export interface BriefPart {
  readonly asked: readonly string[];
  /** Sentences with numbers and their ranges, the most important first. */
  readonly answer: readonly string[];
  readonly numbers: readonly BriefNumber[];
  readonly limits: readonly string[];
  /** Name and value, to get the same again. */
  readonly reproduce: readonly (readonly [string, string])[];
}

export interface Brief extends BriefPart {
  readonly title: string;
  /** Numbers that did not fit on two pages, by where they stand. */
  readonly leftOut: number;
}

/** What two pages hold. */
const MOST = { asked: 10, answer: 10, numbers: 19, limits: 9 } as const;
/** Characters of a line, of a cell of the table, and of a line on how to reproduce: longer ones are told by their first sentences or their beginning, and stand whole in the files. */
const LONGEST = { sentence: 300, cell: 84, reproduce: 150 } as const;

/** One brief of several folders: what comes first stays first, and each folder keeps an even part of the room there is. */
export function briefOf(title: string, parts: readonly BriefPart[]): Brief {
  const numbers = fairShare(
    parts.map((part) => part.numbers),
    MOST.numbers,
  );
  const sentences = (of: (part: BriefPart) => readonly string[], most: number): readonly string[] =>
    fairShare(parts.map(of), most).map((text) => wholeSentences(text, LONGEST.sentence));
  const limits = sentences((part) => part.limits, MOST.limits);
  return {
    title: clipped(title, LONGEST.cell),
    asked: sentences((part) => part.asked, MOST.asked),
    answer: sentences((part) => part.answer, MOST.answer),
    numbers: numbers.map((each) => ({
      ...each,
      what: clipped(each.what, LONGEST.cell),
      range: clipped(each.range, LONGEST.cell),
      source: clipped(each.source, LONGEST.cell),
    })),
    limits: limits.filter((limit, index) => limits.indexOf(limit) === index),
    reproduce: parts.flatMap(({ reproduce }) =>
      reproduce.map(([name, value]) => [name, clipped(value, LONGEST.reproduce)] as const),
    ),
    leftOut: parts.reduce((sum, part) => sum + part.numbers.length, 0) - numbers.length,
  };
}

/** As many whole sentences as there is room for; only where the first one is too long, its beginning. */
export function wholeSentences(text: string, most: number): string {
  if (text.length <= most) return text;
  const ends = [...text.matchAll(/[.!?](?= [A-Z])/g)].map(({ index }) => index + 1);
  const end = ends.findLast((at) => at <= most);
  return end === undefined ? clipped(text, most) : text.slice(0, end);
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}

/** The first of each list, so many that all fit: a short list leaves its room to the others. */
export function fairShare<Item>(lists: readonly (readonly Item[])[], most: number): readonly Item[] {
  const rounds = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: rounds }, (_, at) =>
    lists.flatMap((list, index) => (at < list.length ? [index] : [])),
  )
    .flat()
    .slice(0, most);
  return lists.flatMap((list, index) => list.slice(0, turns.filter((turn) => turn === index).length));
}
