import { ContentStreamError, type Operation } from './content-stream.ts';

/** Where a marked content goes: into the structure tree under a new number, or nowhere. */
export type Mark = { readonly tag: string; readonly number: number } | undefined;

const MCID = /\/MCID\s+(\d+)/;

const PATH_BEGINS = new Set(['m', 're']);
const PATH_PAINTS = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's']);
const PAINTS = new Set(['Do', 'sh', "'", '"', 'Tj', 'TJ', ...PATH_PAINTS]);
const SHOWS_TEXT = new Set(["'", '"', 'Tj', 'TJ']);

const END: Operation = { operator: 'EMC', operands: [] };

/** Artifacts by ISO 32000-1, 14.8.2.2.2: rules and the like, page numbers and running lines. */
const ARTIFACT = {
  layout: { operator: 'BDC', operands: ['/Artifact', '<</Type /Layout>>'] },
  pagination: { operator: 'BDC', operands: ['/Artifact', '<</Type /Pagination>>'] },
} as const satisfies Record<string, Operation>;

/** Numbers of the marked contents that show text. */
export function contentsWithText(operations: readonly Operation[]): ReadonlySet<number> {
  const withText = new Set<number>();
  const open: (number | undefined)[] = [];
  for (const operation of operations) {
    const { operator } = operation;
    if (operator === 'BDC' || operator === 'BMC') open.push(numberOf(operation));
    else if (operator === 'EMC') open.pop();
    else if (SHOWS_TEXT.has(operator)) {
      const number = open.find((each) => each !== undefined);
      if (number !== undefined) withText.add(number);
    }
  }
  return withText;
}

/**
 * The operations with each marked content under its new number, or as an artifact, and whatever
 * was painted outside of all as an artifact: text is what runs along in the margins, the rest rules.
 *
 * @throws ContentStreamError where something is painted in a marked content after the graphics
 * state from before it has come back
 */
export function markAnew(
  operations: readonly Operation[],
  markOf: (number: number) => Mark,
): Operation[] {
  const marked = new MarkedOperations();
  for (const operation of operations) {
    const { operator } = operation;
    if (operator === 'BDC' || operator === 'BMC') {
      const number = numberOf(operation);
      if (marked.isInside || number === undefined) marked.open(operation);
      else marked.open(openingOf(markOf(number)));
    } else if (operator === 'EMC') marked.close();
    else marked.add(operation);
  }
  return marked.operations;
}

function numberOf({ operands }: Operation): number | undefined {
  const [, number] = MCID.exec(operands[1] ?? '') ?? [];
  return number === undefined ? undefined : Number(number);
}

function openingOf(mark: Mark): Operation {
  if (!mark) return ARTIFACT.layout;
  return { operator: 'BDC', operands: [`/${mark.tag}`, `<</MCID ${mark.number}>>`] };
}

/** Operations under way, with every painting in a marked content. */
class MarkedOperations {
  readonly operations: Operation[] = [];
  /** For each marked content that is open: how many graphics states were saved before it. */
  readonly #open: number[] = [];
  #saved = 0;
  /** Whether the outermost content had to be closed before its end. */
  #isClosedEarly = false;
  /** Where a path or a text outside of all content has begun. */
  #begun: number | undefined;

  get isInside(): boolean {
    return this.#open.length > 0;
  }

  open(opening: Operation): void {
    this.#open.push(this.#saved);
    this.operations.push(opening);
  }

  close(): void {
    this.#open.pop();
    if (this.#isClosedEarly && !this.isInside) this.#isClosedEarly = false;
    else this.operations.push(END);
  }

  add(operation: Operation): void {
    const { operator } = operation;
    if (operator === 'q') this.#saved += 1;
    else if (operator === 'Q') this.#restore();
    if (this.isInside) this.#addInside(operation);
    else this.#addOutside(operation);
  }

  /** Chromium ends the last content of a page after the page's own graphics states. */
  #restore(): void {
    if (this.#open[0] === this.#saved && !this.#isClosedEarly) {
      this.#isClosedEarly = true;
      this.operations.push(END);
    }
    this.#saved -= 1;
  }

  #addInside(operation: Operation): void {
    if (this.#isClosedEarly && PAINTS.has(operation.operator)) {
      throw new ContentStreamError('painting after the end of a marked content');
    }
    this.operations.push(operation);
  }

  #addOutside(operation: Operation): void {
    const { operator } = operation;
    const { operations } = this;
    if (operator === 'BT' || (PATH_BEGINS.has(operator) && this.#begun === undefined)) {
      this.#begun = operations.length;
    }
    operations.push(operation);
    if (operator === 'ET') this.#wrap(ARTIFACT.pagination);
    else if (PATH_PAINTS.has(operator)) this.#wrap(ARTIFACT.layout);
    else if (operator === 'n') this.#begun = undefined;
    else if (operator === 'Do' || operator === 'sh') {
      this.#begun = operations.length - 1;
      this.#wrap(ARTIFACT.layout);
    }
  }

  #wrap(opening: Operation): void {
    const { operations } = this;
    operations.splice(this.#begun ?? operations.length - 1, 0, opening);
    operations.push(END);
    this.#begun = undefined;
  }
}
