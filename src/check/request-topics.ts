import type { CountedSentence } from './numbers-in-prose.ts';
import { type Sentence, sentencesOf } from './prose-text.ts';
import { otherApplications } from './request-words.ts';

/**
 * Whether a sentence speaks of requests for information: it says so; the text before it on its
 * line, or its heading, does; nothing tells; or it speaks of something else.
 */
export type Topic = 'stated' | 'carried' | 'unknown' | 'other';

const others = new RegExp(otherApplications, 'g');
/** Other things that are received and answered. */
const otherMatters =
  /建议|提案|咨询|留言|来信|来电|来访|热线|工单|诉求|信访(?!、?举报)|投诉(?!类)|举报(?!、?投诉)|解读|意见|舆情|检查|培训|会议|稿件|发布|推送|许可|处罚|审批|纠纷|案卷/;
/** Documents are sorted by whether they are to be disclosed, in the words of requests. */
const sortedDocuments = /公文|公开属性|标注|发文|主动公开的?(?:文件|公文)?\s*\d+\s*[件份]/;

export function isOnOtherMatters(text: string): boolean {
  return otherMatters.test(text);
}

function isAboutRequests(text: string): boolean {
  return text.includes('申请') && text.replace(others, '').includes('申请');
}

/** With a sign, a heading may begin its paragraph; without one it has a line of its own. */
const signedHeading = /^[ \t]*[（(]?[一二三四五六七八九十]{1,2}[）)、.．]/;
const bareHeading = /^[^，；\d]{2,24}$/;
const headingLength = 24;

/** The topic of each of some sentences of one part. */
export function topicsOf(sentences: readonly CountedSentence[]): Topic[] {
  const [first] = sentences;
  if (!first) return [];
  const { part } = first.numbers[0]!;
  const topics = new Map<number, Topic>();
  let underHeading = false;
  let sameLine: boolean | undefined;
  let end = 0;
  for (const sentence of sentencesOf(part)) {
    if (end === 0 || part.text.slice(end, sentence.start).includes('\n')) {
      sameLine = undefined;
      const next = part.text[sentence.start + sentence.text.length] ?? '\n';
      if (signedHeading.test(sentence.text) || (next === '\n' && bareHeading.test(sentence.text)))
        underHeading = isAboutRequests(sentence.text.slice(0, headingLength));
    }
    const own = ownTopic(sentence);
    topics.set(sentence.start, own ?? ((sameLine ?? underHeading) ? 'carried' : 'unknown'));
    if (own) sameLine = own === 'stated';
    end = sentence.start + sentence.text.length;
  }
  return sentences.map(({ start }) => topics.get(start)!);
}

function ownTopic({ text }: Sentence): Topic | undefined {
  if (sortedDocuments.test(text)) return 'other';
  if (isAboutRequests(text)) return 'stated';
  return otherMatters.test(text) ? 'other' : undefined;
}
