import { expect, test } from 'vitest';
import { readHtml } from '../../../src/import/read/html.ts';
import { outline, remarksOf } from './outline.ts';

const read = (html: string) => readHtml('a.html', new TextEncoder().encode(html));

/** A page as content management systems of offices make it: tables lay it out, scripts and links all around. */
const officePage = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>甲镇人民政府2022年政府信息公开工作年度报告_甲县人民政府</title>
<meta name="SiteName" content="甲县人民政府"><meta name="ArticleTitle" content="甲镇人民政府2022年政府信息公开工作年度报告">
<meta name="PubDate" content="2023-01-18 09:05:33"><meta name="ContentSource" content="甲镇人民政府">
<style>.x{color:red}</style><script>var t = "一、总体情况";</script></head>
<body>
<div class="top"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <input value="搜索"></div>
<table width="1000" align="center"><tr><td width="220">
  <ul><li><a href="a">政府信息公开指南</a></li><li><a href="b">政府信息公开年报</a></li></ul>
</td><td>
  <div>您现在的位置：<a href="/">首页</a> &gt; <a href="/n">政府信息公开年报</a> &gt; 正文</div>
  <h2>甲镇人民政府2022年政府信息公开工作年度报告</h2>
  <div>发布日期：2023-01-18 来源：甲镇人民政府 浏览次数：<script>document.write(7)</script> 【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</div>
  <table cellpadding="0"><tr><td class="content">
    <div class="TRS_Editor">
    <p>&emsp;&emsp;根据《中华人民共和国政府信息公开条例》编制本报告。统计期限为2022年1月1日至12月31日。</p>
    <p><strong>　　一、总体情况</strong></p>
    <p>&nbsp;&nbsp;&nbsp;&nbsp;公开信息<span style="display:none">验证码</span>&#49;&#x32;条，&ldquo;应公开尽公开&rdquo;。</p>
    <p><b>二、主动公开政府信息情况</b></p>
    <table border="1" style="border-collapse:collapse"><tbody>
      <tr><td colspan="4"><p>第二十条第（一）项</p></td></tr>
      <tr><td>信息内容</td><td>本年<br>制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
      <tr><td>规章</td><td>0</td><td>0</td><td>&nbsp;</td></tr>
      <tr height="0" style="display: none"><td width="10"></td><td></td><td></td><td></td></tr>
    </tbody></table>
    <p>三、收到和处理政府信息公开申请情况</p>
    <p><img src="b3.png" alt="表三"></p>
    <p>五、存在的主要问题及改进情况<br>　　一是力量不足。<br>　　二是内容单一。</p>
    <p>六、其他需要报告的事项</p>
    <p>没有其他事项。见<a href="http://a.gov.cn/zn">公开指南</a>。</p>
    <p style="text-align:right">甲镇人民政府</p><p style="text-align:right">2023年1月16日</p>
    <p>附件：<a href="1.docx">甲镇年报.docx</a></p>
    </div>
  </td></tr></table>
  <div><a href="javascript:print()">打印本页</a> <a href="javascript:close()">关闭窗口</a> 分享到：<a href="x">微信</a></div>
  <div>上一篇：<a href="p">乙镇人民政府2022年政府信息公开工作年度报告</a></div>
  <div>下一篇：没有了</div>
