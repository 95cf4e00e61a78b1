import type { Agencies, Agency } from '../archive/agencies.ts';
import { visible } from '../finding/format.ts';
import type { Imported } from '../import/import-file.ts';
import type { Identity } from '../import/import-files.ts';
import { likelyAgencies, likelyYears, type Proposal } from '../import/likely-identity.ts';
import { type Terminal, UsageError } from './command.ts';
import { findAgency, readYear } from './report-argument.ts';

/** So often a question is put before the file is left alone. */
const mostTries = 3;
const skip = '-';

/**
 * Asks whose report a source is and of which year, as far as that is not known. Whoever leaves a
 * question open has the file left alone; whoever ends the input is asked no more.
 */
export function identityQuestions(
  agencies: Agencies,
  terminal: Terminal,
  clearProgress: () => void,
  signal: AbortSignal,
): (name: string, imported: Imported) => Promise<Identity | undefined> {
  let isOver = false;
  const ask = async <T>(question: Question<T>): Promise<T | undefined> => {
    terminal.out(question.text);
    for (let tries = 0; tries < mostTries && !isOver; tries += 1) {
      const answer = (await terminal.ask!(question.prompt, signal))?.trim();
      if (answer === undefined) isOver = true;
      if (answer === undefined || answer === skip) break;
      try {
        return question.take(answer);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        terminal.out(`${error.message}\n`);
      }
    }
    return undefined;
  };
  return async (name, imported) => {
    if (isOver) return undefined;
    clearProgress();
    const { agency, year, title } = imported.recognised;
    terminal.out(`${visible(name)}（${title === undefined ? '没有标题' : visible(title)}）\n`);
    const knownAgency =
      agency ?? (await ask(agencyQuestion(agencies, likelyAgencies(name, imported, agencies))));
    if (knownAgency === undefined) return undefined;
    const knownYear = year ?? (await ask(yearQuestion(likelyYears(name, imported))));
    return knownYear === undefined ? undefined : { agency: knownAgency, year: knownYear };
  };
}

interface Question<T> {
  /** Told once. */
  text: string;
  /** Where the answer is typed. */
  prompt: string;
  /** Throws UsageError where it is no answer. */
  take(answer: string): T;
}

function agencyQuestion(
  agencies: Agencies,
  { choices, isClear }: Proposal<Agency>,
): Question<string> {
  const list = choices.map(({ id, name }, at) => `    ${at + 1}. ${name}（${id}）\n`);
  return {
    text: `  认不出是哪个机关的${list.length > 0 ? '，可能是：' : '。'}\n${list.join('')}`,
    prompt: promptText(`${list.length > 0 ? '序号或' : ''}机关 id`, isClear ? '1' : undefined),
    take(answer) {
      if (answer === '' && !isClear) throw new UsageError('请写明机关');
      const chosen = choices[Number(answer === '' ? 1 : answer) - 1];
      const agency = chosen ?? findAgency(agencies, answer);
      if (agency.type === '地区')
        throw new UsageError(`“${agency.id}”登记的是地区，不编制年报：请写机关的 id`);
      return agency.id;
    },
  };
}

function yearQuestion({ choices, isClear }: Proposal<number>): Question<number> {
  const mentioned = choices.length > 0 ? `，文中有 ${choices.join('、')}` : '';
  const proposed = isClear ? String(choices[0]) : undefined;
  return {
    text: `  认不出是哪一年的${mentioned}。\n`,
    prompt: promptText('年度', proposed),
    take: (answer) => readYear(answer === '' && proposed !== undefined ? proposed : answer),
  };
}

function promptText(what: string, proposed: string | undefined): string {
  const byReturn = proposed === undefined ? '' : `，直接回车为 ${proposed}`;
  return `  ${what}（${skip} 跳过这个文件${byReturn}）：`;
}
