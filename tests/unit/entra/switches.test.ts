/** The table of switches: each has a default that is allowed, a meaning and its evidence; mistakes are told. */

import { expect, test } from '@playwright/test';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';
import { switches, switchesOf, switchMistakes } from '../../../idp/tenant/switches.ts';
import { idpSwitchesOf } from '../../../scenarios/idp-switches.ts';
import { entityId, notes, withIdp } from '../web/sp-side.ts';

test('every row is complete, and names are not repeated', () => {
  for (const one of switches) {
    const allowed: unknown[] = one.allowed;
    expect.soft(allowed, one.name).toContain(one.default);
    expect.soft(allowed.length, one.name).toBeGreaterThan(1);
    expect.soft(one.meaning.length, one.name).toBeGreaterThan(30);
  }
  expect(new Set(switches.map(({ name }) => name)).size).toBe(switches.length);
});

test('the application’s value wins over the tenant’s, that over the default', () => {
  expect(switchesOf({}).destination).toBe('ignored');
  expect(switchesOf({ switches: { destination: 'checked' } }).destination).toBe('checked');
  expect(
    switchesOf({ switches: { destination: 'checked' } }, { switches: { destination: 'ignored' } }).destination,
  ).toBe('ignored');
});

test('unknown names and values are told; a registration with them is refused', () => {
  expect(switchMistakes({ destination: 'checked', replyUrlWildcards: true })).toEqual([]);
  expect(switchMistakes({ destination: 'maybe', colour: 1 })).toEqual([
    expect.stringMatching(/^destination: expected one of ignored, checked, found "maybe"/),
    expect.stringMatching(/^colour: unknown; there are /),
  ]);
  const spec = { ...notes, idp: { switches: { destination: 'maybe' as 'checked' } } };
  expect(() => registerTarget(defaultTenant(), spec)).toThrow(/idp\.switches\.destination: expected one of/);
});

test('a report records every switch as it is for the application, with its default and its evidence', async () => {
  await withIdp(async (idp) => {
    idp.tenant.switches = { destination: 'checked', signLogoutResponses: true };
    idp.application(entityId).switches = { destination: 'ignored' };
    const recorded = idpSwitchesOf(idp, entityId);
    expect(recorded.map(({ name }) => name)).toEqual(switches.map(({ name }) => name));
    expect(recorded).toContainEqual({
      name: 'signLogoutResponses',
      value: true,
      default: false,
      basis: 'observed',
    });
    expect(recorded.find(({ name }) => name === 'destination')).toMatchObject({ value: 'ignored', default: 'ignored' });
  });
});
