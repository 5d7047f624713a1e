import { expect, test } from 'vitest';
import { readSelection } from './read-selection.ts';

test('keys and values as in a scenario, also inside a shell', () => {
  expect(
    readSelection([
      'name=STARLINK',
      'inclinationDeg=[52, 54]',
      'shell.altitudeKm=550',
      'shell.inclinationDeg=53',
      'planeNodeDeg=[350, 10]',
      'catalogueNumbers=[44714, 270123]',
      'everyNth=2',
      'count=7',
    ]),
  ).toEqual({
    ok: true,
    select: {
      name: 'STARLINK',
      inclinationDeg: [52, 54],
      shell: { altitudeKm: 550, inclinationDeg: 53 },
      planeNodeDeg: [350, 10],
      catalogueNumbers: [44714, 270123],
      everyNth: 2,
      count: 7,
    },
  });
  expect(readSelection([])).toEqual({ ok: true, select: {} });
});

test.each([
  [['altitude=[500, 600]'], '--select altitude', 'unknown key "altitude"; did you mean "altitudeKm"?'],
  [['altitudeKm=[600, 500]'], '--select altitudeKm', 'nothing can lie between these two'],
  [['everyNth=0'], '--select everyNth', '`everyNth` is 0'],
  [['shell.altitudeKm=550'], '--select shell.inclinationDeg', '`inclinationDeg` is missing'],
  [['count=6', 'count=7'], '--select count', 'it is given twice, and one selection has one value of it'],
  [['count'], '--select', 'the setting "count" has no path'],
])('%j', (settings, path, message) => {
  expect(readSelection(settings)).toMatchObject({ ok: false, problems: [{ path, message }] });
});
