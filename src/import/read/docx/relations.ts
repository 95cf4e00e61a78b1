import type { DomElement } from '../html/dom.ts';
import type { WordPackage } from './word-package.ts';

/** Of the one picture to which all are made to refer: none is ever looked at. */
const picture = {
  id: 'gongkaiPicture',
  type: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image',
  target: 'media/picture.png',
} as const;

const ofPictures: Readonly<Record<string, string>> = {
  'a:blip': 'r:embed',
  'v:imagedata': 'r:id',
};

/** Settles what refers to something that the file does not have, at which mammoth would give up. */
export function settleRelations({ relations }: WordPackage, body: readonly DomElement[]): void {
  const known = new Set(
    relations('Relationship')
      .toArray()
      .map(({ attribs }) => attribs.Id),
  );
  for (const { name, attribs } of body) {
    const attribute = ofPictures[name];
    if (attribute !== undefined) {
      delete attribs['r:link'];
      attribs[attribute] = picture.id;
    } else if (name === 'w:hyperlink' && !known.has(attribs['r:id'])) delete attribs['r:id'];
  }
  relations('Relationships').append(
    `<Relationship Id="${picture.id}" Type="${picture.type}" Target="${picture.target}"/>`,
  );
}
