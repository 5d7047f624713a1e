import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from './read-catalogue.ts';

/** The example of the standard, an object in geosynchronous orbit, as the tests of Orekit have it. [CCSDS-502] */
const KVN = `CCSDS_OMM_VERS  = 3.0
CREATION_DATE   = 2007-065T16:00:00
ORIGINATOR      = NOAA/USA

COMMENT one object
OBJECT_NAME     = GOES 9
OBJECT_ID       = 1995-025A
CENTER_NAME     = EARTH
REF_FRAME       = TEME
TIME_SYSTEM     = UTC
MEAN_ELEMENT_THEORY = SGP/SGP4

EPOCH             = 2007-064T10:34:41.4264
MEAN_MOTION       = 1.00273272
ECCENTRICITY      = 0.0005013
INCLINATION       =   3.0539 [deg]
RA_OF_ASC_NODE    =  81.7939
ARG_OF_PERICENTER = 249.2363
MEAN_ANOMALY      = 150.1602
GM                = 398600.8
EPHEMERIS_TYPE    = 0
CLASSIFICATION_TYPE = U
NORAD_CAT_ID      = 23581
ELEMENT_SET_NO    = 0925
REV_AT_EPOCH      = 4316
BSTAR             = 0.0001
MEAN_MOTION_DOT   = -0.00000113
MEAN_MOTION_DDOT  = 0.0
`;
const GOES = {
  objectName: 'GOES 9',
  objectId: '1995-025A',
  catalogueNumber: 23581,
  meanMotionRevPerDay: 1.00273272,
  eccentricity: 0.0005013,
  inclinationDeg: 3.0539,
  nodeDeg: 81.7939,
  argumentOfPerigeeDeg: 249.2363,
  meanAnomalyDeg: 150.1602,
  bstarPerEarthRadius: 0.0001,
  meanMotionDotRevPerDay2: -0.00000113,
  meanMotionDdotRevPerDay3: 0,
  classification: 'U',
  elementSetNumber: 925,
  revolutionsAtEpoch: 4316,
};
/** 5 March 2007. */
const GOES_DAY_JD = 2454164.5;

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<!-- as the standard shows it -->
<omm xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="CCSDS_OMM_VERS" version="3.0">
  <header><COMMENT> one object </COMMENT><CREATION_DATE>2007-065T16:00:00</CREATION_DATE>
    <ORIGINATOR>NOAA</ORIGINATOR></header>
  <body><segment>
    <metadata>
      <OBJECT_NAME>GOES 9</OBJECT_NAME> <OBJECT_ID>1995-025A</OBJECT_ID>
      <CENTER_NAME>EARTH</CENTER_NAME> <REF_FRAME>TEME</REF_FRAME>
      <TIME_SYSTEM>UTC</TIME_SYSTEM> <MEAN_ELEMENT_THEORY>SGP/SGP4</MEAN_ELEMENT_THEORY>
    </metadata>
    <data>
      <meanElements>
        <COMMENT>mean elements</COMMENT>
        <EPOCH>2007-064T10:34:41.4264</EPOCH>
        <MEAN_MOTION units="rev/day">1.00273272</MEAN_MOTION>
        <ECCENTRICITY>0.0005013</ECCENTRICITY>
        <INCLINATION units='deg'>
          3.0539
        </INCLINATION>
        <RA_OF_ASC_NODE units="deg">81.7939</RA_OF_ASC_NODE>
        <ARG_OF_PERICENTER units="deg">249.2363</ARG_OF_PERICENTER>
        <MEAN_ANOMALY units="deg">150.1602</MEAN_ANOMALY>
        <GM>398600.8</GM>
      </meanElements>
      <tleParameters>
        <CLASSIFICATION_TYPE>U</CLASSIFICATION_TYPE>
        <NORAD_CAT_ID>23581</NORAD_CAT_ID>
        <ELEMENT_SET_NO>0925</ELEMENT_SET_NO>
        <REV_AT_EPOCH>4316</REV_AT_EPOCH>
        <BSTAR units="1/ER">0.0001</BSTAR>
        <MEAN_MOTION_DOT units="rev/day**2">-0.00000113</MEAN_MOTION_DOT>
        <MEAN_MOTION_DDOT units="rev/day**3">0.0</MEAN_MOTION_DDOT>
      </tleParameters>
      <userDefinedParameters>
        <USER_DEFINED parameter="A">1</USER_DEFINED>
        <USER_DEFINED parameter="B"/>
      </userDefinedParameters>
    </data>
  </segment></body>