</td></tr></table>
<div class="footer">主办：甲县人民政府 网站标识码：4100000000<br>豫ICP备00000000号 <a href="m">网站地图</a></div>
</body></html>`;

test('of a page of an office only the report is left, the rest is told', () => {
  const document = read(officePage);
  expect(document).toMatchObject({
    format: 'html',
    title: '甲镇人民政府2022年政府信息公开工作年度报告',
    published: '2023-01-18 09:05',
  });
  expect(outline(document)).toEqual([
    '## 甲镇人民政府2022年政府信息公开工作年度报告',
    '根据《中华人民共和国政府信息公开条例》编制本报告。统计期限为2022年1月1日至12月31日。',
    '**一、总体情况**',
    '公开信息12条，“应公开尽公开”。',
    '**二、主动公开政府信息情况**',
    [
      ['第二十条第（一）项[1×4]'],
      ['信息内容', '本年\n制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '0', '0', ''],
    ],
    '三、收到和处理政府信息公开申请情况',
    '五、存在的主要问题及改进情况',
    '一是力量不足。',
    '二是内容单一。',
    '六、其他需要报告的事项',
    '没有其他事项。见[公开指南](http://a.gov.cn/zn)。',
    '甲镇人民政府',
    '2023年1月16日',
  ]);
  expect(remarksOf(document, 'needs-person')).toEqual([
    '“三、收到和处理政府信息公开申请情况”下面没有表格，只有图片：图片里的数字读不出来，请对照原件填写。｜表三',
  ]);
  const leftOut = remarksOf(document, 'left-out');
  expect(leftOut[0]).toBe('网页里不显示的文字（样式设为隐藏）没有采用。｜验证码');
  for (const words of [
    '政府信息公开指南',
    '您现在的位置',
    '发布日期：2023-01-18',
    '打印本页',
    '下一篇：没有了',
    '豫ICP备00000000号',
  ])
    expect(leftOut[1]).toContain(words);
  expect(remarksOf(document, 'noticed')).toEqual([
    '网页注明的来源是“甲镇人民政府”。｜甲镇人民政府',
  ]);
});

test.each([
  [
    'a line above the report',
    '<p>发布时间：2022年1月5日 09:30 来源：办公室</p>',
    '2022-01-05 09:30',
  ],
  ['a line without time', '<p>公开日期：2022年1月5日 来源：办公室</p>', '2022-01-05'],
  ['midnight, which is no time', '<p>发布日期：2022-01-05 00:00:00</p>', '2022-01-05'],
  ['a day that no calendar has', '<p>发布日期：2022-02-30</p>', undefined],
  ['nothing', '<p>来源：办公室</p>', undefined],
])('the day of publication by %s', (_, line, published) => {
  const document = read(
    `<div>${line}</div><div><h1>甲镇2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>五、存在的主要问题及改进情况</p></div>`,
  );
  expect(document.published).toBe(published);
});

test('a page with nothing of a report is kept whole, and somebody is told', () => {
  const document = read('<p>通知</p><p>请各单位报送材料。</p>');
  expect(outline(document)).toEqual(['通知', '请各单位报送材料。']);
  expect(remarksOf(document, 'noticed')).toEqual([
    '网页里没有找到年报的标题和各部分标题，分不清哪些是正文，全部文字都保留了。',
  ]);
});

test.each([
  [
    'a frame',
    '<h1>甲镇2021年政府信息公开工作年度报告</h1><iframe src="body.htm"></iframe>',
    'body.htm',
  ],
  [
    'a link',
    '<h1>甲镇2021年政府信息公开工作年度报告</h1><p>附件：<a href="/f/1.pdf?x=1">2021年年报</a> <a href="/">首页</a></p>',
    '2021年年报 /f/1.pdf?x=1',
  ],
  [
    'frames only',
    '<frameset cols="1,2"><frame src="l.htm"><frame src="r.htm"></frameset>',
    'l.htm\nr.htm',
  ],
])('a report that is elsewhere: %s', (_, html, text) => {
  expect(remarksOf(read(html), 'needs-person')).toEqual([
    `网页里没有年报的正文，可能在它嵌入的页面或链接的附件里：请打开下列地址，保存后导入那个文件。｜${text}`,
  ]);
});

test('spans are those of the page, boxes are unwrapped, notes are no figures', () => {
  const document = read(`<table>
    <thead><tr><th rowspan=2>信息<i>内容</i></th><th colspan=2>法人</th></tr><tr><th>企业</th><th>其他</th></tr></thead>
    <tbody><tr><th><table><tr><td>规章</td></tr></table></th><td>1<del>2</del><span style="visibility:hidden">3</span></td><td>4<style>p{}</style><!-- 5 --></td></tr>
    <tr><td rowspan=0>剩余<td colspan=0>6<td>7<tr><td>8</tbody></table>
    <table><tr><td><p>框里的话。</p></td></tr></table>`);
  expect(outline(document)).toEqual([
    [
      ['信息内容[2×1]', '法人[1×2]'],
      ['企业', '其他'],
      ['规章', '1', '4'],
      ['剩余[2×1]', '6', '7'],
      ['8'],
    ],
    '框里的话。',
  ]);
  expect(remarksOf(document, 'left-out')).toEqual([
    '标为删除的文字没有采用。｜2',
    '网页里不显示的文字（样式设为隐藏）没有采用。｜3',
  ]);
});

test('what Word saves as a page: lists, notes, hidden text, conditional comments', () => {
  const label = (text: string, font = '') =>
    `<![if !supportLists]><span lang=EN-US style='${font}'><span style='mso-list:Ignore'>${text}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>`;
  const document =
    read(`<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN><xml><w:WordDocument><w:Zoom>100</w:Zoom></w:WordDocument></xml><div class=WordSection1>
