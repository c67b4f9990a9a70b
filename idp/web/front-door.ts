/** Sign-in requests by the Redirect binding do not go through the router, whose way took a tenth of their CPU time (measured). */

import type { RequestListener, ServerResponse } from 'node:http';
import type { Asked } from './endpoints.ts';

/** As service providers write the address; whoever writes it in another way that the router knows finds it there. */
const signOnPath = /^\/([\w.-]+)\/saml2(?=\?|$)/i;

/** Serves what `signOn` is for, with `failed` for what it throws, and leaves everything else to the router. */
export function frontDoor(
  signOn: (asked: Asked, response: ServerResponse) => Promise<void>,
  failed: (error: unknown, response: ServerResponse) => void,
  router: RequestListener,
): RequestListener {
  return (request, response) => {
    const { method, url = '', headers } = request;
    const [path, tenant] = method === 'GET' ? (signOnPath.exec(url) ?? []) : [];
    if (path === undefined || tenant === undefined) {
      router(request, response);
      return;
    }
    const asked = { originalUrl: url, path, params: { tenant }, headers };
    signOn(asked, response).catch((error: unknown) => failed(error, response));
  };
}