</omm>
`;
const ONE_OMM = XML.slice(XML.indexOf('<omm'));

const CSV_HEADER =
  'NORAD_CAT_ID,OBJECT_NAME,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT,EPHEMERIS_TYPE,DECAYED';
const CSV_ROW =
  '100057,SOYUZ-MS 29,2026-07-30T03:39:08.864352,15.49259390,.0007078,51.6319,87.4712,352.8836,7.2051,.16539E-3,.8758E-4,0,,0';

function outcomeOf(text: string, skipBad = false): unknown {
  return readCatalogue('objects', text, { skipBad });
}

function problemsOf(text: string): readonly (readonly [line: number | undefined, message: string])[] {
  const outcome = readCatalogue('objects', text);
  return outcome.ok ? [] : outcome.problems.map(({ line, message }) => [line, message]);
}

function withoutHeader(kvn: string): string {
  return kvn.slice(kvn.indexOf('OBJECT_NAME'));
}

/** A record of two lines. */
function json(number: number): string {
  return `{"NORAD_CAT_ID": ${number}, "EPOCH": "2026-07-30T03:39:08", "MEAN_MOTION": 15, "ECCENTRICITY": 0, "INCLINATION": 50,\n"RA_OF_ASC_NODE": 1, "ARG_OF_PERICENTER": 2, "MEAN_ANOMALY": 3, "BSTAR": 0, "MEAN_MOTION_DOT": 0, "MEAN_MOTION_DDOT": 0}`;
}

function numbered(text: string, number: number): string {
  return text.replace('23581', String(number));
}

describe('the example of the standard', () => {
  test.each([
    ['omm-kvn', KVN],
    ['omm-xml', XML],
    ['omm-kvn', KVN.replaceAll('\n', '\r\n')],
    ['omm-xml', XML.replaceAll('\n', '\r\n')],
  ])('%s', (format, text) => {
    expect(outcomeOf(text)).toMatchObject({ ok: true, format, skipped: [], elements: [GOES] });
    const outcome = readCatalogue('objects', text);
    const epoch = outcome.ok ? outcome.elements[0]?.epoch : undefined;
    expect(epoch?.dayJd).toBe(GOES_DAY_JD);
    expect(Math.round((epoch?.dayShare ?? 0) * 86_400e6)).toBe(((10 * 60 + 34) * 60 + 41) * 1e6 + 426_400);
  });
});

describe('several messages', () => {
  test('KVN one after another, also without versions', () => {
    const second = numbered(KVN, 999_999_999);
    expect(outcomeOf(KVN + second)).toMatchObject({
      ok: true,
      elements: [{ catalogueNumber: 23581 }, { catalogueNumber: 999_999_999 }],
    });
    expect(outcomeOf(withoutHeader(KVN) + withoutHeader(second))).toMatchObject({
      ok: true,
      elements: [{ catalogueNumber: 23581 }, { catalogueNumber: 999_999_999 }],
    });
  });

  test('XML in one ndm, with and without a prefix', () => {
    const text = `<ndm><COMMENT>two</COMMENT>${ONE_OMM}${numbered(ONE_OMM, 100_000_001)}</ndm>`;
    expect(outcomeOf(text)).toMatchObject({ ok: true, elements: [GOES, { catalogueNumber: 100_000_001 }] });
    const prefixed = text.replaceAll(/<(\/?)(ndm|omm)/g, '<$1n:$2');
    expect(outcomeOf(prefixed)).toMatchObject({
      ok: true,
      elements: [GOES, { catalogueNumber: 100_000_001 }],
    });
  });
});

describe('CSV', () => {
  test('columns in any order, others left alone, empty ones missing', () => {
    expect(outcomeOf(`\n${CSV_HEADER}\r\n${CSV_ROW}\r\n`)).toMatchObject({
      ok: true,
      format: 'omm-csv',
      elements: [
        {
          catalogueNumber: 100_057,
          objectName: 'SOYUZ-MS 29',
          bstarPerEarthRadius: 0.00016539,
          objectId: '',
        },
      ],
    });
  });

  test('quoted values', () => {
    const row = CSV_ROW.replace('SOYUZ-MS 29', '"SOYUZ, ""MS"" 29"');
    expect(outcomeOf(`${CSV_HEADER}\n${row}`)).toMatchObject({
      ok: true,
      elements: [{ objectName: 'SOYUZ, "MS" 29' }],
    });
  });

  test('a header that lacks columns is told once', () => {
    expect(problemsOf(`NORAD_CAT_ID,EPOCH,EPOCH\n1,2,3\n4,5,6`)).toEqual([
      ...[
        'MEAN_MOTION',
        'ECCENTRICITY',
        'INCLINATION',
        'RA_OF_ASC_NODE',
        'ARG_OF_PERICENTER',
        'MEAN_ANOMALY',
        'BSTAR',
        'MEAN_MOTION_DOT',
        'MEAN_MOTION_DDOT',
      ].map((key) => [1, `the header has no ${key}`]),
      [1, 'the header has EPOCH more than once'],
    ]);
  });

  test('rows that are too short, badly quoted or hold wrong values, with their lines', () => {
    const wrong = CSV_ROW.replace('51.6319', '251');
    expect(problemsOf([CSV_HEADER, CSV_ROW, '', 'a,b', `"${CSV_ROW}`, wrong].join('\n'))).toEqual([
      [4, 'record 1: the row has 2 values'],
      [5, 'record 2: a quotation mark is out of place'],
      [6, 'record 3: INCLINATION is "251"'],
    ]);
  });
});

