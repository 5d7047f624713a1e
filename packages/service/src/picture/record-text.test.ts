import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerText } from './record-text.ts';

const record = fc.dictionary(fc.string(), fc.jsonValue());

it('says what JSON would say, of pages and of anything else, however often it is asked', () => {
  const page = fc.record({ dataMode: fc.string(), items: fc.array(record), next: fc.option(fc.string()) });
  fc.assert(
    fc.property(fc.oneof(page, record, fc.jsonValue()), (answer) => {
      const plain: unknown = JSON.parse(JSON.stringify(answer));
      expect(JSON.parse(answerText(answer))).toEqual(plain);
      expect(JSON.parse(answerText(answer))).toEqual(plain);
    }),
  );
});
