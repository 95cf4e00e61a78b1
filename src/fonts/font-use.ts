import type { FontFace } from './face.ts';
import { type FontSet, isDigit } from './font-set.ts';
import { npmFaces } from './npm-face.ts';
import { type FontRole, fontRoles } from './roles.ts';

/** The role of what stands in an element, as `print.css` sets it; other elements are as around them. */
const roleOfElement: Readonly<Record<string, FontRole>> = {
  h1: '标题',
  h2: '黑体',
  th: '黑体',
  strong: '黑体',
  h3: '楷体',
  em: '楷体',
  blockquote: '楷体',
};

const withoutEnd = new Set(['br', 'hr', 'col', 'wbr', 'img']);
const tokens = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/gi;
const mostExamples = 8;

const shipped: ReadonlySet<FontFace> = new Set(Object.values(npmFaces));

/** Gathers what documents are set in, to tell which face serves which role, and how far. */
export class FontUse {
  readonly #fonts: FontSet;
  readonly #characters = new Map<FontRole, Set<string>>();

  constructor(fonts: FontSet) {
    this.#fonts = fonts;
  }

  /** Counts a print document in. */
  add(html: string): void {
    // One who takes the faces as they come is told nothing that would need counting.
    if (!this.#fonts.isCustom) return;
    const open: { element: string; role: FontRole }[] = [];
    const role = () => open.at(-1)?.role ?? '正文';
    for (const [text, end, name, attributes] of html
      .slice(html.indexOf('<body'))
      .matchAll(tokens)) {
      if (name === undefined) this.#count(role(), text);
      else if (end)
        open.length = Math.max(
          0,
          open.findLastIndex(({ element }) => element === name),
        );
      else if (!withoutEnd.has(name))
        open.push({ element: name, role: roleOf(name, attributes!) ?? role() });
    }
  }

  /** Lines for the terminal: one for each role where faces were chosen, else one for all. */
  lines(): string[] {
    if (!this.#fonts.isCustom) return ['字体：随附的思源宋体、思源黑体、霞鹜文楷'];
    return ['字体：', ...fontRoles.map((role) => `  ${role}  ${this.#line(role)}`)];
  }

  #line(role: FontRole): string {
    const face = this.#fonts.face(role);
    if (!face) return '同各处文字';
    const chain = this.#fonts.chain(role);
    const elsewhere = Map.groupBy(
      [...(this.#characters.get(role) ?? [])].filter((each) => !has(face, each)),
      (character) => chain.find((other) => has(other, character)),
    );
    const rest = [...elsewhere].flatMap(([other, characters]) => {
      if (!other) return [];
      const examples = characters.slice(0, mostExamples).join('');
      const more = characters.length > mostExamples ? '等' : '';
      return [`${characters.length} 个字取自${nameOf(other)}（${examples}${more}）`];
    });
    return [nameOf(face), ...rest].join('；');
  }

  #count(role: FontRole, text: string): void {
    for (const character of text) {
      if (/\s/.test(character)) continue;
      const isOfDigits = this.#fonts.digits && role !== '标题' && isDigit(character);
      const counted = isOfDigits ? '数字' : role;
      const known = this.#characters.get(counted) ?? new Set();
      this.#characters.set(counted, known.add(character));
    }
  }
}

/** Labels of rows are set as text. */
function roleOf(element: string, attributes: string): FontRole | undefined {
  if (element === 'th' && attributes.includes('scope="row"')) return '正文';
  return roleOfElement[element];
}

function has({ characters }: FontFace, character: string): boolean {
  return characters.has(character.codePointAt(0)!);
}

function nameOf(face: FontFace): string {
  return shipped.has(face) ? `随附的${face.name}` : face.name;
}
