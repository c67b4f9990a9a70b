/** CSV and Markdown as readers that nobody here wrote understand them: every case is there, and hostile text stays text. */

import { expect, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { marked, type Token } from 'marked';
import { renderCsv } from '../../../reports/csv.ts';
import { renderMarkdown } from '../../../reports/markdown.ts';
import { hostileResult, sampleResult } from './sample.ts';

const results = { sample: sampleResult(), hostile: hostileResult() };

for (const [name, result] of Object.entries(results)) {
  test(`CSV of the ${name} result: one record a case, every cell under its column`, () => {
    const records = parse(renderCsv(result), { columns: true, record_delimiter: '\r\n' });
    expect(records).toHaveLength(result.cases.length);
    expect(records.map((one) => (one as Record<string, string>)['verdict'])).toEqual(
      result.cases.map(({ verdict }) => verdict),
    );
    expect(records.map((one) => (one as Record<string, string>)['expect'])).toEqual(
      result.cases.map(({ expect: expected }) => expected),
    );
  });

  test(`Markdown of the ${name} result: tables with whole rows, no markup, links to the web only`, async () => {
    const tokens: Token[] = [];
    const lexed = marked.lexer(renderMarkdown(result), { gfm: true });
    const walked = marked.walkTokens(lexed, (token) => void tokens.push(token));
    await Promise.all(walked.map((one) => Promise.resolve(one)));
    const findings = result.cases.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').length;
    const tables = tokens.filter((token) => token.type === 'table');
    const rows = tables.flatMap((table) => (table.type === 'table' ? table.rows : []));
    expect(rows.length).toBeGreaterThanOrEqual(findings);
    for (const table of tables) {
      if (table.type === 'table') for (const row of table.rows) expect(row).toHaveLength(table.header.length);
    }
    expect(tokens.filter(({ type }) => type === 'html' || type === 'image')).toEqual([]);
    const links = tokens.flatMap((token) => (token.type === 'link' ? [String(token['href'])] : []));
    expect(links.filter((href) => !/^https?:\/\//.test(href))).toEqual([]);
  });
}
