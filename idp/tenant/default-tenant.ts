/** The tenant that a new state folder starts with: Contoso, with the people of the Entra tutorials. */

import { guidFrom } from './deterministic-id.ts';
import { newUser } from './directory.ts';
import type { Group, Tenant } from './model.ts';

/** Shaped like the sample ids of Microsoft's documentation, so nobody takes it for a real tenant. */
export const DEFAULT_TENANT_ID = 'aaaabbbb-0000-cccc-1111-dddd2222eeee';

const group = (displayName: string, more: Partial<Group> = {}): Group => ({
  id: guidFrom(`group:${displayName}`),
  displayName,
  securityEnabled: true,
  memberOf: [],
  ...more,
});

/** A fresh Contoso tenant without applications; the same ids every time. */
export function defaultTenant(): Tenant {
  const everyone = group('All Staff');
  const sales = group('Sales', { memberOf: [everyone.id] });
  const engineering = group('Engineering', {
    memberOf: [everyone.id],
    onPremisesSamAccountName: 'engineering',
    onPremisesSecurityIdentifier: 'S-1-5-21-1004336348-1177238915-682003330-1107',
  });
  return {
    id: DEFAULT_TENANT_ID,
    displayName: 'Contoso',
    domains: ['contoso.com', 'contoso.onmicrosoft.com'],
    users: [
      newUser('b.simon@contoso.com', {
        displayName: 'B.Simon',
        givenName: 'B',
        surname: 'Simon',
        groups: [sales.id],
        attributes: { department: 'Sales', jobtitle: 'Account Manager', employeeid: '1001', country: 'CH' },
      }),
      newUser('v.ictim@contoso.com', {
        displayName: 'Vera Ictim',
        givenName: 'Vera',
        surname: 'Ictim',
        groups: [engineering.id],
        attributes: { department: 'Finance', jobtitle: 'Controller', employeeid: '1002', country: 'CH' },
      }),
      newUser('britta.simon@contoso.com', {
        groups: [sales.id, engineering.id],
        attributes: { department: 'Engineering', jobtitle: 'Engineer', employeeid: '1003' },
      }),
      newUser('adele.vance@contoso.com', {
        groups: [engineering.id],
        attributes: { department: 'Engineering', jobtitle: 'Architect', employeeid: '1004' },
      }),
      newUser('jose.nunez@contoso.com', {
        displayName: 'José Núñez',
        givenName: 'José',
        surname: 'Núñez',
        groups: [everyone.id],
        attributes: { department: 'Räume & Bau', employeeid: '1005' },
      }),
    ],
    groups: [everyone, sales, engineering],
    applications: [],
  };
}
