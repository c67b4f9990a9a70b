/** A badge: the verdict in one small picture. */

import type { Result } from './result.ts';
import { countsOf } from './summarize.ts';
import { headline } from './verdict.ts';
import { xmlText } from './xml.ts';

const colors = { good: '#17683e', careful: '#855300', bad: '#b3241a', open: '#56606c' };

function words(result: Result): string {
  const { pass, fail, warn, inconclusive } = countsOf(result.cases.filter((one) => one.new !== true));
  if (fail > 0) return `${fail} failed`;
  if (result.complete !== true) return 'cut short';
  if (inconclusive > 0) return `${inconclusive} open`;
  if (warn > 0) return `${warn} ${warn === 1 ? 'warning' : 'warnings'}`;
  return `${pass} passed`;
}

function label(x: number, length: number, content: string): string {
  return `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${xmlText(content)}</text>`;
}

/** The verdict as SVG, 20 pixels high; widths are fixed by the text's length so that no font is needed. */
export function renderBadge(result: Result): string {
  const right = words(result);
  const left = 46;
  const width = left + 16 + right.length * 7;
  const title = xmlText(`SAML: ${right}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${title}"><title>${title}</title>` +
    `<clipPath id="round"><rect width="${width}" height="20" rx="4"/></clipPath><g clip-path="url(#round)">` +
    `<rect width="${left}" height="20" fill="#3a4149"/><rect x="${left}" width="${width - left}" height="20" fill="${colors[headline(result).tone]}"/></g>` +
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${label(8, 30, 'SAML')}${label(left + 8, right.length * 7, right)}</g></svg>\n`
  );
}
