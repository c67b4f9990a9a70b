/** A small express app on the npm package samlp, as its README says, with somebody signed in: what ours is measured against. */

import type { AddressInfo } from 'node:net';
import express from 'express';
import samlp from 'samlp';
import { createKeyPem } from '../../idp/tenant/certificate.ts';

const { privateKey, certificate } = createKeyPem({ commonName: 'Bench', now: new Date() });
const user = {
  id: 'b.simon@contoso.com',
  displayName: 'B.Simon',
  name: { givenName: 'B', familyName: 'Simon' },
  emails: [{ value: 'b.simon@contoso.com' }],
};

const app = express();
app.get(
  '/saml2',
  samlp.auth({
    issuer: 'https://idp.example/',
    cert: certificate,
    key: privateKey,
    signatureAlgorithm: 'rsa-sha256',
    digestAlgorithm: 'sha256',
    getPostURL: (_audience, _request, _http, callback) => callback(null, 'https://sp.example/saml/acs'),
    getUserFromRequest: () => user,
  }),
);
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ ssoUrl: `http://127.0.0.1:${port}/saml2` });
});
