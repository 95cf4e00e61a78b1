import { shorten } from '../yaml/reading.ts';
import { isSiteDomain, siteAddress } from './site-address.ts';

/** Longest name of a file or folder, in bytes: file systems allow 255. */
const longestName = 200;
const longestAddress = 1000;

/**
 * Reads an address of this site as an editor writes it: a path from the site's top, Chinese as it
 * is or percent-encoded. Returns it decoded, or what is wrong with it.
 */
export function readAddress(
  text: string,
  domain: string | undefined,
): { address: string } | { error: string } {
  const quoted = `“${shorten(text)}”`;
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(text)) {
    return isOwn(text, domain)
      ? { error: `${quoted}写了域名：请只写域名以后的路径，以“/”开头` }
      : { error: `${quoted}是本网站以外的地址：只能写本网站内的路径，以“/”开头` };
  }
  if (!text.startsWith('/'))
    return { error: `${quoted}应以“/”开头，从网站首页写起，如 /old/2021.html` };
  if (/[?#]/.test(text))
    return { error: `${quoted}不能带“?”或“#”：静态网站分不清问号以后的部分，请只写到文件` };
  const decoded = decode(text);
  if (decoded === undefined) return { error: `${quoted}里的“%”编码不对` };
  const steps = decoded.slice(1).split('/');
  if (decoded !== '/' && steps.slice(0, -1).includes(''))
    return { error: `${quoted}里有连写的“/”` };
  if (steps.some((step) => step.startsWith('.')))
    return { error: `${quoted}里不能有“.”“..”，也不能有以“.”开头的文件名` };
  const strange = /[^\p{L}\p{N}\p{M}\-_.~!(),+=@/]/u.exec(decoded)?.[0];
  if (strange !== undefined)
    return { error: `${quoted}里不能有“${strange}”：各种网页服务器对它的解释不一` };
  const tooLong = steps.some((step) => Buffer.byteLength(step) > longestName);
  if (tooLong || Buffer.byteLength(decoded) > longestAddress)
    return { error: `${quoted}太长，不能用作文件名` };
  return { address: decoded.replace(/\/index\.html$/, '/') };
}

function isOwn(text: string, domain: string | undefined): boolean {
  if (domain === undefined || !isSiteDomain(domain)) return false;
  const { href, host } = siteAddress({ domain });
  return URL.parse(text, href)?.host === host;
}

/** Undefined where a percent sign encodes nothing, or a slash that would be taken for one. */
function decode(text: string): string | undefined {
  if (/%2f/i.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The file that answers for an old address on a host that knows nothing of redirects: folders and
 * names that no page has, such as `.aspx`, get one of their own, to which hosts lead by themselves.
 */
export function redirectFile(address: string): string {
  const file = address.slice(1);
  if (/\.html?$/i.test(file)) return file;
  return `${file.replace(/\/?$/, '/')}index.html`;
}
