/** What both drivers implement: a visitor (one browser with its own cookie jar) that signs in at the SP and looks at its page. */

import type { Network } from './http-network.ts';
import type { ProtectedPageFacts, StepFailure, TrailStep } from '../observation.ts';

/** How a page element is found; exactly one form is given: label, role with or without name, selector (CSS), testId, text. */
export interface Locate {
  label?: string;
  role?: string;
  name?: string;
  selector?: string;
  testId?: string;
  text?: string;
}

/** One thing that a person does on a page. Templates are resolved by the target's reader, not here. */
export interface Step {
  fill?: Locate & { value: string };
  click?: Locate;
}

/** All given conditions must hold: status, url (glob), selector (CSS), text (regular expression), json (pointer exists). */
export interface PageCondition {
  status?: number;
  url?: string;
  selector?: string;
  text?: string;
  json?: string;
}

/** Where a value stands on a page; exactly one of the three is given. `text`: regular expression, group 1. */
export interface PageProbe {
  json?: string;
  selector?: string;
  text?: string;
}

/** Certificates that the SP has taken over, and hooks: commands to be run in the folder, or URLs to be posted to. */
export interface OwnerHelp {
  folder: string;
  certificates: ('next' | 'rsa4096' | 'expired')[];
  hooks: { afterRollOver?: string; afterKeyRemoval?: string };
}

/** The part of a target that moving the SP needs, its templates filled in for the person who signs in. */
export interface SignInProfile {
  /** User principal name of who signs in. */
  user?: string;
  sp: { acsUrl: string };
  signIn: { startUrl: string; steps: Step[] };
  afterSignIn: Step[];
  protectedPage: {
    url: string;
    signedIn: PageCondition;
    signedOut?: PageCondition | undefined;
    identity?: PageProbe | undefined;
    attributes?: PageProbe | undefined;
    /**
     * `signedIn` holds without a session too, as the run has seen: only what the identity probe shows tells the two apart.
     * `shows`: what it shows a stranger, an empty text or nothing.
     */
    openToAll?: { shows: '' | null };
  };
  signOut?: { url: string } | undefined;
  limits: { stepSeconds: number; pauseMs: number };
  /** What the owner has told the SP of beforehand, and can do while the run goes on. */
  owner?: OwnerHelp | undefined;
}

/** How long the SP may take to make up its mind, milliseconds; learned from the control, bounded by `limits.stepSeconds`. */
export interface Settling {
  /** How long a protected page that shows neither state is watched. */
  protectedPageMs: number;
  /** How long the page after the ACS is watched for a further navigation of its own. */
  landingMs: number;
  /** How long the identity must stand unchanged before it is believed; zero for an SP that writes it once. */
  identityMs: number;
  /** A sign-in that ends on the protected page itself, at once and with a name, is evidence enough: it is not opened once more. */
  landingCounts: boolean;
  /** Whether the answer to a plain request with the browser's cookies says what the browser's own page shows. */
  plainAnswer: 'unknown' | 'alike' | 'different';
}

/** What is expected of the protected page; an answer that plainly says so need not be opened as a page too. */
export type Hoped = 'welcome' | 'refusal';

/** The settling of a control, which has nothing to learn from yet. */
export const patientSettling: Settling = {
  protectedPageMs: 10_000,
  landingMs: 1_000,
  identityMs: 400,
  landingCounts: false,
  plainAnswer: 'unknown',
};

/** The cookie that tells the IdP which exchange a request belongs to. */
export interface TokenCookie {
  name: string;
  value: string;
}

/** A browser cookie as far as going back to an earlier state needs it. */
export interface StoredCookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  /** Seconds since the epoch; -1 for a session cookie. */
  expires: number;
  httpOnly: boolean;
  secure: boolean;
  sameSite?: 'Strict' | 'Lax' | 'None';
}

/** One entry of local storage. */
export interface StoredItem {
  origin: string;
  name: string;
  value: string;
}

/** What a browser keeps for the SP between two pages. */
export interface SpState {
  cookies: StoredCookie[];
  /** Empty until one of the SP's pages was seen to store something. */
  storage: StoredItem[];
}

/** What a walk through the SP's pages led to. `acs` is null when nothing was posted to the SP. */
export interface Journey {
  reachedIdp: boolean;
  acs: { url: string; status: number; body: string; finalUrl: string } | null;
  failure: StepFailure | null;
  /** From the SP's answer at the ACS to the last navigation that its page began by itself, milliseconds; zero when it began none. */
  landingMs: number;
}

/** The protected page, or why it could not be opened. */
export interface PageVisit {
  page: ProtectedPageFacts | null;
  failure: StepFailure | null;
  /** From the first identity seen to the last change of it, milliseconds. */
  identityChangedMs: number;
  /** Given where `Settling.plainAnswer` was still unknown. */
  plainAnswer?: 'alike' | 'different';
}

/** How the protected page is come to. */
export interface Opening {
  /** A sign-in has just ended; where `Settling.landingCounts`, the page that it ended on may do. */
  landed?: boolean;
  /** Where `Settling.plainAnswer` is alike, an answer that says just this may do. Default: the page is opened. */
  hoped?: Hoped | undefined;
}

/** One browser with a cookie jar of its own. None of these methods throws for what the SP does: that is a fact in the result. */
export interface Visitor {
  /** Puts the exchange's cookie on the IdP's origin, and sees that it is there. */
  arm(cookie: TokenCookie): Promise<void>;
  /** From the SP's start page over the IdP and the ACS to the page where it ends. With `held`, ends at the IdP. */
  signIn(options?: { held?: boolean }): Promise<Journey>;
  /** Opens the IdP's page that posts an answer by itself, and follows it to the end. */
  deliver(postPageUrl: string): Promise<Journey>;
  openProtectedPage(opening?: Opening): Promise<PageVisit>;
  /** Opens any page of the SP or the IdP and follows it to its end. */
  open(url: string, step: StepFailure['step']): Promise<StepFailure | null>;
  spState(): Promise<SpState>;
  /** Replaces what the browser keeps for the SP by this; session storage ends empty, as in a new tab. */
  restoreSpState(state: SpState): Promise<void>;
  /** Adds these headers to every further request, which a browser would not do by itself. */
  sendHeaders(headers: Record<string, string>): Promise<void>;
  /** What was seen since the last call: the trail and the console's errors. */
  takeRecord(): Promise<{ trail: TrailStep[]; console: string[] }>;
  /** Writes a picture of the page as it stands; false when this driver has no pictures. */
  screenshot(path: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Driver {
  name: 'browser' | 'http';
  newVisitor(profile: SignInProfile, settling: Settling): Promise<Visitor>;
  close(): Promise<void>;
}

/** What a driver is told once. */
export interface DriverOptions {
  idp: { baseUrl: string };
  /** `samlproof/<version> run/<id>`; ends every User-Agent. */
  userAgent: string;
  /** For the http driver; a browser is launched with its own. Default: direct. */
  network?: Network;
}

/** The SP's start page cannot be left without running its script; the http driver does not run any. Exit code 3. */
export class NeedsBrowserError extends Error {
  readonly code = 'needs-browser-driver';
  readonly exitCode = 3;
  readonly url: string;

  constructor(url: string) {
    super(
      `expected a redirect or a form with a SAMLRequest, found a page that starts the sign-in by script at ${url}; ` +
        'this target needs the browser driver: run it with --driver browser',
    );
    this.url = url;
  }
}
