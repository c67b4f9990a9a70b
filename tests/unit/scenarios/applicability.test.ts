/** Which cases mean anything for a target, and which honest twin each needs. */

import { expect, test } from '@playwright/test';
import { applicabilityOf } from '../../../scenarios/applicability.ts';
import { capabilities } from '../../../scenarios/capabilities.ts';
import type { Need, Shape } from '../../../scenarios/case.ts';
import type { Target } from '../../../scenarios/target.ts';
import { controlsFor, twinOf } from '../../../scenarios/twins.ts';
import { aCase, aTarget } from './facts.ts';

const kindOf = (need: Need, target: Target, resilience = false): string =>
  applicabilityOf(aCase({ needs: [need] }), target, { resilience }).kind;

test('capabilities decide, and the reason names the one that is missing', () => {
  for (const need of capabilities) {
    const missing = applicabilityOf(aCase({ needs: [need] }), aTarget());
    expect(missing.kind).toBe('not-applicable');
    expect(JSON.stringify(missing)).toContain(`capabilities: ${need}`);
    expect(kindOf(need, aTarget({ capabilities: [need] }))).toBe('applicable');
  }
});

test('metadata, second identity provider, resilience and https', () => {
  const target = aTarget();
  expect(kindOf('sp-metadata', target)).toBe('not-applicable');
  expect(kindOf('sp-metadata', aTarget({ sp: { ...target.sp, metadataXml: '<x/>' } }))).toBe('applicable');
  expect(kindOf('second-idp', target)).toBe('not-applicable');
  expect(kindOf('second-idp', aTarget({ idp: { ...target.idp, second: true } }))).toBe('applicable');
  expect(kindOf('resilience', target)).toBe('not-applicable');
  expect(kindOf('resilience', target, true)).toBe('applicable');
  const at = (acsUrl: string): Target => aTarget({ sp: { ...target.sp, acsUrl } });
  expect(kindOf('https', at('http://127.0.0.1/acs'))).toBe('not-applicable');
  expect(kindOf('https', at('https://localhost/acs'))).toBe('applicable');
  expect(kindOf('https', at('http://notes.example/acs'))).toBe('applicable');
});

test('signed requests follow from the metadata, their verification from a certificate, mail domains from the profile', () => {
  const target = aTarget();
  expect(kindOf('signed-requests', aTarget({ sp: { ...target.sp, authnRequestsSigned: true } }))).toBe('applicable');
  expect(kindOf('sp-signing-certificate', target)).toBe('unanswerable');
  expect(kindOf('sp-signing-certificate', aTarget({ sp: { ...target.sp, signingCertificate: 'PEM' } }))).toBe(
    'applicable',
  );
  expect(kindOf('entitled-domains', target)).toBe('not-applicable');
  expect(kindOf('entitled-domains', aTarget({ idp: { ...target.idp, domains: ['contoso.com'] } }))).toBe('applicable');
});

test('what the profile cannot show is unanswerable, not void', () => {
  expect(kindOf('attributes-probe', aTarget())).toBe('unanswerable');
});

const declared = (signing?: 'assertion' | 'response' | 'both', wants = false): Target =>
  aTarget({
    explicit: signing ? { signing } : {},
    sp: { ...aTarget().sp, ...(wants ? { wantAssertionsSigned: true } : {}) },
  });

test('another signature placement than the declared one does not apply', () => {
  const table: [Target, Record<string, boolean>][] = [
    [declared(), { assertion: true, response: true, both: true }],
    [declared('assertion'), { assertion: true, response: false, both: true }],
    [declared('response'), { assertion: false, response: true, both: true }],
    [declared('both'), { assertion: false, response: false, both: true }],
    [declared(undefined, true), { assertion: true, response: false, both: true }],
  ];
  for (const [target, row] of table) {
    for (const [signing, applies] of Object.entries(row)) {
      const one = aCase({ shape: { signing } as Shape });
      expect(applicabilityOf(one, target).kind === 'applicable', `${JSON.stringify(target.explicit)} ${signing}`).toBe(
        applies,
      );
    }
  }
});

test('a case without a shape of its own always applies', () => {
  expect(applicabilityOf(aCase(), aTarget({ explicit: { signing: 'both' } })).kind).toBe('applicable');
});

test('shapes imply their capability', () => {
  expect(applicabilityOf(aCase({ shape: { encryption: 'on' } }), aTarget()).kind).toBe('not-applicable');
  expect(applicabilityOf(aCase({ shape: { initiated: 'idp' } }), aTarget()).kind).toBe('not-applicable');
  expect(applicabilityOf(aCase({ procedure: { kind: 'unsolicited' } }), aTarget()).kind).toBe('applicable');
});

test('controls: the subject and the victim always, every other shape once', () => {
  const plans = controlsFor(
    [
      aCase(),
      aCase({ shape: { signing: 'assertion' } }),
      aCase({ shape: { signing: 'response' } }),
      aCase({ shape: { signing: 'response', encryption: 'on' } }),
      aCase({ shape: { signing: 'response' } }),
      aCase({ shape: { user: 'victim' } }),
    ],
    aTarget(),
  );
  expect(plans.map((plan) => plan.name)).toEqual(['subject', 'victim', 'response', 'response+encrypted']);
});

test('the name of a twin follows the profile’s own shape', () => {
  const both = aTarget({ idp: { ...aTarget().idp, signing: 'both', encryption: 'on' } });
  expect(twinOf(aCase({ shape: { signing: 'both' } }), both).name).toBe('subject');
  expect(twinOf(aCase({ shape: { signing: 'assertion', encryption: 'off' } }), both).name).toBe('assertion+plain');
});

const logoutKind = (start: 'sp' | 'idp', whom: Target): string =>
  applicabilityOf(aCase({ expect: 'inspect', procedure: { kind: 'logout', start } }), whom).kind;

test('a sign-out at the SP needs its address, one of the identity provider does not', () => {
  const target = aTarget({ capabilities: ['single-logout'] });
  expect(logoutKind('sp', target)).toBe('unanswerable');
  expect(logoutKind('idp', target)).toBe('applicable');
  expect(logoutKind('sp', { ...target, signOut: { url: 'http://localhost:8080/logout' } })).toBe('applicable');
});
