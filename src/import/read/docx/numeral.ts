const digits = '〇一二三四五六七八九';
const legalDigits = '零壹贰叁肆伍陆柒捌玖';
const stems = '甲乙丙丁戊己庚辛壬癸';
const romans: readonly (readonly [number, string])[] = [
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
const mostRoman = 89;
const chinese =
  /^(chinese|japanese|taiwanese|korean)\w*(Counting|CountingThousand|DigitalTen)|^ideographDigital$/i;
const legal = /^(chineseLegalSimplified|ideographLegalTraditional)$/;

/** A number of a list in a format of WordprocessingML (ST_NumberFormat), in decimals where unknown. */
export function numeral(number: number, format: string): string {
  if (chinese.test(format) && number < 100) return countedInTens(number, digits, '十');
  if (legal.test(format) && number < 100) return countedInTens(number, legalDigits, '拾');
  if (/^decimalEnclosedCircle/.test(format) && number >= 1 && number <= 20)
    return String.fromCodePoint(0x2460 + number - 1);
  if (format === 'ideographTraditional') return stems[number - 1] ?? String(number);
  if (format === 'upperLetter') return letter(number);
  if (format === 'lowerLetter') return letter(number).toLowerCase();
  if (format === 'lowerRoman') return roman(number);
  if (format === 'upperRoman') return roman(number).toUpperCase();
  if (format === 'decimalZero') return String(number).padStart(2, '0');
  if (format === 'decimalFullWidth')
    return String(number).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  return String(number);
}

function countedInTens(number: number, characters: string, ten: string): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  if (tens === 0) return characters[ones]!;
  const first = tens === 1 && ten === '十' ? '' : characters[tens]!;
  return `${first}${ten}${ones === 0 ? '' : characters[ones]}`;
}

/** Beyond Z, Word repeats the letter: AA, BB. */
function letter(number: number): string {
  const character = String.fromCodePoint(0x41 + ((number - 1) % 26));
  return character.repeat(Math.min(9, Math.ceil(number / 26)));
}

function roman(number: number): string {
  if (number > mostRoman) return String(number);
  let left = number;
  let text = '';
  for (const [value, sign] of romans) for (; left >= value; left -= value) text += sign;
  return text;
}
