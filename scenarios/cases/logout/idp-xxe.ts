/** A DOCTYPE is read before the signature is: whoever fetches what it names does so for anybody. */

import { logoutWithExternalEntity } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.xxe',
  title: 'Fetches nothing that the DOCTYPE of a LogoutRequest names',
  spec: [iip('IIP-G03'), cwe(611)],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'Anybody can make the server fetch addresses inside its network, or read its files, by a link to its logout endpoint.',
  expect: 'reject',
  forgets: 'logout-doctype',
  needs: ['single-logout'],
  mutation: logoutWithExternalEntity(),
  procedure: { kind: 'logout', start: 'idp' },
});