describe('KVN', () => {
  test('a wrong unit, a key twice, a line without a key, a wrong version, each with its line', () => {
    const text = KVN.replace('[deg]', '[rad]')
      .replace('GM                = 398600.8', 'EPOCH = 2007-064T10:34:41')
      .replace('EPHEMERIS_TYPE    = 0', 'EPHEMERIS_TYPE')
      .replace('3.0\n', '9.0\n');
    expect(problemsOf(text)).toEqual([
      [1, 'record 0: CCSDS_OMM_VERS is 9.0'],
      [16, 'record 0: the unit of INCLINATION is rad'],
      [20, 'record 0: EPOCH stands more than once'],
      [21, 'record 0: no key stands here'],
    ]);
  });

  test.each([
    ['TEME', 'TOD', 'REF_FRAME is "TOD"', 9],
    ['UTC', 'MRT', 'TIME_SYSTEM is "MRT"', 10],
    ['SGP/SGP4', 'SOME THEORY', 'MEAN_ELEMENT_THEORY is "SOME THEORY"', 11],
    ['EARTH', 'MARS', 'CENTER_NAME is "MARS"', 8],
    ['MEAN_MOTION       = 1.00273272', 'SEMI_MAJOR_AXIS = 6800', 'MEAN_MOTION is missing', 1],
    ['2007-064T', '2007-366T', 'EPOCH is "2007-366T10:34:41.4264"', 13],
    ['23581', '1000000000', 'NORAD_CAT_ID is "1000000000"', 23],
  ])('%s as %s', (right, wrong, message, line) => {
    expect(problemsOf(KVN.replace(right, wrong))).toEqual([[line, `record 0: ${message}`]]);
  });
});

