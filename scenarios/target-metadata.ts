/** Who the service provider is: its metadata from a file or URL, with what the profile states itself on top. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { postEndpoints, readSpMetadata, SpMetadataError, type SpMetadata } from '../idp/protocol/sp-metadata.ts';
import { networkOf, type Network } from './drive/http-network.ts';
import { isLoopback } from './drive/site.ts';
import { downloadMetadata } from './metadata-download.ts';
import { certificateOf, keyFits, signingKeyOf } from './target-keys.ts';
import type { TargetProfile } from './target.types.ts';

/** The service provider as it is used; certificates are PEM. */
export interface SpFacts {
  entityId: string;
  acsUrl: string;
  /** Every reply URL, the default one (`acsUrl`) first. */
  acsUrls: string[];
  logoutUrl?: string;
  signingCertificate?: string;
  /** Private key of the signing certificate, PEM. */
  signingKey?: string;
  encryptionCertificate?: string;
  /** Every certificate that assertions may be encrypted to, the preferred one first. */
  encryptionCertificates?: string[];
  wantAssertionsSigned?: boolean;
  authnRequestsSigned?: boolean;
  /** The metadata as it came, when the profile names one. */
  metadataXml?: string;
  metadata?: SpMetadata;
}

/** The SP's metadata URL does not answer; exit code 2, because the profile may be right. */
export class UnreachableError extends Error {
  readonly code = 'SP_UNREACHABLE';
  readonly exitCode = 2;
  readonly url: string;

  constructor(url: string, reason: string, options?: ErrorOptions) {
    super(
      `the SP’s metadata at ${url} (sp.metadata) cannot be had: ${reason}. ` +
        'Is the service provider running, is the URL right, and may this machine reach it?',
      options,
    );
    this.url = url;
  }
}

interface Found {
  facts: SpFacts | null;
  mistakes: { path: string[]; message: string }[];
}

type Sp = Partial<TargetProfile['sp']>;

/**
 * Reads metadata and certificates and merges them with the explicit values, which win. A profile without the right to test
 * a foreign host is not fetched from.
 * @param data the profile, possibly with mistakes
 * @param folder what files are relative to
 * @param network default: what the environment says
 * @throws {UnreachableError} when the metadata URL gives no answer
 */
export async function readMetadata(data: unknown, folder: string, network?: Network): Promise<Found> {
  const mistakes: Found['mistakes'] = [];
  const profile = (typeof data === 'object' && data !== null ? data : {}) as { sp?: unknown; authorization?: unknown };
  if (typeof profile.sp !== 'object' || profile.sp === null) return { facts: null, mistakes };
  const sp = profile.sp as Sp;
  const add = (key: string, message: string): void => {
    mistakes.push({ path: ['sp', key], message });
  };
  const fetchFrom = async (url: string): Promise<string | null> =>
    typeof profile.authorization === 'string' || isLoopback(url)
      ? await download(url, network ?? (await networkOf()), add)
      : null;
  const source = await sourceOf(sp, folder, fetchFrom, add);
  const metadata = source === null ? undefined : parse(source, sp.entityId, add);
  const facts = merge(sp, source, metadata, {
    signing: await certificateOf(sp, 'signingCertificate', folder, add),
    encryption: await certificateOf(sp, 'encryptionCertificate', folder, add),
    signingKey: await signingKeyOf(sp, folder, add),
  });
  // Where the metadata itself could not be read, that is the mistake to mend; not what it would have held.
  if (sp.metadata === undefined || metadata) {
    if (!facts.entityId) add('entityId', 'is missing; give it here, or name the SP’s metadata (sp.metadata)');
    if (!facts.acsUrl) {
      const lacks = metadata ? 'the metadata offers no assertion consumer service for HTTP-POST; ' : '';
      add('acsUrl', `is missing; ${lacks}give it here${metadata ? '' : ', or name the SP’s metadata (sp.metadata)'}`);
    }
    mistakes.push(...encryptionMistakes(data, facts));
    if (!keyFits(facts)) add('signingKey', 'is not the key of the SP’s signing certificate; give that one, or none');
  }
  return { facts: mistakes.length ? null : facts, mistakes };
}

