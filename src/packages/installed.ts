import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The folder in which an npm package is installed, wherever npm has hoisted it to.
 *
 * @throws when the package is not installed
 */
export function packageFolder(name: string): string {
  const entry = require.resolve(name);
  const marker = `${sep}node_modules${sep}${name.replaceAll('/', sep)}${sep}`;
  const start = entry.lastIndexOf(marker);
  if (start < 0) throw new Error(`${name} is not inside a node_modules folder: ${entry}`);
  return entry.slice(0, start + marker.length - 1);
}

/** The version of an installed package. */
export function packageVersion(name: string): string {
  const file = readFileSync(join(packageFolder(name), 'package.json'), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}

/**
 * A path under `node_modules/.cache` for what is made of an npm package, once per version of it;
 * with a suffix where several things are.
 */
export function packageCache(name: string, suffix = ''): string {
  const modules = packageFolder(name).slice(0, -name.length);
  const flat = name.replace('@', '').replace('/', '-');
  return join(modules, '.cache', `${flat}-${packageVersion(name)}${suffix}`);
}
