/** What a sample service provider is started with, and what comes back. */

import type { Express } from 'express';
import type { CheckName } from './strict/checks.ts';
import type { StrictnessName } from './strict/strictnesses.ts';

export type SampleKind = 'passport-saml' | 'samlify' | 'strict';

/** The identity provider that a sample trusts. */
export interface IdpFacts {
  entityId: string;
  ssoUrl: string;
  sloUrl?: string;
  /** DER of the trusted signing certificates, base64 without armour. */
  certificates: string[];
  /** Which certificates beside the active one are among them, by the names that target profiles have for them. */
  also?: ('next' | 'rsa4096' | 'expired')[];
  /** Where its metadata can be read again; strict only. */
  metadataUrl?: string;
}

/** Options that every sample understands; those of one kind only say so. */
export interface SiteOptions {
  idp: IdpFacts;
  /** A second identity provider that is trusted, for people of its own; strict only. */
  secondIdp?: { entityId: string; certificates: string[] };
  /** Puts the sample's own signing key into the environment, for a case that signs with it; strict only. */
  lendKey?: boolean;
  /** How the AuthnRequest travels; default redirect. */
  requestBinding?: 'redirect' | 'post';
  /** What the protected page does without a session: answers 401 (default) or starts sign-in again, as many do. */
  onSignedOut?: 'status' | 'restart';
  /** Claims without which no session is opened; default `email`. */
  requiredClaims?: string[];
  /** Accept responses that nobody asked for; strict only, default true. */
  unsolicited?: boolean;
  /** NameIDs that have an account; absent: accounts are created on first sign-in. Strict only. */
  knownUsers?: string[];
  /** Mail domains that addresses are taken of; absent: all. Strict only. */
  domains?: string[];
  /** Asks for a fresh sign-in (ForceAuthn), and demands it of the answer; strict only. */
  forceAuthn?: boolean;
  /** Signs the AuthnRequests that go by Redirect; strict only. */
  signRequests?: boolean;
  /** Tolerated difference of clocks, seconds; strict only, default 180. */
  clockSkewSeconds?: number;
  /** Checks that the sample forgets; strict only. */
  forget?: CheckName[];
  /** Over-strict rules that the sample adds; strict only. */
  overStrict?: StrictnessName[];
  /** The clock of the sample; strict only, default the wall clock. */
  now?: () => Date;
}

export interface SampleOptions extends SiteOptions {
  kind: SampleKind;
  /** 0 or absent: any free port. */
  port?: number;
  /** Host name in the URLs; default localhost. The sample listens on loopback only. */
  host?: string;
  /** PEM texts; present: the sample is served over https. */
  https?: { key: string; cert: string };
  /** The server dies, in the middle of the exchange, when it receives this many posts at its ACS. */
  killAfterPosts?: number;
}

/** URLs of a running sample. */
export interface SiteUrls {
  baseUrl: string;
  entityId: string;
  acsUrl: string;
  metadataUrl: string;
  loginUrl: string;
  meUrl: string;
  logoutUrl: string;
}

/** A sample's own part: its routes, and its settings for the report. */
export interface Site {
  app: Express;
  printable: Record<string, unknown>;
  /** Messages of the latest refusals, newest last; for tests and people, never sent to a browser. */
  refusals: string[];
}

export interface Sample extends SiteUrls {
  kind: SampleKind;
  /** The settings as they are printed in a report; no keys. */
  options: Record<string, unknown>;
  refusals: string[];
  /** A target profile for this sample (contracts, section 1). */
  profile: () => Record<string, unknown>;
  /** Drops every connection at once, as a crash does. */
  kill: () => void;
  close: () => Promise<void>;
}

export function urlsOf(baseUrl: string): SiteUrls {
  return {
    baseUrl,
    entityId: `${baseUrl}/saml/metadata`,
    acsUrl: `${baseUrl}/saml/acs`,
    metadataUrl: `${baseUrl}/saml/metadata`,
    loginUrl: `${baseUrl}/login`,
    meUrl: `${baseUrl}/me`,
    logoutUrl: `${baseUrl}/logout`,
  };
}

/** Keeps the latest refusals. */
export function noteRefusal(refusals: string[], message: string): void {
  refusals.push(message);
  if (refusals.length > 50) refusals.shift();
}
