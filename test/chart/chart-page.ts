import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChartData } from '../../src/chart/chart-data.ts';
import { chartView } from '../../src/chart/chart-view.ts';
import { readAssets } from '../../src/site/assets.ts';
import { createEnvironment } from '../../src/site/environment.ts';
import { projectRoot } from '../roots.ts';

const styles = ['screen.css', 'chart.css'];

/** Nothing inline, nothing from elsewhere. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/** A page with nothing but charts, by the template and styles of the site. */
export function chartPage(charts: readonly ChartData[]): string {
  const environment = createEnvironment([path.join(projectRoot, 'templates')]);
  const body = environment.renderString(
    '{% from "partials/chart.njk" import chart %}{% for view in views %}{{ chart(view) }}{% endfor %}',
    { views: charts.map(chartView) },
  );
  const links = styles.map((name) => `<link rel="stylesheet" href="${name}">`).join('\n');
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>历年数字</title>
${links}
</head>
<body>
<main id="content">
<h1>甲县乙局</h1>
<h2>历年数字</h2>
${body}
</main>
</body>
</html>
`;
}

/** Writes the page and its styles into a folder. */
export async function writeChartPage(
  folder: string,
  file: string,
  charts: readonly ChartData[],
): Promise<void> {
  await writeFile(path.join(folder, file), chartPage(charts));
  const assets = readAssets(projectRoot, { areHashed: false });
  for (const name of styles) await writeFile(path.join(folder, name), assets.get(name)!.content);
}
