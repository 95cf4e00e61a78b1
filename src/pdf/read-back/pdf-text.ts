import {
  getDocument,
  type PDFPageProxy,
  PDFWorker,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type TextRun, textRuns } from './text-runs.ts';

/** The text of a PDF, in the order in which it is painted and by its tags. */
export interface PdfText {
  readonly pages: readonly PageText[];
}

export interface PageText {
  /** From 1. */
  readonly number: number;
  readonly runs: readonly TextRun[];
  /** What the structure tree holds of this page; undefined where there is none. */
  readonly tags: TagElement | undefined;
}

/** An element of the structure tree: `P`, `Table`, `TD` …, with numbers of marked content below it. */
export interface TagElement {
  readonly role: string;
  readonly children: readonly (TagElement | number)[];
}

/** Stands for a browser's font where nothing is painted. */
export class UnseenFont {
  readonly loaded = Promise.resolve();
}

/** Without one of its own, each document would start a reader anew. */
let worker: PDFWorker | undefined;

/**
 * Reads what a PDF says, character by character as it names them itself. Nothing is rendered and
 * nothing of the machine is asked for.
 *
 * @throws what pdf.js throws of a PDF that cannot be read
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  worker ??= new PDFWorker({ verbosity: VerbosityLevel.ERRORS });
  const loading = getDocument({
    data: new Uint8Array(bytes), // a copy: pdf.js takes what it is given away from its owner
    worker,
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: true,
    // Without fonts to paint with, pdf.js works out the outline of every glyph.
    disableFontFace: !('FontFace' in globalThis),
    ownerDocument: { fonts: new Set() },
    useSystemFonts: false,
    useWasm: false,
  });
  try {
    const pdf = await loading.promise;
    const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
    return {
      pages: await Promise.all(
        numbers.map(async (number) => readPage(number, await pdf.getPage(number))),
      ),
    };
  } finally {
    await loading.destroy();
  }
}

async function readPage(number: number, page: PDFPageProxy): Promise<PageText> {
  const [{ fnArray, argsArray }, tree] = await Promise.all([
    page.getOperatorList(),
    page.getStructTree(),
  ]);
  return {
    number,
    runs: textRuns({ number, view: page.view, operators: fnArray, operands: argsArray }),
    tags: tree ? tagElement(tree) : undefined,
  };
}

/** A node as pdf.js gives it: an element, marked content, or an object such as a link's annotation. */
interface TreeNode {
  readonly role?: string;
  readonly children?: readonly TreeNode[];
  readonly type?: string;
  readonly id?: string;
}

function tagElement({ role = '', children = [] }: TreeNode): TagElement {
  return {
    role,
    children: children.flatMap((child): (TagElement | number)[] => {
      if (child.type === undefined) return [tagElement(child)];
      const [, number] = /_mc(\d+)$/.exec(child.id ?? '') ?? [];
      return child.type === 'content' && number !== undefined ? [Number(number)] : [];
    }),
  };
}
