/** The profiles of the samples are profiles: they fit the schema that runs validate them with. */

import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { startFake } from '../../../demo/fakes.ts';
import { startSample, type SampleOptions } from '../../../demo/index.ts';
import { selfSignedCertificate } from '../../../demo/index.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../scenarios/target.schema.json', import.meta.url), 'utf8'),
) as object;

function mistakes(profile: unknown): unknown {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addFormat('http-url', (text) => URL.canParse(text));
  const validate = ajv.compile(schema);
  return validate(profile) ? [] : validate.errors;
}

const certificates = [selfSignedCertificate().cert.replace(/-----[^-]+-----|\s/g, '')];
const idp = { entityId: 'https://idp.example/', ssoUrl: 'https://idp.example/saml2', certificates };

const variants: Partial<SampleOptions>[] = [
  { kind: 'passport-saml' },
  { kind: 'samlify' },
  { kind: 'strict' },
  { kind: 'strict', onSignedOut: 'restart', unsolicited: false, knownUsers: ['a@contoso.com'] },
  { kind: 'strict', clockSkewSeconds: 60, requiredClaims: ['email', 'department'], https: selfSignedCertificate() },
];

for (const [at, variant] of variants.entries()) {
  test(`profile ${at} of ${variant.kind ?? ''} fits the schema`, async () => {
    const sample = await startSample({ kind: 'strict', idp, ...variant });
    expect(mistakes(sample.profile())).toEqual([]);
    await sample.close();
  });
}

test('profiles of fakes fit the schema', async () => {
  for (const kind of ['refuses-all', 'accepts-all', 'broken'] as const) {
    const fake = await startFake({ kind, idp });
    expect(mistakes(fake.profile())).toEqual([]);
    await fake.close();
  }
});