<p class=MsoTitle><span>甲镇2022年政府信息公开工作年度报告<o:p></o:p></span></p>
<p class=MsoToc1><a href="#_Toc1">一、总体情况<span style='mso-tab-count:1 dotted'>......</span>1</a></p>
<p class=MsoListParagraph style='text-indent:-36.0pt;mso-list:l0 level1 lfo1;mso-outline-level:1'>${label('一、')}<span>总体情况<o:p></o:p></span></p>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>公开</b><span style='mso-bidi-font-weight:bold'>信息</span><span lang=EN-US>26.50<o:p>&nbsp;</o:p></span>万元<a style='mso-footnote-id:ftn1' href="#_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a>。<span style='mso-hide:all'>内部</span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>${label('1.')}<span>第一条</span></p>
<p class=MsoListParagraph style='mso-list:l2 level2 lfo3'>${label('l', 'font-family:Wingdings')}<span>要点</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>${label('二、')}<span>主动公开政府信息情况</span></p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>规章<o:p></o:p></p></td><td><p class=MsoListParagraph style='mso-list:l3 level1 lfo4'>${label('1.')}<span>0</span></p></td></tr></table>
</div><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>不含转发。</p></div></div></body></html>`);
  expect(outline(document)).toEqual([
    '甲镇2022年政府信息公开工作年度报告',
    '# 一、总体情况',
    '**公开**信息26.50 万元。',
    '1. 第一条',
    '  -. 要点',
    '二、主动公开政府信息情况',
    [['规章', '1. 0']],
  ]);
  expect(remarksOf(document, 'left-out')).toEqual([
    '文首的目录没有采用。｜一、总体情况......1',
    '网页里不显示的文字（样式设为隐藏）没有采用。｜内部',
    '脚注和尾注没有采用：需要的请写进正文。｜不含转发。',
  ]);
});

test('what WPS saves as a page', () => {
  const document =
    read(`<html><head><meta name="Generator" content="WPS Office"><style>p.MsoNormal{mso-style-name:正文}</style></head><body style="tab-interval:21pt;"><!--StartFragment--><div class="Section0">
<p class=MsoNormal align=center><b><span class="15" style="mso-spacerun:'yes';font-family:宋体;font-weight:bold;"><font face="宋体">甲局</font>2022<font face="宋体">年政府信息公开工作年度报告</font></span></b><b><span style="mso-spacerun:'yes';font-weight:bold;"><o:p></o:p></span></b></p>
<p class=MsoNormal><span style="mso-spacerun:'yes';font-family:黑体;"><font face="黑体">一、总体情况</font></span></p>
<p class=MsoNormal><span style="mso-spacerun:'yes';"><font face="仿宋_GB2312">全年公开</font> 12 <font face="仿宋_GB2312">条。</font></span></p>
<p class=MsoNormal><span><font face="黑体">四、政府信息公开行政复议、行政诉讼情况</font></span></p>
<table class=MsoTableGrid border=1><tr><td width=100 colspan=2 style="mso-border-left-alt:0.5pt;"><p class=MsoNormal><span>行政复议</span><span><o:p></o:p></span></p></td></tr><tr><td><p class=MsoNormal><span>0</span></p></td><td><p class=MsoNormal><span><o:p>&nbsp;</o:p></span></p></td></tr></table>
</div><!--EndFragment--></body></html>`);
  expect(outline(document)).toEqual([
    '**甲局2022年政府信息公开工作年度报告**',
    '一、总体情况',
    '全年公开 12 条。',
    '四、政府信息公开行政复议、行政诉讼情况',
    [['行政复议[1×2]'], ['0', '']],
  ]);
  expect(remarksOf(document, 'left-out')).toEqual([]);
});

test('lists are numbered as HTML counts them, in depth', () => {
  const document = read(
    '<ol start=3><li>甲<li value=7>乙<ul><li>丙<br>丁</ul><li>戊</ol><ul><li>己</ul>',
  );
  expect(outline(document)).toEqual(['3. 甲', '7. 乙', '  -. 丙', '丁', '8. 戊', '-. 己']);
});

test('a report that stands in one table, a part in each row, keeps the tables in it', () => {
  const long = `<p>${'全年公开工作平稳有序。'.repeat(40)}</p><p>公开3条。</p>`;
  const document = read(`<table border=1>
    <caption>甲镇2021年政府信息公开工作年度报告</caption>
    <tr style="display:none"><td colspan=4>旧稿。</td></tr>
    <tr><td colspan=4>一、总体情况</td></tr><tr><td colspan=4>${long}</td></tr>
    <tr><td colspan=4>二、主动公开政府信息情况</td></tr>
    <tr><td colspan=4>第二十条第（一）项</td></tr>
    <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
    <tr><td>规章</td><td>0</td><td>0</td><td>1</td></tr>
    <tr><td colspan=4>六、其他需要报告的事项</td></tr><tr><td colspan=4>无。</td></tr></table>`);
  expect(outline(document)).toEqual([
    '甲镇2021年政府信息公开工作年度报告',
    '一、总体情况',
    '全年公开工作平稳有序。'.repeat(40),
    '公开3条。',
    '二、主动公开政府信息情况',
    [
      ['第二十条第（一）项[1×4]'],
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '0', '0', '1'],
    ],
    '六、其他需要报告的事项',
    '无。',
  ]);
  expect(remarksOf(document, 'left-out')).toEqual([
    '网页里不显示的文字（样式设为隐藏）没有采用。｜旧稿。',
  ]);
});
