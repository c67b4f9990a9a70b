/** The stage on which every error of the table is reached: one identity provider, whatever a row changes taken back. */

import type { RunningIdp } from '../../../idp/index.ts';
import type { AadstsCode } from '../../../idp/protocol/errors.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { newUser } from '../../../idp/tenant/directory.ts';
import type { Application, Tenant, User } from '../../../idp/tenant/model.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';
import type { Switches } from '../../../idp/tenant/switches.ts';
import { cookieOf, simon, simonsName, submit } from '../web/person.ts';
import { deflated, entityId, notes, open, redirectUrl, requestXml, withIdp, type Seen } from '../web/sp-side.ts';

export const foreign = 'eve@fabrikam.com';
export const fabrikamId = '11112222-aaaa-3333-bbbb-4444cccc5555';
export const issuer = `<saml:Issuer>${entityId}</saml:Issuer>`;

function fabrikam(): Tenant {
  const users = [newUser(foreign, { id: '99990000-0000-4000-8000-000000000001' })];
  const tenant = { ...defaultTenant(), id: fabrikamId, displayName: 'Fabrikam', domains: ['fabrikam.com'], users };
  registerTarget(tenant, { ...notes, users: [foreign] });
  return tenant;
}

/** What a row may use. */
export interface Stage {
  idp: RunningIdp;
  application: Application;
  simon: User;
  /** A request of the application. */
  ask: (attributes?: Record<string, string | undefined>, content?: string, cookie?: string) => Promise<Seen>;
  /** Goes on from a page of the sign-in. */
  fill: (seen: Seen, fields: Record<string, string>, cookie?: string) => Promise<Seen>;
  /** Asks, and picks B.Simon or somebody else. */
  pick: (user?: string) => Promise<Seen>;
  /** Cookie of a browser that is signed in. */
  session: () => Promise<string>;
  switched: (switches: Partial<Switches>) => void;
  logOut: (attributes: Record<string, string>, cookie?: string, content?: string) => Promise<Seen>;
  setClock: (instant: string) => void;
}

export interface Row {
  code: AadstsCode;
  shown: 'page' | 'form' | 'Response';
  reach: (stage: Stage) => Promise<Seen>;
}

export const passive = { IsPassive: 'true' };

export async function signedInElsewhere({ idp, fill }: Stage): Promise<string> {
  const query = new URLSearchParams({ SAMLRequest: deflated(requestXml()) }).toString();
  return cookieOf(await fill(await open(`${idp.baseUrl}/${fabrikamId}/saml2?${query}`), { user: foreign }));
}

export const context = (comparison: string, name: string): string =>
  `${issuer}<samlp:RequestedAuthnContext Comparison="${comparison}"><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:${name}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`;

export const qualified = `${issuer}<samlp:NameIDPolicy SPNameQualifier="x"/>`;

/** Every row on an identity provider as it was at the beginning. */
export async function onStage(rows: Row[], run: (row: Row, stage: Stage) => Promise<void>): Promise<void> {
  let clock: Date | undefined;
  await withIdp(
    async (idp) => {
      idp.application(entityId).logoutUrl = 'https://notes.example/saml/slo';
      const before = structuredClone(idp.tenant);
      for (const row of rows) {
        clock = undefined;
        Object.assign(idp.tenant, { switches: undefined, federatedDomains: undefined }, structuredClone(before));
        const application = idp.application(entityId);
        const ask: Stage['ask'] = (attributes, content, cookie = '') =>
          open(redirectUrl(idp, requestXml(attributes, content)), { headers: { cookie } });
        const fill: Stage['fill'] = (seen, fields, cookie) => submit(idp, seen, fields, cookie);
        const pick: Stage['pick'] = async (user = simonsName) => fill(await ask(), { user });
        await run(row, {
          idp,
          application,
          simon: simon(idp),
          ask,
          fill,
          pick,
          session: async () => cookieOf(await pick()),
          switched: (switches) => void Object.assign(application, { switches }),
          logOut: (attributes, cookie = '', content = `${issuer}<saml:NameID>x</saml:NameID>`) => {
            const xml = requestXml({ ...attributes, AssertionConsumerServiceURL: undefined }, content);
            return open(redirectUrl(idp, xml.replaceAll('AuthnRequest', 'LogoutRequest')), { headers: { cookie } });
          },
          setClock: (instant) => {
            clock = new Date(instant);
          },
        });
      }
    },
    { tenants: [fabrikam()], clock: () => clock ?? new Date() },
  );
}
