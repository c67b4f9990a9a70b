/** Every number of the fact sheet's table of errors (section 7): how plain SAML reaches it, and what comes then. */

import { readFileSync } from 'node:fs';
import { load } from 'cheerio';
import { expect, test } from '@playwright/test';
import { errorTitles, unreachedErrors } from '../../../idp/protocol/errors.ts';
import { open, withIdp, type Seen } from '../web/sp-side.ts';
import { personRows } from './error-rows-person.ts';
import { requestRows } from './error-rows-request.ts';
import { onStage } from './error-stage.ts';

const rows = [...personRows, ...requestRows];

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function expectPage(code: string, { body, status }: Seen): void {
  const page = load(body);
  const details = Object.fromEntries(
    page('#details dt')
      .toArray()
      .map((term) => [page(term).text(), page(term).next().text()]),
  );
  expect.soft(status, code).toBeGreaterThanOrEqual(400);
  expect.soft(page('[role=alert]').text(), code).toMatch(new RegExp(`^AADSTS${code}: \\S.{15,}`, 's'));
  expect.soft(details['Code'], code).toMatch(new RegExp(`^AADSTS${code} \\(\\w+\\)$`));
  expect.soft(details['Message'], code).toBe(page('[role=alert]').text());
  expect
    .soft(
      [details['Request Id'], details['Correlation Id']].every((id) => guid.test(id ?? '')),
      code,
    )
    .toBe(true);
  expect.soft(details['Timestamp'], code).toMatch(stamp);
  expect.soft(page('button#copy').text(), code).toBe('Copy');
}

test('every code: how it is reached, and what comes', async () => {
  await onStage(rows, async ({ code, shown, reach }, stage) => {
    const seen = await reach(stage);
    if (shown === 'Response')
      expect.soft(seen.response, code).toMatch(new RegExp(`<samlp:StatusMessage>.*AADSTS${code}: `));
    else if (shown === 'page') expectPage(code, seen);
    else {
      expect.soft(['sign-in', 'password'], code).toContain(seen.page);
      expect.soft(load(seen.body)('[role=alert]').text(), code).toMatch(new RegExp(`^AADSTS${code}: `));
    }
    const found = load((await open(`${stage.idp.baseUrl}/error?code=${code}`)).body);
    expect.soft(found('dd').first().text(), code).toBe(code);
    expect.soft(found('dd').eq(2).text().length, `${code}: what to do`).toBeGreaterThan(25);
  });
});

test('the table has every code that there is, and the documentation has both', async () => {
  const codes = rows.map(({ code }) => code);
  expect(codes.toSorted()).toEqual(errorTitles.map(([code]) => code).toSorted());
  const documentation = readFileSync(new URL('../../../docs/tenant.md', import.meta.url), 'utf8');
  for (const { code, shown } of rows) {
    expect.soft(documentation, code).toMatch(new RegExp(`\\n\\| ${code} +\\| ${shown}[, ]`));
  }
  for (const [code, , reason] of unreachedErrors) {
    expect.soft(documentation.slice(documentation.indexOf('**Never shown**')), code).toContain(code);
    expect.soft(codes, reason).not.toContain(code);
  }
  await withIdp(async (idp) => {
    for (const [code, , reason] of unreachedErrors) {
      expect.soft(load((await open(`${idp.baseUrl}/error?code=AADSTS${code}`)).body)('dl').text()).toContain(reason);
    }
  });
});
