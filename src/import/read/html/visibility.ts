import type { DomElement } from './dom.ts';

/** Elements without any words of the document. */
const silent = new Set(
  'script style noscript template head iframe frameset object embed applet svg math canvas audio video map select button input textarea meta link title xml w:worddocument w:latentstyles o:officedocumentsettings o:documentproperties'.split(
    ' ',
  ),
);

/** What Word puts at the end of a page that it saves: notes, comments, running lines. */
const apart: Readonly<Record<string, string>> = {
  'footnote-list': '脚注和尾注没有采用：需要的请写进正文。',
  'endnote-list': '脚注和尾注没有采用：需要的请写进正文。',
  'comment-list': '批注没有采用。',
  header: '页眉和页脚的文字没有采用。',
  footer: '页眉和页脚的文字没有采用。',
};

/** Whether an element holds no words of the document: scripts, forms, the settings of Word. */
export function isSilent({ name }: DomElement): boolean {
  return silent.has(name);
}

/** Why the words of an element are no part of the text; undefined where they are. */
export function leftOutBecause(element: DomElement): string | undefined {
  const { name, attribs } = element;
  const style = attribs.style ?? '';
  if (name === 'del') return '标为删除的文字没有采用。';
  if (
    attribs.hidden !== undefined ||
    /(?:^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i.test(style)
  )
    return '网页里不显示的文字（样式设为隐藏）没有采用。';
  if (/\bMsoToc\d\b/i.test(attribs.class ?? '')) return '文首的目录没有采用。';
  const place = /(?:^|;)\s*mso-element\s*:\s*([\w-]+)/i.exec(style)?.[1];
  return place === undefined ? undefined : apart[place.toLowerCase()];
}

/** A mark that points to a note or comment; it would stand among the words and figures. */
export function isNoteMark({ name, attribs }: DomElement): boolean {
  return (
    (name === 'a' && /(?:^|;)\s*mso-(foot|end)note-id\s*:/i.test(attribs.style ?? '')) ||
    /^Mso(Comment|Footnote|Endnote)Reference$/i.test(attribs.class ?? '')
  );
}
