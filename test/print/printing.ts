import type { PrintDocument } from '../../src/pdf/print-document.ts';

/** A print document of its own around some content. */
export function documentOf(body: string, style = ''): PrintDocument {
  const html = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>试</title>
<link rel="stylesheet" href="/styles/print.css"><style>${style}</style></head><body>${body}</body></html>`;
  return { html, title: '试', language: 'zh-CN', date: '2022-01-20' };
}

/** Text of the project's own for filling lines: no mark or digit in it. */
export function filler(length: number): string {
  return '凡是群众用得着看得懂查得到的内容都力求说清楚放对位更新快'.repeat(length).slice(0, length);
}
