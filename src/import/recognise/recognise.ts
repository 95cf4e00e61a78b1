import type { Agencies } from '../../archive/agencies.ts';
import type { Form } from '../../form/form.ts';
import type { RecognisedProse, RecognisedReport } from '../recognised.ts';
import type { Block, Remark, SourceDocument } from '../source-document.ts';
import { recogniseAgency } from './agency.ts';
import { textOfBlock } from './block-text.ts';
import { formWords } from './form-words.ts';
import { readHead } from './head.ts';
import { foldText } from './label.ts';
import { splitParts } from './parts.ts';
import { writeProse } from './prose.ts';
import { publicationDate } from './publication-date.ts';
import { withoutSignature } from './signature.ts';
import { cleanText } from './source-debris.ts';
import { recogniseTables } from './tables.ts';
import { type FoundTitle, findTitle } from './title.ts';
import { recogniseYear } from './year.ts';

/** What a source is recognised against. */
export interface RecogniseContext {
  /** By edition; at least one. */
  forms: ReadonlyMap<string, Form>;
  agencies: Agencies;
  /** What whoever imports says it is; wins over what the source says. */
  agency?: string;
  year?: number;
}

/** All that can be understood of a source; what cannot is in its remarks. */
export function recogniseReport(
  document: SourceDocument,
  context: RecogniseContext,
): RecognisedReport {
  const { consumed, ...tables } = recogniseTables(document.blocks, context.forms);
  const { form } = tables;
  const parts = splitParts(document.blocks, consumed, form);
  const title = findTitle(parts.head, document.title);
  const head = readHead(parts.head, title);
  const hasLines = document.format === 'text' || document.format === 'pdf';
  const prose: RecognisedProse[] = [];
  const remarks: Remark[] = [...document.remarks, ...parts.remarks, ...head.remarks];
  if (parts.parts.size === 0)
    remarks.push({
      kind: 'needs-person',
      message: '没有找到六个部分的标题：文字都放在“前言”里，请分到各部分。',
      fact: '前言',
    });
  const lastText = form.parts.findLast(({ content }) => content === 'text')?.key;
  for (const { key, title: heading, content, optional } of form.parts) {
    const blocks = heading === undefined ? head.preface : parts.parts.get(key);
    if (content === 'table') {
      for (const remark of strayRemarks(blocks ?? [], form, key)) remarks.push(remark);
      if (!blocks && tables.tables.some((table) => table.key === key))
        remarks.push({
          kind: 'noticed',
          message: `没有找到标题“${heading}”，表是按内容认出的。`,
          fact: key,
        });
      continue;
    }
    const signed = key === lastText ? withoutSignature(blocks ?? []) : undefined;
    const written = writeProse(key, signed?.blocks ?? blocks ?? [], hasLines);
    for (const remark of [...written.remarks, ...(signed?.remarks ?? [])]) remarks.push(remark);
    if (written.prose) prose.push(written.prose);
    else if (!optional)
      remarks.push({
        kind: 'needs-person',
        message: blocks
          ? `“${heading}”只有标题，没有内容：请补上。`
          : `没有找到“${heading}”：请查明，并补上内容。`,
        fact: key,
      });
  }
  const published = publicationDate(head.notes, document.published);
  const identity = identify(document, title, context);
  return {
    name: document.name,
    ...identity.found,
    ...(title ? { title: cleanText(title.text).text } : {}),
    ...(published.published === undefined ? {} : { published: published.published }),
    tables,
    prose,
    remarks: [...identity.remarks, ...published.remarks, ...remarks],
  };
}

/** Agency and year: as whoever imports says, else as the source does. */
function identify(
  { blocks }: SourceDocument,
  title: FoundTitle | undefined,
  context: RecogniseContext,
): { found: Pick<RecognisedReport, 'agency' | 'year'>; remarks: Remark[] } {
  const text = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
  const agency = recogniseAgency(title?.text, text, context.agencies);
  const year = recogniseYear(title?.text, text);
  const given = { agency: context.agency, year: context.year };
  const found = {
    agency: given.agency ?? agency.agency,
    year: given.year ?? year.year,
  };
  const remarks: Remark[] = [];
  if (given.agency === undefined) remarks.push(...agency.remarks);
  else if (agency.agency !== undefined && agency.agency !== given.agency)
    remarks.push(
      contradiction(`机关指定为“${given.agency}”，标题写的像是“${agency.agency}”`, title),
    );
  if (given.year === undefined) remarks.push(...year.remarks);
  else if (year.year !== undefined && year.year !== given.year)
    remarks.push(contradiction(`年度指定为${given.year}年，原文写的是${year.year}年`, title));
  return {
    found: {
      ...(found.agency === undefined ? {} : { agency: found.agency }),
      ...(found.year === undefined ? {} : { year: found.year }),
    },
    remarks,
  };
}

function contradiction(what: string, title: FoundTitle | undefined): Remark {
  const [block] = title?.blocks ?? [];
  return {
    kind: 'needs-person',
    message: `${what}：按指定的导入，请核对。`,
    ...(block ? { place: block.place } : {}),
    ...(title ? { text: title.text } : {}),
  };
}

/** What stands in a part that is a table, and is neither the table nor the form's own words. */
function strayRemarks(blocks: readonly Block[], form: Form, key: string): Remark[] {
  const words = formWords(form);
  return blocks.flatMap((block): Remark[] => {
    const text = textOfBlock(block);
    if (text === '' || words.has(foldText(text))) return [];
    return [
      {
        kind: 'left-out',
        message: '表格之外的文字没有收入：格式在这一部分只有表。',
        place: block.place,
        text,
        fact: key,
      },
    ];
  });
}
