/** How the identity provider of a run is set at every point where Entra's behaviour is inferred or told in two ways. */

import type { RunningIdp } from '../idp/index.ts';
import { switches, switchesOf } from '../idp/tenant/switches.ts';
import type { IdpSwitch } from '../reports/result.ts';

/** Every switch, as it is for this application. */
export function idpSwitchesOf(
  { tenant, application }: Pick<RunningIdp, 'tenant' | 'application'>,
  entityId: string,
): IdpSwitch[] {
  const values = switchesOf(tenant, application(entityId));
  return switches.map(({ name, default: usual, evidence: basis }) => ({
    name,
    value: values[name],
    default: usual,
    basis,
  }));
}
