/** Whether a case means anything for a target: applicable, void with its reason, or unanswerable for want of a prerequisite. */

import type { Capability } from './capabilities.ts';
import type { Case, Need } from './case.ts';
import { missingFor } from './drive/roll-over-steps.ts';
import { isLoopback } from './drive/site.ts';
import type { Target } from './target.ts';
import { defaultShape } from './twins.ts';

/** Only `applicable` cases are driven. `unanswerable` ones are inconclusive: the reason says what to add. */
export type Applicability =
  { kind: 'applicable' } | { kind: 'not-applicable'; reason: string } | { kind: 'unanswerable'; reason: string };

/** What was asked of the run, as far as it decides about cases. */
export interface RunSwitches {
  /** Bounded resource cases were asked for (`--resilience`). */
  resilience: boolean;
}

/** The judge and the runner ask the same question, so that no case is driven in vain or missed in silence. */
export function applicabilityOf(
  one: Case,
  target: Target,
  switches: RunSwitches = { resilience: false },
): Applicability {
  for (const need of impliedNeeds(one)) {
    const found = needs[need](target, switches);
    if (found.kind !== 'applicable') return found;
  }
  if (one.procedure?.kind === 'logout' && one.procedure.start === 'sp' && target.signOut === undefined) {
    return { kind: 'unanswerable', reason: 'the profile does not say where a person signs out; add signOut.url' };
  }
  const told = keysOf(one, target);
  return told.kind === 'applicable' ? signingOf(one, target) : told;
}

/** Needs that the case's own properties imply are asked even where the case does not list them. */
function impliedNeeds(one: Case): Set<Need> {
  const asked = new Set(one.needs);
  if (one.shape?.encryption === 'on') asked.add('encrypted-assertions');
  if (one.shape?.initiated === 'idp') asked.add('idp-initiated');
  if (one.procedure?.kind === 'logout') asked.add('single-logout');
  if (one.procedure?.kind === 'inspect' && one.procedure.evidence === 'metadata') asked.add('sp-metadata');
  if (one.area === 'resilience') asked.add('resilience');
  return asked;
}

/** A service provider that was never told of a key is right to refuse it: such a case is no question then. */
function keysOf(one: Case, target: Target): Applicability {
  if (one.procedure?.kind !== 'rollOver') return yes;
  const missing = missingFor(one.procedure.step, { certificates: target.idp.certificates ?? [], hooks: target.hooks });
  return missing === null ? yes : no(missing);
}

const yes: Applicability = { kind: 'applicable' };

/** What each need asks of the target; absent capabilities are told apart from what only the profile cannot show. */
const needs: Record<Need, (target: Target, switches: RunSwitches) => Applicability> = {
  'idp-initiated': (target) => claimed(target, 'idp-initiated'),
  'single-logout': (target) => claimed(target, 'single-logout'),
  // What the metadata say holds without the profile's saying so (Metadata 2.4.4).
  'signed-requests': (target) => (target.sp.authnRequestsSigned === true ? yes : claimed(target, 'signed-requests')),
  'force-authn': (target) => claimed(target, 'force-authn'),
  'jit-provisioning': (target) => claimed(target, 'jit-provisioning'),
  'encrypted-assertions': (target) => (target.idp.encryption === 'on' ? yes : claimed(target, 'encrypted-assertions')),
  'second-idp': (target) =>
    target.idp.second ? yes : no('the profile does not say that the SP trusts a second identity provider (idp.second)'),
  'second-encryption-key': ({ sp }) =>
    (sp.encryptionCertificates?.length ?? 0) > 1 ? yes : no('the SP’s metadata holds no second encryption certificate'),
  'sp-signing-key': ({ sp }) =>
    sp.signingKey !== undefined && sp.signingCertificate !== undefined
      ? yes
      : no('it needs the SP’s own signing key and certificate, and the profile gives none (sp.signingKey)'),
  'sp-signing-certificate': ({ sp }) =>
    (sp.metadata?.signingCertificates.length ?? 0) > 0 || sp.signingCertificate !== undefined
      ? yes
      : {
          kind: 'unanswerable',
          reason: 'the SP’s signing certificate is in neither its metadata nor the profile; add sp.signingCertificate',
        },
  'entitled-domains': ({ idp }) =>
    (idp.domains?.length ?? 0) > 0
      ? yes
      : no('the profile does not say which mail domains the SP takes from this identity provider (idp.domains)'),
  'sp-metadata': (target) =>
    target.sp.metadataXml
      ? yes
      : no('the profile names no metadata of the SP (sp.metadata), so there is none to look at'),
  https: ({ sp }) =>
    new URL(sp.acsUrl).protocol === 'http:' && isLoopback(sp.acsUrl)
      ? no('the SP is served over http on loopback, where https and Secure cookies are no question')
      : yes,
  'attributes-probe': (target) =>
    target.protectedPage.attributes
      ? yes
      : {
          kind: 'unanswerable',
          reason: 'the profile does not say where the SP shows its attributes; add protectedPage.attributes',
        },
  resilience: (_, switches) =>
    switches.resilience ? yes : no('bounded resource cases only run when asked for; add --resilience'),
  // Every SP may be sent a RelayState (Bindings 3.5.3); whether it uses it is what such a case finds out.
  'relay-state': () => yes,
};

function claimed(target: Target, need: Capability): Applicability {
  return target.capabilities.includes(need)
    ? yes
    : no(`the profile does not claim that the SP supports it (capabilities: ${need})`);
}

/** Which element must be signed is the SP's configuration: another placement is only a question where nothing is declared. */
function signingOf(one: Case, target: Target): Applicability {
  const asked = one.shape?.signing;
  if (asked === undefined || asked === 'both') return yes;
  const stated = target.explicit.signing;
  if (stated !== undefined && stated !== asked) {
    return no(`it needs a message with only the ${asked} signed, and the profile declares idp.signing: ${stated}`);
  }
  if (asked === 'response' && target.sp.wantAssertionsSigned && stated === undefined) {
    return no('it needs a message with only the response signed, and the SP’s metadata says WantAssertionsSigned');
  }
  return yes;
}

function no(reason: string): Applicability {
  return { kind: 'not-applicable', reason };
}

/** Whether a twin's shape is one that the target declares; a control of another shape proves nothing about the SP. */
export function declaresShape(shape: Case['shape'], target: Target): boolean {
  const full = { ...defaultShape(target), ...shape };
  if (full.encryption === 'on' && target.idp.encryption !== 'on') {
    return target.capabilities.includes('encrypted-assertions');
  }
  if (full.initiated === 'idp') return target.capabilities.includes('idp-initiated');
  return true;
}
