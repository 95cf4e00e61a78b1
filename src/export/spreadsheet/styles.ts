/** Indexes of the cell styles that every workbook has. */
export const styles = {
  plain: 0,
  title: 1,
  heading: 2,
  /** Labels and remarks of a statutory table. */
  label: 3,
  /** “—” in a statutory table. */
  notStated: 4,
  /** Column names of a data table. */
  columnName: 5,
  /** Sentences. */
  note: 6,
} as const;

const firstNumber = 7;
const mostDecimals = 15;
/** Custom number formats begin here. */
const firstFormat = 164;

/** Style of a figure in a statutory table, which shows the decimals and the plus sign written. */
export function numberStyle(decimals: number, hasPlus: boolean): number {
  return firstNumber + decimals * 2 + (hasPlus ? 1 : 0);
}

const formats = Array.from({ length: mostDecimals + 1 }, (_, decimals) => {
  const plain = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  return [plain, `+${plain};-${plain};${plain}`];
}).flat();

const centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
const xf = (font: number, border: number, format: number, alignment: string) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${border}" xfId="0"${
    format === 0 ? '' : ' applyNumberFormat="1"'
  } applyFont="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`;

const cellStyles = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  xf(2, 0, 0, centred),
  xf(1, 0, 0, centred),
  xf(0, 1, 0, centred),
  xf(0, 1, 0, centred),
  xf(1, 0, 0, '<alignment vertical="center"/>'),
  xf(0, 0, 0, '<alignment vertical="top" wrapText="1"/>'),
  ...formats.map((_, at) => xf(0, 1, firstFormat + at, centred)),
];

const font = (size: number, isBold: boolean) =>
  `<font>${isBold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
const side = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`;

export const stylesXml = [
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  `<numFmts count="${formats.length}">`,
  ...formats.map((code, at) => `<numFmt numFmtId="${firstFormat + at}" formatCode="${code}"/>`),
  '</numFmts>',
  `<fonts count="3">${font(11, false)}${font(11, true)}${font(16, true)}</fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${cellStyles.length}">${cellStyles.join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
