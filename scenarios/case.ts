/** What a case is: the question asked of a service provider, with its source, its consequence and its one deviation. */

import type { DefectCode } from '../checker/defects.ts';
import type { Facts, Mutation } from '../idp/protocol/types.ts';
import type { Capability } from './capabilities.ts';
import type { Evidence } from './observation.ts';
import type { SpecReference } from './spec.ts';

/** How strong the wording of the cited text is, as far as it speaks to the service provider. */
export type Level = 'must' | 'should' | 'may';
/** Which text a case belongs to: the standard, Kantara's deployment profile, what Entra sends, or no text but an attack. */
export type Layer = 'saml' | 'saml2int' | 'entra' | 'hardening';
/** What the owner of the service provider loses when the case fails. */
export type Impact =
  | 'impersonation'
  | 'takeover'
  | 'replay'
  | 'disclosure'
  | 'request-forgery'
  | 'denial'
  | 'interoperability'
  | 'hygiene';
export type Expectation = 'accept' | 'reject' | 'either' | 'inspect';

/** The shape of a message as far as it decides which honest twin a case has. Absent properties: as the profile configures. */
export interface Shape {
  signing?: 'assertion' | 'response' | 'both';
  encryption?: 'off' | 'on';
  initiated?: 'sp' | 'idp';
  user?: 'subject' | 'victim';
}

/** What a target must claim or show before a case means anything. */
export type Need =
  | Capability
  | 'second-idp'
  | 'second-encryption-key'
  | 'sp-signing-key'
  | 'sp-signing-certificate'
  | 'entitled-domains'
  | 'sp-metadata'
  | 'https'
  | 'attributes-probe'
  | 'resilience'
  | 'relay-state';

/** What a single exchange cannot say; a closed list, implemented once per driver. */
export type Procedure =
  | { kind: 'signIn' }
  /** Sign in honestly, go back to the cookies from before the post, send the identical form again. */
  | { kind: 'replaySameBrowser' }
  /** Sign in honestly, send the identical form from a second, fresh browser. */
  | { kind: 'replayOtherBrowser' }
  /** Hold the answer back and deliver it in a second browser that never asked. */
  | { kind: 'answerOtherBrowser' }
  /** Start two requests in one browser; the deviation answers the second. */
  /** `mixed`: the honest message behind the deviation answers the first request, whose id it holds everywhere. */
  | { kind: 'twoRequests'; mixed?: boolean }
  /** Sign in, then bring a fresh answer to the same request; both carry the deviation, which in the second may use the first. */
  | { kind: 'answerAgain' }
  /** Sign in honestly, go back to the cookies from before the post, look at the protected page: who planted them would. */
  | { kind: 'plantedCookies' }
  /** Sign in honestly, then open the protected page with some of the cookies only: which of them are the session? */
  | { kind: 'sessionKeys' }
  /** Sign in honestly, then open the protected page with the victim's names written over the person's in each cookie that names them. */
  | { kind: 'forgedState' }
  /** Sign in honestly, forget the session, open the protected page with request headers that name the victim as a proxy would. */
  | { kind: 'forgedHeaders' }
  /** Post one answer n times in parallel. */
  | { kind: 'concurrent'; count: number }
  /** Sign in honestly n times at the same instant, each in a browser of its own, the subject and the victim in turn. */
  | { kind: 'together'; count: number }
  /** Sign in honestly, post the messages of these cases (ids) one after the other, all of them n times, and sign in again. */
  | { kind: 'afterHostile'; cases: string[]; rounds: number }
  /** Post an answer that nobody asked for. */
  | { kind: 'unsolicited' }
  /** Sign in honestly, and again; the second answer carries the deviation, which may use the first (`facts.earlier`). */
  | { kind: 'signInTwice' }
  | { kind: 'rollOver'; step: string }
  /**
   * Sign in honestly, sign out, look at the protected page. For `accept` the session must be over, for `reject` untouched.
   * `answer: 'never'`: the IdP takes the SP's LogoutRequest and stays silent. `look: 'oldCookies'`: with the cookies from before.
   * `message`: the deviation makes a LogoutResponse of the IdP's LogoutRequest; no SP has to obey one.
   */
  | { kind: 'logout'; start: 'sp' | 'idp'; answer?: 'never'; look?: 'oldCookies'; message?: 'LogoutResponse' }
  /** Start n sign-ins and keep the requests; none is answered. `forwardedHost`: request headers name another host, as a proxy would. */
  | { kind: 'collectRequests'; count: number; forwardedHost?: string }
  /** No exchange of its own: looks at what the controls left behind. */
  | { kind: 'inspect'; evidence: 'request' | 'metadata' | 'rejection' };

/** What an inspection found wrong. Findings of a case map to its verdict like a miss. */
export interface InspectionFinding {
  message: string;
  expected?: string;
  actual?: string;
}

/** The part of a case that a variant may restate. */
export interface CaseBody {
  title: string;
  spec: SpecReference[];
  level: Level;
  layer: Layer;
  impact: Impact;
  /** One sentence: what goes wrong for the owner of the service provider if the case fails. */
  why: string;
  expect: Expectation;
  /** One sentence: how service providers usually mend it. Absent: what `scenarios/fixes.ts` says for the first check. */
  fix?: string;
  /** The check or checks that a service provider must have forgotten, each alone, to fall for it (reject, either, inspect). */
  forgets?: string | string[];
  /** The strictness that makes a service provider refuse it (accept). */
  overStrict?: string | string[];
  needs?: Need[];
  shape?: Shape;
  mutation?: Mutation;
  procedure?: Procedure;
  /** Defects that the message carries: none for accept and for procedures, one for reject. */
  defects?: DefectCode[];
  /** Why the message carries more than one defect, when it does. */
  inseparable?: string;
  /**
   * The identity that an acceptance must show, when the case changes it; absent means the calibrated one. `not the victim`:
   * the name sent is only nearly the victim's, and may be shown and rewritten in any way but as the victim.
   */
  identity?: ((facts: Facts) => string) | 'not the victim';
  /** For `inspect`: what is wrong with the evidence; an empty list is a pass, null means the evidence cannot say. */
  inspect?: (evidence: Evidence) => InspectionFinding[] | null;
}

/** What a variant may depend on: claims that the profile marks required, among other things. */
export interface VariantFacts {
  requiredClaims: string[];
  clockSkewSeconds: number;
}

export type Variant = Partial<CaseBody>;

export interface CaseDefinition extends CaseBody {
  /** The id in the reference catalogue; the case's own id follows from its path. */
  catalogueId: string;
  /** Several inputs of one row, each a case with the id `<area>/<name>@<key>`. The case itself then does not run. */
  variants?: Record<string, Variant> | ((facts: VariantFacts) => Record<string, Variant>);
}

/** A case with its computed id, one per variant. */
export interface Case extends CaseBody {
  /** `<area>/<name>` or `<area>/<name>@<variant>`. */
  id: string;
  area: string;
  variant: string | null;
  catalogueId: string;
}

/** Declares a case; exists for its types. */
export function defineCase(definition: CaseDefinition): CaseDefinition {
  return definition;
}