describe('XML', () => {
  test('entities, CDATA and comments inside values', () => {
    const name = '<![CDATA[A <&> ]]>B &amp;&#x3c;&#62; <!-- aside -->C';
    expect(outcomeOf(XML.replace('GOES 9', name))).toMatchObject({
      ok: true,
      elements: [{ objectName: 'A <&> B &<> C' }],
    });
  });

  test.each([
    ['an unclosed element', XML.replace('</metadata>', ''), 40, '</segment> closes <metadata>'],
    ['an unknown entity', XML.replace('GOES 9', 'GOES &nine;'), 8, 'an unknown entity stands in the text'],
    ['a bare ampersand', XML.replace('GOES 9', 'GOES & 9'), 8, 'an unknown entity stands in the text'],
    [
      'an attribute twice',
      XML.replace('id=', 'version="3.0" id='),
      3,
      'the attribute version stands more than once',
    ],
    ['an attribute without quotes', XML.replace('"deg"', 'deg'), 21, 'this is no markup'],
    ['a document type', `<!DOCTYPE omm>\n${ONE_OMM}`, 1, 'a document type is not read'],
    ['two roots', `${XML}${ONE_OMM}`, 42, '<omm> stands after the end of the root element'],
    ['text after the root', `${XML}more`, 42, 'text stands outside the root element'],
    ['an end too many', `${XML}</omm>`, 42, '</omm> closes nothing'],
    ['an end too few', XML.replace('</omm>', ''), 42, '<omm> is never closed'],
    ['a unit', XML.replace('rev/day"', 'rad/s"'), 16, 'record 0: the unit of MEAN_MOTION is rad/s'],
    ['a version', XML.replace('version="3.0"', 'version="7"'), 3, 'record 0: the version is "7"'],
    [
      'stray text',
      XML.replace('<meanElements>', '<meanElements><GM>1</GM>stray'),
      13,
      'record 0: stray text "stray"',
    ],
    ['another message', '<ndm>\n<oem version="2.0"/></ndm>', 2, '<oem> is no orbit mean-elements message'],
    ['another root', '<html></html>', 1, '<html> is no orbit mean-elements message'],
  ])('%s', (_, text, line, message) => {
    expect(problemsOf(text)[0]).toEqual([line, message]);
  });

  test('any text after a bracket, without throwing', () => {
    const piece = fc.constantFrom(
      '<omm version="3.0">',
      '</omm>',
      '<ndm>',
      '</ndm>',
      '<EPOCH>',
      '</EPOCH>',
      '<!--',
      '-->',
      '&',
      'x',
      '<',
      '>',
      '\n',
      ']]>',
      '<![CDATA[',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const outcome = readCatalogue('objects', `<${pieces.join('')}`);
        expect(outcome.ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('broken records are told with their lines, and left out only when that is asked for', () => {
  const first =
    'A\n1 44714U 19074B   26204.36464777  .00027142  00000+0  41251-3 0  9990\n2 44714  53.1491 254.9265 0005630 347.9654  12.1222 15.54373498369838\n';
  test.each([
    [
      'tle',
      `${first}B\n1 44715U broken\n2 44715 too\n${first.replaceAll('44714', '44713').replace('9990', '9999').replace('9838', '9837')}`,
      [5, 6],
      [44_714, 44_713],
    ],
    ['omm-json', `[\n${json(1)},\n{"NORAD_CAT_ID": 2,,},\n{},\n"[,",\n${json(5)}]`, [4, 5, 6], [1, 5]],
    ['omm-json', `[${json(1)},\n${json(2)}`, [4], [1, 2]],
    ['omm-json', `[${json(1)},\n${json(2)}]\n]`, [5], [1, 2]],
    ['omm-csv', `${CSV_HEADER}\n${CSV_ROW}\nbroken\n${CSV_ROW.replace('100057', '7')}\n`, [3], [100_057, 7]],
    ['omm-kvn', `${KVN}CCSDS_OMM_VERS = 3.0\nOBJECT_NAME = HALF\n${numbered(KVN, 9)}`, [29], [23_581, 9]],
    [
      'omm-xml',
      `<ndm>${ONE_OMM}${ONE_OMM.replace('</EPOCH>', '')}${numbered(ONE_OMM, 9)}</ndm>`,
      [62],
      [23_581, 9],
    ],
  ])('%s', (format, text, lines, numbers) => {
    const strict = readCatalogue('objects', text);
    const told = strict.ok ? [] : strict.problems;
    expect([...new Set(told.map((each) => each.line))]).toEqual(lines);
    expect(outcomeOf(text, true)).toMatchObject({
      ok: true,
      format,
      elements: numbers.map((catalogueNumber) => ({ catalogueNumber })),
      skipped: told,
    });
  });

  test('of an object that stands there twice the first set is used', () => {
    const text = `${KVN}${KVN.replace('150.1602', '10')}`;
    expect(problemsOf(text)).toEqual([[29, 'objects holds object 23581 (GOES 9) more than once']]);
    expect(outcomeOf(text, true)).toMatchObject({ ok: true, elements: [{ meanAnomalyDeg: 150.1602 }] });
  });

  test('nothing left is still a fault', () => {
    expect(outcomeOf('word\nword', true)).toMatchObject({ ok: false });
    expect(outcomeOf('', true)).toMatchObject({
      ok: false,
      problems: [{ message: 'objects holds no element set' }],
    });
  });
});

/** Each of these would take minutes with a pattern that tries every place for every blank. */
test.each([' ', '\n', 'x\n', 'A,', '- ', '<', '["', ',', '=', '"', '[ '])(
  '200,000 times %j costs no time',
  (piece) => {
    const many = piece.repeat(200_000);
    const starts = [
      '',
      CSV_HEADER + '\n',
      'EPOCH = x',
      '<omm version="3.0"><!--',
      '<omm version="3.0"><EPOCH ',
      '[{"a": ',
    ];
    for (const start of starts) {
      expect(readCatalogue('objects', `${start}${many}"]`)).toMatchObject({ ok: false });
    }
  },
);
