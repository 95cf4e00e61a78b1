import nunjucks from 'nunjucks';

/**
 * The one Nunjucks environment for site and print. Everything is escaped unless a template says
 * `safe`; an undefined value is an error, not an empty string.
 */
export function createEnvironment(templateFolders: readonly string[]): nunjucks.Environment {
  const loader = new nunjucks.FileSystemLoader([...templateFolders], { noCache: false });
  return new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
}
