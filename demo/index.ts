/** Sample service providers: two on real libraries, used as documented, and our own with a switch per check. */

import { listen } from './listen.ts';
import {
  urlsOf,
  type Sample,
  type SampleKind,
  type SampleOptions,
  type Site,
  type SiteOptions,
  type SiteUrls,
} from './options.ts';
import { profileOf } from './profile.ts';

export { selfSignedCertificate } from './certificate.ts';
export type { Sample, SampleOptions } from './options.ts';
export { checks, type CheckName } from './strict/checks.ts';
export { strictnesses, type StrictnessName } from './strict/strictnesses.ts';

/** Libraries are loaded when a sample needs them. */
async function siteOf(kind: SampleKind, urls: SiteUrls, options: SiteOptions): Promise<Site> {
  if (kind === 'passport-saml') return (await import('./passport-saml.ts')).passportSamlSite(urls, options);
  if (kind === 'samlify') return (await import('./samlify.ts')).samlifySite(urls, options);
  return (await import('./strict/site/site.ts')).strictSite(urls, options);
}

/** Starts a sample on loopback. @throws when the port is taken. */
export async function startSample(options: SampleOptions): Promise<Sample> {
  const server = await listen(options);
  const urls = urlsOf(server.baseUrl);
  const site = await siteOf(options.kind, urls, options);
  server.serve(site.app);
  return {
    ...urls,
    kind: options.kind,
    options: site.printable,
    refusals: site.refusals,
    profile: () => profileOf(options.kind, urls, options),
    kill: server.kill,
    close: server.close,
  };
}
