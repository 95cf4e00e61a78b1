import type { Remark } from '../../source-document.ts';
import type { Flow, Picture } from './flow.ts';

/** Headings of parts that are tables. */
const tableHeading =
  /^.{0,4}(主动公开政府信息情况|(收到和)?处理政府信息公开申请|.*行政复议.{0,6}行政诉讼)/;
const anyHeading = /^[一二三四五六七八九][、.．]/;
const longestHeading = 45;

/**
 * What is to be said of the pictures among a report's blocks. Below a heading that ought to have a
 * table and has none, a picture is probably that table.
 *
 * @param inside positions of the report's blocks
 */
export function pictureRemarks(flow: Flow, inside: ReadonlySet<number>): Remark[] {
  if (inside.size === 0 && flow.pictures.length > 0) return [onlyPictures];
  const positions = [...inside];
  const [first = 0] = positions;
  const last = positions.at(-1) ?? 0;
  const own = flow.pictures.filter(({ before }) => before >= first && before <= last + 1);
  const sections = sectionsOf(flow);
  const headingOf = ({ before }: Picture) => {
    const section = sections[before - 1];
    return section?.hasTable ? undefined : section?.heading;
  };
  const byHeading = Map.groupBy(own, headingOf);
  return [...byHeading]
    .sort(([one], [other]) => Number(one === undefined) - Number(other === undefined))
    .map(([heading, pictures]) =>
      heading === undefined ? otherPictures(pictures) : tableRemark(heading, pictures),
    );
}

const onlyPictures: Remark = {
  kind: 'needs-person',
  message: '文件里只有图片，没有文字：图片里的内容读不出来，请对照原件录入，或找有文字的版本。',
};

function tableRemark(heading: string, pictures: readonly Picture[]): Remark {
  const words = wordsOf(pictures);
  return {
    kind: 'needs-person',
    message: `“${heading}”下面没有表格，只有图片：图片里的数字读不出来，请对照原件填写。`,
    ...(words === '' ? {} : { text: words }),
  };
}

function otherPictures(pictures: readonly Picture[]): Remark {
  const words = wordsOf(pictures);
  return {
    kind: 'noticed',
    message: `文中有 ${pictures.length} 幅图片没有采用：年报正文里不放图片，图中如有文字或数字请写成文字。`,
    ...(words === '' ? {} : { text: words }),
  };
}

function wordsOf(pictures: readonly Picture[]): string {
  return pictures
    .map(({ words }) => words)
    .filter((text) => text !== '')
    .join('\n');
}

/** Blocks from one heading to the next. */
interface Section {
  /** Of a part that is a table. */
  heading: string | undefined;
  hasTable: boolean;
}

/** The section of each block. */
function sectionsOf({ blocks }: Flow): Section[] {
  let section: Section = { heading: undefined, hasTable: false };
  return blocks.map(({ block }) => {
    if (block.kind === 'table') {
      section.hasTable = true;
      return section;
    }
    const words = block.text.replace(/\s+/g, '');
    if (words.length <= longestHeading && (tableHeading.test(words) || anyHeading.test(words)))
      section = { heading: tableHeading.test(words) ? words : undefined, hasTable: false };
    return section;
  });
}
