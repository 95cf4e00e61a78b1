import type { CodePoints } from './code-points.ts';
import { charactersOf, type FontFace, faceId, sha256 } from './face.ts';
import { npmFaces } from './npm-face.ts';
import { type FontRole, fontRoles } from './roles.ts';

const { song, songBold, hei, kai } = npmFaces;

/** The face that comes with the program for each role; figures have the text's own. */
const defaults: Readonly<Partial<Record<FontRole, FontFace>>> = {
  正文: song,
  标题: songBold,
  楷体: kai,
  黑体: hei,
};

/** Figures, and what stands within them. */
const digits = /[0-9%+,\-.]/;
export const digitsRange = 'U+25, U+2B-2E, U+30-39';

/** The faces that print documents are set in, by role. A value: it holds no folder and no file. */
export class FontSet {
  readonly #chosen: ReadonlyMap<FontRole, FontFace>;
  readonly #chains = new Map<FontRole, readonly FontFace[]>();
  #characters: CodePoints | undefined;
  #fingerprint: string | undefined;

  /** Roles that nothing is chosen for have the faces that come with the program. */
  constructor(chosen: ReadonlyMap<FontRole, FontFace> = new Map()) {
    this.#chosen = chosen;
  }

  /** Whether any face is not one that comes with the program. */
  get isCustom(): boolean {
    return this.#chosen.size > 0;
  }

  /** The face chosen for a role; 数字 has none unless one was chosen. */
  face(role: FontRole): FontFace | undefined {
    return this.#chosen.get(role) ?? defaults[role];
  }

  /**
   * Where the glyphs of a role's text come from: its face, the one that comes with the program for
   * it, and then whatever has the character. Figures are not in it: they have a face before it.
   */
  chain(role: FontRole): readonly FontFace[] {
    let chain = this.#chains.get(role);
    if (!chain) {
      const rest = [song, kai, hei, songBold, ...fontRoles.map((each) => this.#chosen.get(each))];
      const faces = [this.#chosen.get(role), defaults[role], ...rest];
      chain = [...new Set(faces.filter((face) => face !== undefined))];
      this.#chains.set(role, chain);
    }
    return chain;
  }

  /** The face before the others for figures, where one was chosen. */
  get digits(): FontFace | undefined {
    return this.#chosen.get('数字');
  }

  /** Every face that may be needed, each once. */
  get faces(): readonly FontFace[] {
    return this.chain('正文');
  }

  /** Characters that any face has. */
  get characters(): CodePoints {
    this.#characters ??= charactersOf(this.faces);
    return this.#characters;
  }

  /** Whether one face has all of a text, as a letter and the marks upon it need. */
  hasTogether(text: string): boolean {
    return this.faces.some(({ characters }) =>
      [text, text.normalize('NFC')].some((form) => characters.hasAll(form)),
    );
  }

  /** What the fonts are, as hexadecimal SHA-256: the same on every machine that has them. */
  get fingerprint(): string {
    // The style sheet says which face serves which role, but names faces by their beginnings only.
    this.#fingerprint ??= sha256(
      fontStyles(this),
      ...this.faces.map(({ fingerprint }) => fingerprint),
    );
    return this.#fingerprint;
  }
}

/** The faces that come with the program. */
export const defaultFonts = new FontSet();

/** Whether a character is set in the face for figures. */
export function isDigit(character: string): boolean {
  return digits.test(character);
}

/** The style sheet that declares the faces, and what each role is set in, for `print.css`. */
export function fontStyles(fonts: FontSet): string {
  const faces = fonts.faces.map((face) => fontFace(faceId(face), face));
  const digitsFace = fonts.digits && fontFace(digitsFamily, fonts.digits, digitsRange);
  const families = (role: FontRole, mayHaveDigits: boolean) =>
    [...(mayHaveDigits && digitsFace ? [digitsFamily] : []), ...fonts.chain(role).map(faceId)]
      .map((family) => `"${family}"`)
      .join(', ');
  return `${[...faces, ...(digitsFace ? [digitsFace] : [])].join('\n')}
:root {
  --text: ${families('正文', true)};
  --title: ${families('标题', false)};
  --kai: ${families('楷体', true)};
  --hei: ${families('黑体', true)};
}
`;
}

const digitsFamily = 'gongkai-digits';

/**
 * local() is the font as installed for the shipped browser, the address is for any other. All share
 * the metrics of the em box, so that faces mixed in a line, and lines of different faces, keep one
 * pitch.
 */
function fontFace(family: string, face: FontFace, range?: string): string {
  const id = faceId(face);
  return `@font-face {
  font-family: "${family}";
  font-weight: 400;
  src: local("${id}"), url("/fonts/${id}");
  ascent-override: 88%;
  descent-override: 12%;
  line-gap-override: 0%;${range === undefined ? '' : `\n  unicode-range: ${range};`}
}`;
}
