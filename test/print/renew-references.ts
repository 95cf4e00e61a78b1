// `npm run references`: draws the pages anew, keeps them, and tells which are not as before.
import { keep, referenceDocuments, referenceImages } from './references.ts';

const changes = await keep(await referenceImages(await referenceDocuments()));
console.log(changes.length === 0 ? 'All pages are as before.' : changes.join('\n'));
