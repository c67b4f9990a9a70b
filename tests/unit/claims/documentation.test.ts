/** docs/tenant.md says what is: its example can be loaded, and its tables name every function and every switch. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { claimMistakes } from '../../../idp/claims/mistakes.ts';
import { transformationFunctions } from '../../../idp/claims/parameters.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { findApplication } from '../../../idp/tenant/directory.ts';
import { switches } from '../../../idp/tenant/switches.ts';
import { withTenantFile } from '../../../idp/tenant/tenant-file.ts';

const page = readFileSync(new URL('../../../docs/tenant.md', import.meta.url), 'utf8');

test('the example is a tenant file', () => {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const tenant = withTenantFile(defaultTenant(), example, claimMistakes);
  expect(findApplication(tenant, 'https://notes.example/saml')?.assignments).toHaveLength(2);
});

test('every function and every switch is there, with its default in bold', () => {
  for (const name of transformationFunctions) expect(page).toContain(`\`${name}\``);
  for (const { name, default: value } of switches) {
    expect(page).toMatch(new RegExp(`\\| \`${name}\` +\\|[^|]*\\*\\*${value}\\*\\*`));
  }
});
