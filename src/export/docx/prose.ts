import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  HeadingLevel as WordHeading,
} from 'docx';
import type { Token } from 'markdown-it';
import { parseProse } from '../../prose/markdown.ts';
import { indentAt, type Lists, levelAt } from './lists.ts';
import { letter, textWidth } from './measures.ts';
import { type ProseCell, proseTable } from './prose-table.ts';
import { type RunContext, runsOf } from './runs.ts';
import { styleIds } from './styles.ts';

export interface ProseContext extends RunContext {
  lists: Lists;
}

const headings = [
  WordHeading.HEADING_1,
  WordHeading.HEADING_2,
  WordHeading.HEADING_3,
  WordHeading.HEADING_4,
  WordHeading.HEADING_5,
  WordHeading.HEADING_6,
] as const;

/** Parsed prose has its parts at h2 and its own headings below; in Word parts are of level 1. */
const levelsAbove = 1;

/** The text of a part, in Markdown, as paragraphs and tables of Word. */
export function proseBlocks(markdown: string, context: ProseContext): FileChild[] {
  const writer = new ProseWriter(context);
  for (const token of parseProse(markdown)) writer.take(token);
  return writer.blocks;
}

class ProseWriter {
  readonly blocks: FileChild[] = [];
  readonly #context: ProseContext;
  /** Names of the lists that are open. */
  readonly #lists: string[] = [];
  /** Whether the item that is open still has to get its mark. */
  #isItemNew = false;
  #heading: number | undefined;
  #quotes = 0;
  #table: ProseCell[][] | undefined;

  constructor(context: ProseContext) {
    this.#context = context;
  }

  take(token: Token): void {
    switch (token.type) {
      case 'ordered_list_open':
        this.#lists.push(this.#context.lists.open(Number(token.attrGet('start') ?? 1)));
        break;
      case 'bullet_list_open':
        this.#lists.push(this.#context.lists.open(null));
        break;
      case 'ordered_list_close':
      case 'bullet_list_close':
        this.#lists.pop();
        break;
      case 'list_item_open':
        this.#isItemNew = true;
        break;
      case 'list_item_close':
        // An item without a text has its mark all the same.
        if (this.#isItemNew) this.#putText([]);
        break;
      case 'heading_open':
        this.#heading = Number(token.tag.slice(1)) - levelsAbove;
        break;
      case 'heading_close':
        this.#heading = undefined;
        break;
      case 'blockquote_open':
      case 'blockquote_close':
        this.#quotes += token.nesting;
        break;
      case 'hr':
        this.blocks.push(rule());
        break;
      case 'table_open':
        this.#table = [];
        break;
      case 'table_close':
        this.#putTable();
        break;
      case 'tr_open':
        this.#table!.push([]);
        break;
      case 'th_open':
      case 'td_open':
        this.#table!.at(-1)!.push({
          isHeader: token.type === 'th_open',
          side: sideOf(token),
          text: '',
          runs: [],
        });
        break;
      case 'inline':
        this.#takeInline(token);
        break;
    }
  }

  #takeInline({ children }: Token): void {
    const runs = runsOf(children ?? [], this.#context);
    const cell = this.#table?.at(-1)?.at(-1);
    if (cell) {
      cell.runs = runs;
      cell.text = (children ?? []).map(({ content }) => content).join('');
    } else this.#putText(runs);
  }

  #putText(runs: ReturnType<typeof runsOf>): void {
    this.blocks.push(new Paragraph({ ...this.#look(), children: runs }));
  }

  #look() {
    if (this.#heading !== undefined) return { heading: headings[this.#heading - 1]! };
    const reference = this.#lists.at(-1);
    if (reference === undefined)
      return { style: this.#quotes > 0 ? styleIds.quote : styleIds.body };
    const level = levelAt(this.#lists.length);
    if (this.#isItemNew) {
      this.#isItemNew = false;
      return { numbering: { reference, level } };
    }
    return {
      style: styleIds.body,
      indent: { left: indentAt(level), firstLine: 2 * letter.width },
    };
  }

  #putTable(): void {
    const rows = this.#table!;
    this.#table = undefined;
    // Two tables with nothing between them would be one.
    this.blocks.push(proseTable(rows), new Paragraph({ style: styleIds.small }));
  }
}

function sideOf(token: Token): ProseCell['side'] {
  const [, side] = /^align-(left|center|right)$/.exec(String(token.attrGet('class') ?? '')) ?? [];
  return side as ProseCell['side'];
}

/** A line over the middle third. */
function rule(): Paragraph {
  const side = Math.round(textWidth / 3);
  return new Paragraph({
    style: styleIds.small,
    alignment: AlignmentType.CENTER,
    indent: { left: side, right: side },
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: '000000' } },
  });
}
