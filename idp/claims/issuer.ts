/** The tenant's own name as an identity provider. */

/** Entra's issuer; the trailing slash is part of it (documented). Nothing is ever fetched from it. */
export function issuerOf(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}
