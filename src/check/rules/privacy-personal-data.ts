import { masked } from '../masked.ts';
import type { Rule } from '../rule.ts';

const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const identityCheckDigits = '10X98765432';

export const rule: Rule = {
  id: 'privacy/personal-data',
  title: '个人信息',
  severity: 'error',
  basis: '《政府信息公开条例》第十五条；《个人信息保护法》第二十五条',
  description:
    '文字里出现身份证号、手机号码，或校验位正确的银行卡号时，不予发布。办公电话请用座机号码。',
  message: '这里像是{kind}：公开的报告里不能有个人信息，请删去',
  *check({ prose }) {
    for (const part of prose) {
      if (!/\d{4}/.test(part.text)) continue;
      const text = masked(part.text, webAddresses);
      for (const { kind, pattern, isValid } of kinds) {
        for (const { index, 0: written } of text.matchAll(pattern)) {
          const isFigure = part.filled.some(({ start, end }) => start <= index && index < end);
          if (isFigure || !isValid(written.replace(/[ -]/g, ''))) continue;
          // The number itself is not repeated: findings travel further than the file.
          yield { offset: part.offsetAt(index), passage: kind, values: { kind } };
        }
      }
    }
  },
};

/** Numbers in web addresses are those of pages. */
const webAddresses = /(?:https?:\/\/|www\.)[^\s\p{Script=Han}，。）]+/gu;

/** Kinds of personal numbers; blanks and hyphens may group their digits. */
const kinds: readonly { kind: string; pattern: RegExp; isValid(digits: string): boolean }[] = [
  {
    kind: '手机号码',
    pattern:
      /(?<![\dA-Za-z])(?<!\d[.,-])1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![\dA-Za-z]|[.,]\d|\s*[万亿元])/g,
    isValid: () => true,
  },
  {
    kind: '手机号码',
    pattern: /(?<![\dA-Za-z])(?:\+|00)?86[ -]?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![\dA-Za-z])/g,
    isValid: () => true,
  },
  {
    kind: '身份证号',
    pattern: /(?<![\dA-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dA-Za-z])/g,
    isValid: isIdentityNumber,
  },
  {
    kind: '银行卡号',
    pattern:
      /(?<![\dA-Za-z])(?<!\d[.,-])[3-6]\d{3}(?:\d{11,15}|([ -])\d{4}(?:\1\d{4}){1,2}(?:\1\d{1,4})?)(?![\dA-Za-z]|[.,]\d)/g,
    isValid: (digits) => /^\d{16,19}$/.test(digits) && passesLuhn(digits),
  },
];

/** GB 11643-1999: a plausible birth date and the check digit by ISO 7064 MOD 11-2. */
function isIdentityNumber(digits: string): boolean {
  const year = Number(digits.slice(6, 10));
  const month = Number(digits.slice(10, 12));
  const day = Number(digits.slice(12, 14));
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = identityWeights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return identityCheckDigits[sum % 11] === digits[17]!.toUpperCase();
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
