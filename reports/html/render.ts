/** Renders a result as one self-contained HTML page. */

import type { Result } from '../result.ts';
import { documentRenderer } from './document.ts';
import { type PageOptions, pageView } from './page-view.ts';

const page = documentRenderer({
  templates: [
    'html/page.hbs',
    'html/case.hbs',
    'html/changes.hbs',
    'html/claims-table.hbs',
    'html/claims.hbs',
    'html/difference.hbs',
    'html/sequence.hbs',
    'html/top.hbs',
    'html/toolbar.hbs',
  ],
  styles: ['html/page.css'],
  script: 'html/page.client.js',
});

/** The page as text. Everything from the result is escaped and made visible; images that are missing are said to be. */
export function renderHtml(result: Result, options: PageOptions = {}): string {
  return page(pageView(result, options));
}
