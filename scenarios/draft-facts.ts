/** What is known when a profile is drafted, and the most likely value of whatever is not. */

import type { SpMetadata } from '../idp/protocol/sp-metadata.ts';
import { literals, type GalleryEntry } from '../idp/web/admin/gallery.ts';
import { isLoopback } from './drive/site.ts';
import type { PageCondition, PageProbe } from './drive/driver.ts';

export interface DraftFacts {
  name?: string;
  /** By what right the system is tested. */
  authorization?: string;
  /** Where the metadata was read from, as it will stand in the profile. */
  metadata?: string;
  /** What the metadata said; absent when the profile is drafted without any. */
  sp?: Pick<SpMetadata, 'entityId' | 'wantAssertionsSigned' | 'authnRequestsSigned' | 'slo'> &
    Partial<Pick<SpMetadata, 'signingCertificates' | 'encryptionCertificates'>> & { acsUrls: string[] };
  /** Stated beside the metadata or in its place. */
  entityId?: string;
  acsUrl?: string;
  /** The entry of the application gallery whose settings are taken over. */
  gallery?: GalleryEntry;
  startUrl?: string;
  /** Visible name of a button to press before the identity provider is reached. */
  button?: string;
  /** Whether a sign-in may start at the identity provider. */
  idpInitiated?: boolean;
  protectedUrl?: string;
  signedIn?: PageCondition;
  identity?: PageProbe;
}

const isHttp = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

export function acsUrlOf({ acsUrl, sp, gallery }: DraftFacts): string {
  return acsUrl ?? sp?.acsUrls[0] ?? literals(gallery?.replyUrls).find(isHttp) ?? 'http://localhost:3000/saml/acs';
}

const originOf = (facts: DraftFacts): string => new URL(acsUrlOf(facts)).origin;

export function entityIdOf(facts: DraftFacts): string {
  const { entityId, sp, gallery } = facts;
  return entityId ?? sp?.entityId ?? literals(gallery?.identifiers)[0] ?? `${originOf(facts)}/saml/metadata`;
}

/** The gallery's address is the vendor's own: never where the service provider stands on this machine. */
export function startUrlOf(facts: DraftFacts): string {
  const ofGallery = facts.gallery?.signOnUrl === undefined ? [] : literals([facts.gallery.signOnUrl]).filter(isHttp);
  const vendors = isLoopback(acsUrlOf(facts)) ? undefined : ofGallery[0];
  return facts.startUrl ?? vendors ?? `${originOf(facts)}/login`;
}

export const protectedUrlOf = (facts: DraftFacts): string => facts.protectedUrl ?? `${originOf(facts)}/me`;

export const nameOf = (facts: DraftFacts): string => facts.name ?? facts.gallery?.name ?? new URL(acsUrlOf(facts)).host;

export const idpInitiatedOf = ({ idpInitiated, gallery }: DraftFacts): boolean =>
  idpInitiated ?? gallery?.initiated?.includes('idp') ?? false;

/** Whether every address of the draft is on this machine; otherwise the right to test has to be stated. */
export function staysHere(facts: DraftFacts): boolean {
  return [acsUrlOf(facts), startUrlOf(facts), protectedUrlOf(facts), facts.metadata ?? '']
    .filter(isHttp)
    .every((url) => isLoopback(url));
}
