/** The cookie is the session. */

import { defineCase } from '../../case.ts';
import { cookiesHttpOnly, cookiesSameSite, cookiesSecure } from '../../inspect.ts';
import { cookies, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.cookie.flags',
  title: 'Protects its session cookie',
  spec: [cookies('4.1.2'), cwe(614), cwe(1004)],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever reads the cookie, by script or on the network, has the session.',
  expect: 'inspect',
  forgets: 'cookie-flags',
  procedure: { kind: 'sessionKeys' },
  variants: {
    secure: { title: 'Sets Secure on its session cookie', needs: ['https'], inspect: cookiesSecure },
    'http-only': { title: 'Sets HttpOnly on its session cookie', inspect: cookiesHttpOnly },
    'same-site': { title: 'States SameSite on its session cookie', level: 'should', inspect: cookiesSameSite },
  },
});
