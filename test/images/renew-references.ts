// `npm run references`: draws pages on screen and on paper anew, keeps them, and tells which are
// not as before.
import { keptScreens, screenImages } from '../browser/references.ts';
import { keptPages, referenceDocuments, referenceImages } from '../print/references.ts';

const changes = [
  ...(await keptPages.keep(await referenceImages(await referenceDocuments()))),
  ...(await keptScreens.keep(await screenImages())),
];
console.log(changes.length === 0 ? 'All pages are as before.' : changes.join('\n'));
