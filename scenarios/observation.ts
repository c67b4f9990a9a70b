/** What a driver saw: facts only, the same for the browser and the http driver. The judge alone decides. */

import type { Transcript } from '../idp/protocol/types.ts';

/** One HTTP answer of the trail. Cookie values are never kept, only their names and attributes. */
export interface TrailStep {
  method: string;
  url: string;
  status: number;
  /** `name; Path=/; HttpOnly; …`, without the value. */
  setCookies: string[];
  location?: string;
  /** When the answer arrived by our clock, ISO instant; with `date`, tells how far the SP's clock is off. */
  at?: string;
  /** The answer's Date header, only noted for the SP's own answers. */
  date?: string;
}

/** The protected page as it stood when the driver stopped looking. */
export interface ProtectedPageFacts {
  finalUrl: string;
  status: number | null;
  signedIn: boolean;
  /** Null when the profile gives no signed-out condition. */
  signedOut: boolean | null;
  /** The browser ended on the IdP's page «this exchange is over». */
  onInertPage: boolean;
  /** Text at the identity probe; null when the probe found nothing. */
  identity: string | null;
  /** What the attributes probe gave, when the profile has one. */
  attributes?: unknown;
  /** From opening the page until the decision, milliseconds. */
  settledMs: number;
  /** The settling time was waited for in full (needed where there is no signed-out condition). */
  waitedFully: boolean;
}

/** Why a navigation did not finish. */
export interface StepFailure {
  step: 'start' | 'steps' | 'idp' | 'acs' | 'after-sign-in' | 'protected-page' | 'replay' | 'sign-out' | 'hook';
  message: string;
  url: string | null;
}

/** What the SP answered to the post at its ACS. */
export interface AcsFacts {
  url: string;
  status: number;
  /** The page that the browser ended on before the protected page was opened, as markup; its first 20,000 characters. */
  body: string;
  finalUrl: string;
}

/** One exchange: a sign-in, a replay, an unsolicited post. */
export interface ExchangeFacts {
  role: 'preparation' | 'judged';
  what: string;
  transcript: Transcript | null;
  reachedIdp: boolean;
  acs: AcsFacts | null;
  protectedPage: ProtectedPageFacts | null;
  /** Set when a navigation did not finish or a step could not be done. */
  failure: StepFailure | null;
  trail: TrailStep[];
  console: string[];
  /** Path relative to the output folder. */
  screenshot: string | null;
  /** Names of cookies: each set opens the protected page by itself. Empty: it opens without any. Absent: not looked for, or not found. */
  sessionKeys?: string[][];
  durationMs: number;
}

/** The facts of one case or one control. */
export interface Observation {
  /** Case id, or `control:<name>`. */
  id: string;
  startedAt: string;
  durationMs: number;
  exchanges: ExchangeFacts[];
  /** Whether an honest sign-in still worked right after an exchange that looked broken; null when not tried. */
  recovered: boolean | null;
  /** Outbound requests that the canary listener saw. */
  canaryHits: string[];
  /** A message carried this address, which is not ours to watch: whether the SP went there is not known. */
  canaryUnseen?: string;
  /** The harness itself failed; the text says how. */
  harnessError: string | null;
  attempts: number;
}

/** What inspection cases look at. Absent parts could not be had. */
export interface Evidence {
  target: {
    entityId: string;
    acsUrl: string;
    capabilities: string[];
    clockSkewSeconds: number;
    /** PEM; every certificate that the SP's metadata or profile names for signing. */
    signingCertificates?: string[];
  };
  /** Requests of the controls and of `collectRequests`, oldest first. */
  requests: Transcript['requests'];
  /** Sign-on endpoint that requests should name as Destination. */
  ssoUrl: string;
  /** The SP's metadata as text, with schema findings. */
  metadata?: { xml: string; findings: { code: string; message: string }[] };
  /** The subject's honest sign-in. */
  control?: ExchangeFacts;
  /** A hostile answer that the SP refused. */
  rejection?: ExchangeFacts;
  /** The case's own exchanges. */
  own: ExchangeFacts[];
}
