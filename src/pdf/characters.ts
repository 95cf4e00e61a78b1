import {
  decodePDFRawStream,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib';

/**
 * Characters that share a glyph with another one in a print font. The browser knows glyphs only,
 * and of the characters that lead to one it names the lowest: searched or read aloud, 工作 would be
 * “⼯作”, with a radical (U+2F2F) for 工. Each pair is what the browser writes and what was meant;
 * the 214 Kangxi radicals are not listed, because Unicode itself decomposes them.
 */
const TWINS = new Map(
  `⺂乛 ⺃乚 ⺅亻 ⺉刂 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺞歺 ⺠民 ⺡氵 ⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺫罒
   ⺭礻 ⺯糹 ⺰纟 ⺱罓 ⺹耂 ⺺肀 ⺾艹 ⻁虎 ⻂衤 ⻃覀 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻘青
   ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀
   ⼾户 㬵胶 墫壿 㬺幐 㫚曶 㮣槩 〜～ ∕／ ‵｀ ⁝︙ \u2329\u3008 \u232a\u3009`
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
TWINS.set('\u2003', '\u3000');
TWINS.set('\u2015', '\u2014');
const RADICALS = /^[\u2e80-\u2fdf]$/;

/** The character that `written` stands for in a document that contains the characters `used`. */
export function meantCharacter(written: string, used: ReadonlySet<string>): string {
  const twin = TWINS.get(written) ?? (RADICALS.test(written) ? written.normalize('NFKC') : written);
  return used.has(written) && !used.has(twin) ? written : twin;
}

/** Makes the fonts of `pdf` name the characters that `text` was written in. */
export function nameCharacters(pdf: PDFDocument, text: string): void {
  const used = new Set(text);
  for (const [, font] of pdf.context.enumerateIndirectObjects()) {
    const reference = font instanceof PDFDict ? font.get(PDFName.of('ToUnicode')) : undefined;
    if (!(reference instanceof PDFRef)) continue;
    const stream = pdf.context.lookup(reference);
    if (!(stream instanceof PDFRawStream)) continue;
    const map = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
    const named = renameCharacters(map, (written) => meantCharacter(written, used));
    pdf.context.assign(reference, pdf.context.flateStream(named));
  }
}

const BLOCK = /\d+ beginbf(char|range)\s(.*?)endbf\1\s*/gs;
const LIMIT = 100; // entries per block (Adobe Technical Note 5014)

/** A ToUnicode CMap with every character that a glyph stands for passed through `rename`. */
export function renameCharacters(map: string, rename: (character: string) => string): string {
  const entries: string[] = [];
  for (const [, kind, lines] of map.matchAll(BLOCK)) {
    const numbers = [...lines!.matchAll(/<([0-9a-f]+)>/gi)].map((match) => match[1]!);
    const width = kind === 'char' ? 2 : 3;
    for (let index = 0; index < numbers.length; index += width) {
      const first = numbers[index]!;
      const last = kind === 'char' ? first : numbers[index + 1]!;
      const character = characterOf(numbers[index + width - 1]!);
      for (
        let step = 0;
        step <= Number.parseInt(last, 16) - Number.parseInt(first, 16);
        step += 1
      ) {
        const glyph = hexOf(Number.parseInt(first, 16) + step, first.length);
        entries.push(`<${glyph}> <${unitsOf(rename(following(character, step)))}>\n`);
      }
    }
  }
  const start = map.search(BLOCK);
  if (start < 0) return map;
  const blocks: string[] = [];
  for (let index = 0; index < entries.length; index += LIMIT) {
    const block = entries.slice(index, index + LIMIT);
    blocks.push(`${block.length} beginbfchar\n${block.join('')}endbfchar\n`);
  }
  return map.slice(0, start) + blocks.join('') + map.slice(start).replaceAll(BLOCK, '');
}

/** The character at `step` places in a range: by the format, the last code unit counts up. */
function following(character: string, step: number): string {
  const last = character.length - 1;
  return character.slice(0, last) + String.fromCharCode(character.charCodeAt(last) + step);
}

function characterOf(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

function unitsOf(text: string): string {
  return Array.from({ length: text.length }, (_, i) => hexOf(text.charCodeAt(i), 4)).join('');
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
