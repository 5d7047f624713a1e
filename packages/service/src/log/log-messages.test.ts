import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_RECORDS, MessageReader, messagesOf, partText, positionOf, sequenceOf } from './log-messages.ts';

const payloads = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 30 });

it('gives records back as they were, whatever the size of messages and wherever reading begins', () => {
  fc.assert(
    fc.property(payloads, fc.integer({ min: 16, max: 400 }), fc.nat(), (records, mostBytes, start) => {
      const messages = messagesOf(records, mostBytes);
      expect(messages.every(({ data }) => data.length <= mostBytes)).toBe(true);
      expect(messages.reduce((sum, each) => sum + each.recordCount, 0)).toBe(records.length);
      const read = (from: number): readonly { position: number; payload: Buffer }[] => {
        const reader = new MessageReader('s');
        return messages
          .flatMap(({ data, part }, index) =>
            index + 1 < sequenceOf(from) ? [] : reader.read(index + 1, data, partText(part) ?? ''),
          )
          .filter((each) => each.position >= from);
      };
      const all = read(0);
      expect(all.map(({ payload }) => [...payload])).toEqual(records.map((each) => [...each]));
      if (all.length === 0) return;
      const index = start % all.length;
      expect(read(all[index]!.position)).toEqual(all.slice(index));
      expect(read(all[index]!.position + 1)).toEqual(all.slice(index + 1));
    }),
  );
});

it('passes over a record whose last part never came', () => {
  const reader = new MessageReader('s');
  const [first] = messagesOf([Buffer.alloc(100, 1)], 40);
  expect(reader.read(1, first!.data, partText(first!.part) ?? '')).toEqual([]);
  expect(reader.openBytes).toBe(40);
  const [whole] = messagesOf([Buffer.from('whole')], 40);
  expect(reader.read(2, whole!.data, '')).toEqual([
    { position: positionOf(2, 0), payload: Buffer.from('whole') },
  ]);
});

it('says where a stream is damaged', () => {
  const parts = messagesOf([Buffer.alloc(100, 1)], 40);
  expect(() => new MessageReader('s').read(7, parts[1]!.data, '2/3')).toThrow('damaged at message 7');
  const [whole] = messagesOf([Buffer.from('whole')], 40);
  const broken = Buffer.from(whole!.data);
  broken[9]! ^= 1;
  expect(() => new MessageReader('s').read(8, broken, '')).toThrow('damaged at message 8');
});

it('holds no more records in a message than positions can count', () => {
  const many = Array.from({ length: MOST_RECORDS + 1 }, () => Buffer.from('x'));
  expect(messagesOf(many, 1_000_000).map((each) => each.recordCount)).toEqual([MOST_RECORDS, 1]);
});
