/** The claim types that Entra's metadata offers, in its order, with descriptions of our own (reference: entra.md section 2). */

const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const identity = 'http://schemas.microsoft.com/identity/claims/';
const ws2008 = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/';

export const claimTypesOffered: [uri: string, displayName: string, description: string][] = [
  [`${soap}name`, 'Name', 'The name that the user signs in with.'],
  [`${soap}nameidentifier`, 'Subject', 'An identifier of the user that does not change for this application.'],
  [`${soap}givenname`, 'Given Name', 'The first name of the user.'],
  [`${soap}surname`, 'Surname', 'The family name of the user.'],
  [`${identity}displayname`, 'Display Name', 'The name of the user as people see it.'],
  [`${identity}nickname`, 'Nick Name', 'The nickname of the user.'],
  [`${ws2008}authenticationinstant`, 'Authentication Instant', 'When the user was authenticated, in UTC.'],
  [`${ws2008}authenticationmethod`, 'Authentication Method', 'How the user was authenticated.'],
  [`${identity}objectidentifier`, 'ObjectIdentifier', 'The id of the user in the directory.'],
  [`${identity}tenantid`, 'TenantId', 'The id of the directory that the user belongs to.'],
  [`${identity}identityprovider`, 'IdentityProvider', 'The identity provider that authenticated the user.'],
  [`${soap}emailaddress`, 'Email', 'The e-mail address of the user.'],
  [`${ws2008}groups`, 'Groups', 'The groups that the user is a member of.'],
  [`${identity}accesstoken`, 'External Access Token', 'An access token of an external identity provider.'],
  [`${ws2008}expiration`, 'External Access Token Expiration', 'When that access token ends, in UTC.'],
  [`${identity}openid2_id`, 'External OpenID 2.0 Identifier', 'An OpenID 2.0 identifier of an external provider.'],
  [
    'http://schemas.microsoft.com/claims/groups.link',
    'GroupsOverageClaim',
    'Where the groups are listed when there are too many.',
  ],
  [`${ws2008}role`, 'Role Claim', 'The roles that the user has in this application.'],
  [`${ws2008}wids`, 'RoleTemplate Id Claim', 'The templates of the directory roles that the user has.'],
];
