// For every page of the site: test/site/markup.test.ts, or `npx html-validate _site`.
export default {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // A wide table scrolls in a region with a name of its own. A <section> is a part of the text
    // with a heading, which such a region has not.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // Such a number is kept on one line by its style; other hyphens would spoil copying it.
    'tel-non-breaking': ['error', { ignoreClasses: ['telephone'] }],
    // markdown-it says by a style how a column is aligned, and knows no other way.
    'no-inline-style': ['error', { allowedProperties: ['text-align'] }],
  },
};
