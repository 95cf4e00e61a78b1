import type { Block, Remark } from '../source-document.ts';
import { textOfBlock } from './block-text.ts';
import { foldText } from './label.ts';
import { debrisLine } from './source-debris.ts';

const dateLine =
  /^(?:(?:19|20)\d\d|[一二][〇零○0九][〇零○0一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日$/;
const agencyLine =
  /^[\p{Script=Han}\d()]{3,40}(?:政府|局|委|委员会|办公室|办事处|厅|院|部|署|会|中心|处|所|镇|乡|街道|站|队)$/u;

/** Takes the agency's name and the date off the end of a report: they are no part of its text. */
export function withoutSignature(blocks: readonly Block[]): {
  blocks: readonly Block[];
  remarks: readonly Remark[];
} {
  // What a site writes below comes after it.
  const ends = [...blocks.keys()].filter((at) => {
    const text = textOfBlock(blocks[at]!);
    return text !== '' && !debrisLine(text);
  });
  const textAt = (at: number | undefined) => {
    const block = at === undefined ? undefined : blocks[at];
    return block?.kind === 'text' ? foldText(block.text) : '';
  };
  const [above, last] = [ends.at(-2), ends.at(-1)];
  if (!dateLine.test(textAt(last))) return { blocks, remarks: [] };
  const signature = new Set(agencyLine.test(textAt(above)) ? [above!, last!] : [last!]);
  return {
    blocks: blocks.filter((_, at) => !signature.has(at)),
    remarks: blocks
      .filter((_, at) => signature.has(at))
      .map((block) => ({
        kind: 'left-out',
        message: '文末的落款没有收入。',
        place: block.place,
        text: textOfBlock(block),
      })),
  };
}
