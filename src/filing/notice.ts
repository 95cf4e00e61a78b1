import type { Agency } from '../archive/agencies.ts';
import type { Site } from '../archive/site.ts';
import { dateInWords } from '../report/date.ts';
import type { Filing } from './filing.ts';

/** States in which there is something to be said to the agency. */
export function needsNotice({ state }: Filing): boolean {
  return state !== 'filed';
}

/** Whether a text is such a letter, perhaps with an editor's changes below its heading. */
export function isNotice(text: string): boolean {
  return /^关于\d{4}年度政府信息公开工作年度报告的(通知|提醒)\n/.test(text);
}

/**
 * A letter, as plain text, that reminds an agency of the report it owes, or notes that it came
 * late. Cites 《政府信息公开条例》第四十九条 only to those whom it binds: towns file by custom.
 *
 * @param today `YYYY-MM-DD`, the date of the letter
 */
export function noticeText(
  filing: Filing,
  agency: Pick<Agency, 'type'>,
  site: Pick<Site, 'name' | 'sponsor' | 'contact'>,
  today: string,
): string {
  const { name, year } = filing;
  const lines = [
    `关于${year}年度政府信息公开工作年度报告的${filing.state === 'late' ? '通知' : '提醒'}`,
    '',
    `${name}：`,
    '',
    `　　${duty(filing, agency)}${stateSentence(filing, today)}`,
    `　　${request(filing)}`,
    ...(site.contact === undefined ? [] : [`　　联系方式：${site.contact}`]),
    '',
    `　　　　　　　　　　${site.sponsor ?? site.name}`,
    `　　　　　　　　　　${dateInWords(today)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function duty({ year, due }: Filing, { type }: Pick<Agency, 'type'>): string {
  const basis =
    type === '乡镇街道'
      ? '按照政府信息公开工作的安排'
      : '按照《中华人民共和国政府信息公开条例》第四十九条';
  return `${basis}，你单位${year}年度政府信息公开工作年度报告应于${dateInWords(due)}前（含当日）向社会公布。`;
}

function stateSentence({ state, published, daysLeft, errors }: Filing, today: string): string {
  const time =
    daysLeft < 0
      ? `，已逾期${-daysLeft}天`
      : daysLeft === 0
        ? '，今天是最后一天'
        : `，距期限还有${daysLeft}天`;
  switch (state) {
    case 'late':
      return `你单位的报告于${dateInWords(published!)}发布，晚于期限。`;
    case 'draft':
      return `截至${dateInWords(today)}，你单位的报告还是草稿${time}。`;
    case 'faulty':
      return `截至${dateInWords(today)}，你单位的报告有${errors}处错误尚未改正，不能发布${time}。`;
    default:
      return `截至${dateInWords(today)}，尚未收到你单位的报告${time}。`;
  }
}

function request({ state, daysLeft }: Filing): string {
  switch (state) {
    case 'late':
      return '请查明原因，今后按期发布。';
    case 'draft':
      return daysLeft < 0 ? '请抓紧定稿、审核，尽快发布。' : '请抓紧定稿、审核，按期发布。';
    case 'faulty':
      return '请按检查结果逐处核对改正后发布。';
    default:
      return '请抓紧编制、审核，发布后告知网址。';
  }
}
