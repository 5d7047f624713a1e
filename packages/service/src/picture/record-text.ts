const texts = new WeakMap<object, string>();

/** A record as JSON, made once however many ask for it: records are replaced, never changed. */
export function recordText(record: object): string {
  let text = texts.get(record);
  if (text === undefined) {
    text = JSON.stringify(record);
    texts.set(record, text);
  }
  return text;
}

/** An answer as JSON; of a page, the records by themselves, each of them written once. */
export function answerText(answer: unknown): string {
  if (!isPage(answer)) return JSON.stringify(answer);
  const { items, ...rest } = answer;
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"items":[${items.map(recordText).join(',')}]}`;
}

interface Page {
  readonly dataMode: string;
  readonly items: readonly object[];
}

function isPage(answer: unknown): answer is Page {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'dataMode' in answer &&
    'items' in answer &&
    Array.isArray(answer.items) &&
    answer.items.every((each) => typeof each === 'object' && each !== null)
  );
}
