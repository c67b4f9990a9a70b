/** No text of SAML knows XInclude; whoever follows one has left the message. */

import { defineCase } from '../../case.ts';
import { include } from '../../../idp/faults/pointers.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.xinclude',
  title: 'Includes nothing from outside of the message',
  spec: [cwe(611), cwe(918)],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours, and read its files, without any DOCTYPE.',
  // Extensions may hold anything: a message like this one may well sign the right person in.
  expect: 'either',
  forgets: 'xinclude',
  mutation: include(),
});
