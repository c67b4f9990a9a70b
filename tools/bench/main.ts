/** `npm run bench`: ratios measured in one run, so that a busy machine slows both sides alike; `-- --json` prints one object. */

import { benchBrowser } from './browser.ts';
import { benchHttp } from './http.ts';
import { benchIssue } from './issue.ts';
import { benchMemory } from './memory.ts';
import { benchReport } from './report.ts';
import { benchReady } from './ready.ts';
import { benchSso } from './sso.ts';

/** Two decimals are all that a busy machine can mean. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

const parts: [string, () => Promise<Record<string, number>>][] = [
  [
    'issue',
    async () => {
      const { perSecond, rsaPerSecond, samlifyPerSecond } = await benchIssue();
      return {
        issueRatioToSamlify: perSecond / samlifyPerSecond,
        issueRatioToRsa: perSecond / rsaPerSecond,
        issuePerSecond: perSecond,
        rsaPerSecond,
        samlifyPerSecond,
      };
    },
  ],
  ['browser', benchBrowser],
  ['http', benchHttp],
  ['memory', benchMemory],
  ['ready', benchReady],
  ['report', benchReport],
  ['sso', async () => ({ ...(await benchSso()) })],
];

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const json = process.argv.includes('--json');
const figures: Record<string, number> = {};
for (const [name, measure] of parts) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (!json) console.log(`measuring ${name} …`);
  for (const [figure, value] of Object.entries(await measure())) {
    figures[figure] = rounded(value);
    if (!json) console.log(`  ${figure.padEnd(24)} ${figures[figure]}`);
  }
}
if (json) console.log(JSON.stringify(figures));
