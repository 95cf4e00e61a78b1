/** What a face is used for in a print document. */
export type FontRole = '正文' | '标题' | '楷体' | '黑体' | '数字';

/**
 * Faces that offices use, by role, the usual ones first: by these names the fonts of a folder are
 * known for what they are. Case, blanks, hyphens and underlines do not count.
 */
export const knownFaces: Readonly<Record<FontRole, readonly string[]>> = {
  正文: [
    '仿宋_GB2312',
    'FangSong_GB2312',
    '方正仿宋_GB2312',
    '方正仿宋_GBK',
    '方正仿宋_GB18030',
    '方正仿宋简体',
    'FZFangSong-Z02',
    'FZFangSong-Z02S',
    'FZFSK--GBK1-0',
    'FZFSJW--GB1-0',
    '仿宋',
    'FangSong',
    'SimFang',
    '华文仿宋',
    'STFangsong',
    'FandolFang',
  ],
  标题: [
    '方正小标宋_GBK',
    '方正小标宋_GB18030',
    '方正小标宋_GB2312',
    '方正小标宋简体',
    '小标宋',
    'FZXiaoBiaoSong-B05',
    'FZXiaoBiaoSong-B05S',
    'FZXiaoBiaoSong',
    'FZXBSK--GBK1-0',
    'FZXBSJW--GB1-0',
    '华文中宋',
    'STZhongsong',
    'FandolSong-Bold',
  ],
  楷体: [
    '楷体_GB2312',
    'KaiTi_GB2312',
    '方正楷体_GB2312',
    '方正楷体_GBK',
    '方正楷体_GB18030',
    '方正楷体简体',
    'FZKai-Z03',
    'FZKai-Z03S',
    'FZKTK--GBK1-0',
    'FZKTJW--GB1-0',
    '楷体',
    'KaiTi',
    'SimKai',
    '华文楷体',
    'STKaiti',
    'FandolKai',
  ],
  黑体: [
    '黑体',
    'SimHei',
    '方正黑体_GBK',
    '方正黑体_GB18030',
    '方正黑体简体',
    'FZHei-B01',
    'FZHei-B01S',
    'FZHTK--GBK1-0',
    'FZHTJW--GB1-0',
    '华文黑体',
    'STHeiti',
    'FandolHei',
  ],
  数字: ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif', 'Tinos'],
};

/** Every role, in the order in which they are told. */
export const fontRoles = Object.keys(knownFaces) as readonly FontRole[];
