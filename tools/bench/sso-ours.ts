/** Our identity provider for the sign-on bench: one application, somebody signed in already. */

import { startIdp } from '../../idp/index.ts';

const idp = await startIdp({
  baseUrl: 'http://127.0.0.1:0',
  targets: [
    {
      name: 'Bench',
      entityId: 'https://sp.example/saml',
      acsUrls: ['https://sp.example/saml/acs'],
      users: ['b.simon@contoso.com', 'v.ictim@contoso.com'],
    },
  ],
});
process.send?.({ ssoUrl: idp.ssoUrl });
