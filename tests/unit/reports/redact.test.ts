/** What must never be written is not, and --redact hides names without tearing the rest. */

import { expect, test } from '@playwright/test';
import { array, assert, constantFrom, property, string } from 'fast-check';
import { renderHtml } from '../../../reports/html/render.ts';
import { resultText } from '../../../reports/file.ts';
import { redact } from '../../../reports/redact/redact.ts';
import { withoutSecrets, withoutSecretsDeep } from '../../../reports/redact/secrets.ts';
import { type Result, validateResult } from '../../../reports/result.ts';
import { hostileResult, sampleResult } from './sample.ts';
import { responseXml } from './sample-messages.ts';

const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----';

for (const [text, left] of [
  [`before ${key} after`, 'before [private key] after'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', '[private key]'],
  ['Authorization: Bearer abcdef0123456789abcdef', 'Authorization: Bearer [secret]'],
  ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic [secret]'],
  ['Set-Cookie: sid=s3cr3t-value; Path=/; HttpOnly', 'Set-Cookie: sid=[secret]; Path=/; HttpOnly'],
  ['cookie: a=1; b=2', 'cookie: a=[secret]; b=[secret]'],
  ['https://user:hunter2@sp.example/x', 'https://user:[secret]@sp.example/x'],
  ['https://sp.example/?access_token=abc123&x=1', 'https://sp.example/?access_token=[secret]&x=1'],
  ['{"password": "hunter2", "user": "b"}', '{"password": "[secret]", "user": "b"}'],
  ['password: hunter2', 'password: [secret]'],
  ['<input type="password" name="p" value="hunter2">', '<input type="password" name="p" value="[secret]">'],
  ['id eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end', 'id [secret] end'],
] as const) {
  test(`no secret is left of ${JSON.stringify(text).slice(0, 60)}`, () => {
    expect(withoutSecrets(text)).toBe(left);
    const result = sampleResult();
    result.cases[0]?.evidence.push({ kind: 'console', text });
    result.run.notes = [text];
    const written: Result = JSON.parse(resultText(result));
    expect(written.run.notes).toEqual([left]);
    expect(written.cases[0]?.evidence.at(-1)?.text).toBe(left);
  });
}

test('ordinary reports are left as they are', () => {
  expect(withoutSecretsDeep(sampleResult('shot.png'))).toEqual(sampleResult('shot.png'));
  for (const text of [
    'the bearer confirmation2 has no Recipient',
    'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
    'The certificate becomes the secret: anybody signs in.',
    'sid; Path=/; HttpOnly; Secure; SameSite=Lax',
  ]) {
    expect(withoutSecrets(text)).toBe(text);
  }
});

test('texts made to make a pattern slow are got through', () => {
  const repeated = constantFrom(
    'a-',
    'a.',
    'eyJ',
    '<input ',
    '://',
    'password',
    'Bearer ',
    '\n',
    '-----BEGIN ',
    '=',
    '"',
  );
  assert(
    property(array(repeated, { minLength: 1, maxLength: 3 }), (parts) => {
      expect(typeof withoutSecrets(parts.join('').repeat(20_000))).toBe('string');
    }),
    { numRuns: 25 },
  );
  expect(validateResult(redact(hostileResult()))).toEqual([]);
});

const hiddenWords = ['b.simon', 'B.Simon', 'v.ictim', 'Britta', 'Simon'];

test('names and attribute values are gone from every place, also from the page', () => {
  const original = sampleResult('shot.png');
  original.cases[3]?.evidence.push(
    { kind: 'acs-page', text: 'Hello Britta &lt;B.SIMON@CONTOSO.COM&gt;' },
    { kind: 'console', text: 'user=b.simon%40contoso.com' },
  );
  const result = redact(original);
  expect(validateResult(result)).toEqual([]);
  const text = `${JSON.stringify(result)}${renderHtml(result)}`.toLowerCase();
  for (const word of hiddenWords) expect(text).not.toContain(word.toLowerCase());
  expect(text).not.toContain('screenshot"');
  expect(result.cases.map(({ verdict }) => verdict)).toEqual(original.cases.map(({ verdict }) => verdict));
  expect(result.cases.map(({ title }) => title)).toEqual(original.cases.map(({ title }) => title));
  expect(result.target).toEqual(original.target);
  expect(result.run.notes?.at(-1)).toContain('pseudonyms');
});

test('the same value has the same pseudonym everywhere, another value another', () => {
  const result = redact(sampleResult());
  const [subject, victim] = result.controls.map(({ shown }) => shown);
  expect(subject).not.toBe(victim);
  expect(result.cases[0]?.identity).toBe(victim);
  expect(result.cases[0]?.reason).toContain(`showed ${victim}`);
  const honest = result.cases[1]?.evidence.find(({ kind }) => kind === 'honest-xml')?.text ?? '';
  expect(/<NameID[^>]*>([^<]*)</.exec(honest)?.[1]).toBe(subject);
  const trail = result.cases[0]?.evidence.find(({ kind }) => kind === 'trail')?.text ?? '';
  expect(JSON.parse(trail)).toHaveLength(4);
});

test('whatever stands in a NameID or an attribute, it is nowhere in the redacted result', () => {
  const letters = string({ unit: constantFrom(...'abcXYZ.@é山0-'.split('')), minLength: 6, maxLength: 20 });
  assert(
    property(letters, letters, (name, value) => {
      const result = sampleResult();
      const one = result.cases[10];
      if (!one) throw new Error('the sample has forty cases');
      const inside = `<Attribute Name="x"><AttributeValue>q${value}q</AttributeValue></Attribute>`;
      one.evidence = [
        { kind: 'response-xml', text: responseXml({ nameId: `q${name}q`, inside }) },
        { kind: 'acs-page', text: `<p>q${value}q and q${name}q</p>` },
      ];
      const text = JSON.stringify(redact({ ...result, cases: [one] }));
      expect(text).not.toContain(`q${name}q`);
      expect(text).not.toContain(`q${value}q`);
    }),
    { numRuns: 40 },
  );
});
