/** The second identity provider: another Entra tenant with a key of its own, for service providers that trust two. */

/** Shaped like the sample ids of Microsoft's documentation, as the first tenant's is. */
export const secondTenantId = 'bbbbcccc-1111-dddd-2222-eeee3333ffff';

/** Its issuer; the trailing slash is part of it. */
export const secondEntityId = `https://sts.windows.net/${secondTenantId}/`;
