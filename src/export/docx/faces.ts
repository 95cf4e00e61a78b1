/**
 * Faces by name, as offices have them; none is put into the file. Where one is not installed,
 * Word takes the other name, else what is of the same kind.
 */
export const faces = {
  text: '仿宋',
  title: '方正小标宋简体',
  kai: '楷体',
  hei: '黑体',
} as const;

/** What each face may be called otherwise, and its kind by PANOSE: Chinese, serif or not. */
const substitutes: readonly { name: string; other: string; family: string; panose: string }[] = [
  { name: faces.text, other: 'FangSong', family: 'modern', panose: '02010609060101010101' },
  { name: faces.title, other: '华文中宋', family: 'roman', panose: '02010600040101010101' },
  { name: faces.kai, other: 'KaiTi', family: 'modern', panose: '02010609060101010101' },
  { name: faces.hei, other: 'SimHei', family: 'modern', panose: '02010609060101010101' },
];

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The list of faces of a Word file. 86 is the number of GB 2312 among character sets. */
export function fontTable(): string {
  const fonts = substitutes.map(
    ({ name, other, family, panose }) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:panose1 w:val="${panose}"/>` +
      `<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<w:fonts xmlns:w="${main}">${fonts.join('')}</w:fonts>`;
}
