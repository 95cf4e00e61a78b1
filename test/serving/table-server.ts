import { readFile, stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentDisposition, downloads } from '../../src/serving/download-names.ts';
import { compressedTypes, headersOf, hiddenFiles } from '../../src/serving/headers.ts';
import { encodeAddress, spellings } from '../../src/serving/redirect-files.ts';
import type { Publication } from '../../src/site/publication.ts';

/** A server of a built site. */
export interface SiteServer extends AsyncDisposable {
  /** Without a slash at the end. */
  origin: string;
}

/** Serves a site by the header table, as any server should that follows it. */
export async function openTableServer(
  folder: string,
  publication: Publication,
): Promise<SiteServer> {
  const names = new Map(downloads(publication).map((file) => [`/${file.path}`, file]));
  const moved = new Map(
    publication.archive.redirects.flatMap(({ from, to }) =>
      spellings(from).map((old) => [old, encodeAddress(to)] as const),
    ),
  );
  const answer = async (target: string, acceptsGzip: boolean, response: ServerResponse) => {
    const address = decodeURIComponent(target.replace(/\?.*/, ''));
    const location = moved.get(address);
    if (location !== undefined) return response.writeHead(301, { location }).end();
    const file = address.replace(/\/$/, '/index.html');
    const full = path.join(folder, file);
    const found = await stat(full).catch(() => undefined);
    if (found?.isDirectory()) return response.writeHead(301, { location: `${target}/` }).end();
    const isFound = found !== undefined && !hiddenFiles.test(address);
    const shown = isFound ? file : '/404.html';
    const body = await readFile(isFound ? full : path.join(folder, shown)).catch(() => Buffer.of());
    const download = names.get(shown);
    const ending = path.extname(shown).slice(1);
    const isCompressed = acceptsGzip && compressedTypes.includes(ending) && body.length >= 512;
    response.writeHead(isFound ? 200 : 404, {
      ...headersOf(shown),
      ...(download ? { 'Content-Disposition': contentDisposition(download) } : {}),
      ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
      Vary: 'Accept-Encoding',
    });
    return response.end(isCompressed ? gzipSync(body) : body);
  };
  const server = createServer((request, response) => {
    const acceptsGzip = /gzip/.test(String(request.headers['accept-encoding']));
    answer(request.url!, acceptsGzip, response).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
