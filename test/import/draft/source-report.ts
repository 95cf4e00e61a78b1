import { draftOf } from '../../../src/import/draft/draft.ts';
import { recogniseReport } from '../../../src/import/recognise/recognise.ts';
import type { SourceDocument } from '../../../src/import/source-document.ts';
import { agencies, forms } from '../archive.ts';
import { blocksOf } from '../recognise/blocks.ts';
import { type Setting, writeTables } from '../recognise/layout-writer.ts';

/** A report that adds up: 13 applications and 2 of the year before, 14 dealt with, 1 left. */
const stated: Readonly<Record<string, string>> = {
  '主动公开.行政规范性文件.本年制发件数': '4',
  '主动公开.行政规范性文件.现行有效件数': '9',
  '主动公开.行政许可.本年处理决定数量': '57',
  '主动公开.行政事业性收费.本年收费金额': '26.50',
  '申请办理.本年新收.自然人': '8',
  '申请办理.本年新收.商业企业': '5',
  '申请办理.本年新收.总计': '13',
  '申请办理.上年结转.自然人': '2',
  '申请办理.上年结转.总计': '2',
  '申请办理.办理结果.予以公开.自然人': '6',
  '申请办理.办理结果.予以公开.商业企业': '5',
  '申请办理.办理结果.予以公开.总计': '11',
  '申请办理.办理结果.部分公开.自然人': '3',
  '申请办理.办理结果.部分公开.总计': '3',
  '申请办理.办理结果.总计.自然人': '9',
  '申请办理.办理结果.总计.商业企业': '5',
  '申请办理.办理结果.总计.总计': '14',
  '申请办理.结转下年度.自然人': '1',
  '申请办理.结转下年度.总计': '1',
};

export interface SourceReport {
  /** By address, over those of a report that adds up; all others are 0. */
  figures?: Readonly<Record<string, string>>;
  setting?: Setting;
  overview?: string;
  preface?: string;
}

/** A source with whole tables, by default lines with tabs. */
export function sourceReport({
  figures = {},
  setting = 'tabs',
  overview = '本年度概述。',
  preface = '',
}: SourceReport = {}): SourceDocument {
  const form = forms.get('2021')!;
  const all = Object.fromEntries(
    form.facts.map(({ address }) => [address, figures[address] ?? stated[address] ?? '0']),
  );
  const head = `景芝镇2022年政府信息公开工作年度报告\n${preface}\n一、总体情况\n${overview}`;
  const tail =
    '五、存在的主要问题及改进情况\n力量不足。\n六、其他需要报告的事项\n没有收取信息处理费。';
  const blocks = [...blocksOf(head), ...writeTables(form, all, setting), ...blocksOf(tail)];
  return { name: '景芝2022.docx', format: 'docx', blocks, remarks: [] };
}

export function recognised(document: SourceDocument) {
  return recogniseReport(document, { forms, agencies });
}

export function drafted(source: SourceReport = {}) {
  return draftOf(recognised(sourceReport(source)), { agencies });
}
