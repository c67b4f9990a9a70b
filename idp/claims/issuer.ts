/** The tenant's own name as an identity provider. */

import type { Application } from '../tenant/model.ts';

/**
 * Entra's issuer; the trailing slash is part of it (documented). Nothing is ever fetched from it.
 * With an application that asks for it and signs with a key of its own, the application id follows (its shape is inferred).
 */
export function issuerOf(
  tenantId: string,
  application?: Pick<Application, 'appId' | 'issuerWithApplicationId' | 'customSigningKey'>,
): string {
  const own = application?.issuerWithApplicationId === true && application.customSigningKey === true;
  return `https://sts.windows.net/${tenantId}/${own ? application.appId : ''}`;
}