async function sourceOf(
  sp: Sp,
  folder: string,
  fetchFrom: (url: string) => Promise<string | null>,
  add: (key: string, message: string) => void,
): Promise<string | null> {
  const where = sp.metadata;
  if (typeof where !== 'string' || where === '') return null;
  if (!/^https?:/i.test(where)) {
    try {
      return await readFile(resolve(folder, where), 'utf8');
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      add('metadata', `${missing ? 'there is no file' : 'cannot read'} ${resolve(folder, where)}`);
      return null;
    }
  }
  if (!URL.canParse(where)) {
    add('metadata', `found ${where}; expected a file or an absolute http or https URL`);
    return null;
  }
  return await fetchFrom(where);
}

async function download(
  url: string,
  network: Network,
  add: (key: string, message: string) => void,
): Promise<string | null> {
  const answer = await downloadMetadata(url, network).catch((cause: Error) => {
    throw new UnreachableError(url, cause.message, { cause });
  });
  if ('xml' in answer) return answer.xml;
  add('metadata', `${url} answered ${answer.status}; expected 200 with the SP’s metadata`);
  return null;
}

function parse(
  xml: string,
  entityId: string | undefined,
  add: (key: string, message: string) => void,
): SpMetadata | undefined {
  try {
    return readSpMetadata(xml);
  } catch (error) {
    if (!(error instanceof SpMetadataError)) throw error;
    // The entity id chooses only where there is a choice: a wrong one is a case's finding, not a reason not to read.
    if (error.code === 'several-sps' && typeof entityId === 'string') {
      try {
        return readSpMetadata(xml, entityId);
      } catch (second) {
        if (!(second instanceof SpMetadataError)) throw second;
        add('metadata', second.message);
        return undefined;
      }
    }
    add('metadata', error.message);
    return undefined;
  }
}

function merge(
  sp: Sp,
  source: string | null,
  metadata: SpMetadata | undefined,
  own: { signing: string | undefined; encryption: string | undefined; signingKey: string | undefined },
): SpFacts {
  const offered = metadata ? postEndpoints(metadata) : [];
  const acsUrl = sp.acsUrl ?? offered[0] ?? '';
  // Entra sends logout messages by Redirect only.
  const redirect = metadata?.slo.find(({ binding }) => binding.endsWith(':HTTP-Redirect'));
  const logoutUrl = sp.logoutUrl ?? (redirect ?? metadata?.slo[0])?.url;
  const signing = own.signing ?? metadata?.signingCertificates[0];
  const encryption = own.encryption ?? metadata?.encryptionCertificates[0];
  const encryptions = [
    ...new Set([...(encryption === undefined ? [] : [encryption]), ...(metadata?.encryptionCertificates ?? [])]),
  ];
  return {
    entityId: sp.entityId ?? metadata?.entityId ?? '',
    acsUrl,
    acsUrls: [...new Set([acsUrl, ...offered])],
    ...(logoutUrl === undefined ? {} : { logoutUrl }),
    ...(signing === undefined ? {} : { signingCertificate: signing }),
    ...(own.signingKey === undefined ? {} : { signingKey: own.signingKey }),
    ...(encryption === undefined ? {} : { encryptionCertificate: encryption, encryptionCertificates: encryptions }),
    ...(metadata?.wantAssertionsSigned === undefined ? {} : { wantAssertionsSigned: metadata.wantAssertionsSigned }),
    ...(metadata?.authnRequestsSigned === undefined ? {} : { authnRequestsSigned: metadata.authnRequestsSigned }),
    ...(source === null ? {} : { metadataXml: source }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** Encrypting needs somebody to encrypt to. */
function encryptionMistakes(data: unknown, facts: SpFacts): Found['mistakes'] {
  const { idp, capabilities } = data as { idp?: { encryption?: unknown }; capabilities?: unknown };
  if (facts.encryptionCertificate) return [];
  const where =
    idp?.encryption === 'on'
      ? ['idp', 'encryption']
      : Array.isArray(capabilities) && capabilities.includes('encrypted-assertions')
        ? ['capabilities']
        : null;
  if (!where) return [];
  const message =
    'asks for encrypted assertions, but neither the SP’s metadata nor sp.encryptionCertificate holds a certificate';
  return [{ path: where, message }];
}
