/** The refusals of Entra that the mock can show: numbers and symbolic names are Entra's, the sentences are our own. */

/** Symbolic title per number (reference: entra.md section 7); the HTTP status is ours. */
const known = {
  '16000': { title: 'SelectUserAccount', status: 403 },
  '50003': { title: 'MissingSigningKey', status: 400 },
  '50006': { title: 'InvalidSignature', status: 400 },
  '50007': { title: 'PartnerEncryptionCertificateMissing', status: 400 },
  '50011': { title: 'InvalidReplyTo', status: 400 },
  '50012': { title: 'AuthenticationFailed', status: 400 },
  '50020': { title: 'UserUnauthorized', status: 403 },
  '50034': { title: 'UserAccountNotFound', status: 400 },
  '50053': { title: 'IdsLocked', status: 400 },
  '50055': { title: 'InvalidPasswordExpiredPassword', status: 400 },
  '50057': { title: 'UserDisabled', status: 400 },
  '50058': { title: 'UserInformationNotProvided', status: 400 },
  '50061': { title: 'SignoutInvalidRequest', status: 400 },
  '50068': { title: 'SignoutInitiatorNotParticipant', status: 400 },
  '50070': { title: 'SignoutUnknownSessionIdentifier', status: 400 },
  '50071': { title: 'SignoutMessageExpired', status: 400 },
  '50074': { title: 'UserStrongAuthClientAuthNRequiredInterrupt', status: 403 },
  '50076': { title: 'UserStrongAuthClientAuthNRequired', status: 403 },
  '50079': { title: 'UserStrongAuthEnrollmentRequired', status: 403 },
  '50105': { title: 'EntitlementGrantsNotFound', status: 403 },
  '50107': { title: 'InvalidRealmUri', status: 400 },
  '50124': { title: 'ClaimsTransformationInvalidInputParameter', status: 400 },
  '50126': { title: 'InvalidUserNameOrPassword', status: 400 },
  '50146': { title: 'MissingCustomSigningKey', status: 400 },
  '51004': { title: 'UserAccountNotInDirectory', status: 403 },
  '53003': { title: 'BlockedByConditionalAccess', status: 403 },
  '70001': { title: 'UnauthorizedClient', status: 400 },
  '75001': { title: 'BindingSerializationError', status: 400 },
  '75003': { title: 'UnsupportedBindingError', status: 400 },
  '75005': { title: 'Saml2MessageInvalid', status: 400 },
  '75006': { title: 'Saml2RequestProcessingError', status: 400 },
  '75008': { title: 'RequestDeniedError', status: 400 },
  '75011': { title: 'NoMatchedAuthnContextInOutputClaims', status: 400 },
  '75016': { title: 'Saml2AuthenticationRequestInvalidNameIDPolicy', status: 400 },
  '76021': { title: 'ApplicationRequiresSignedRequests', status: 400 },
  '76026': { title: 'RequestIssueTimeExpired', status: 400 },
  '90002': { title: 'InvalidTenantName', status: 404 },
  '90011': { title: 'InvalidSamlProperty', status: 400 },
  '90015': { title: 'QueryStringTooLong', status: 414 },
  '90072': { title: 'PassThroughUserMfaError', status: 403 },
  '90107': { title: 'InvalidXml', status: 400 },
  '501241': { title: 'MandatoryInputMissing', status: 400 },
  '501621': { title: 'ClaimsTransformationTimeoutRegularExpression', status: 400 },
  '650056': { title: 'MisconfiguredApplication', status: 400 },
  '700016': { title: 'UnauthorizedClientDoesNotMatchRequest', status: 400 },
  '750054': { title: 'SamlMessageNotPresent', status: 400 },
  '900235': { title: 'InvalidRequestComparison', status: 400 },
  '900236': { title: 'InvalidRequestSamlPropertyUnsupported', status: 400 },
  '900971': { title: 'NoReplyAddress', status: 400 },
  '7000112': { title: 'UnauthorizedClientApplicationDisabled', status: 400 },
  '7500525': { title: 'SamlMessageXmlError', status: 400 },
  '7500529': { title: 'InvalidSamlId', status: 400 },
} as const;

export type AadstsCode = keyof typeof known;

/** Number and symbolic name of every refusal that this identity provider can show. */
export const errorTitles: [code: AadstsCode, title: string][] = Object.entries(known).map(([code, { title }]) => [
  code as AadstsCode,
  title,
]);

/** Codes of the fact sheet's table that no sign-in by plain SAML reaches, with the reason. */
export const unreachedErrors: [code: string, title: string, reason: string][] = [
  ['50001', 'InvalidResource', 'A resource is asked for by OAuth 2.0; a SAML request names an application only.'],
  ['75004', 'none', 'It is not in Entra’s public list.'],
  ['75012', 'none', 'It is not in Entra’s public list.'],
  ['90023', 'InvalidRequest', 'The former number of AADSTS900235, which is shown instead.'],
  ['500011', 'InvalidResourceServicePrincipalNotFound', 'As AADSTS50001: no resource is asked for.'],
  [
    '7500514',
    'SupportedResponseTypeNotFound',
    'It is about what another identity provider answers to Entra, which the mock asks nobody.',
  ],
];

/** A request that Entra would not answer. `message` is shown to the person as it stands, after `AADSTS<code>: `. */
export class AadstsError extends Error {
  readonly code: AadstsCode;
  readonly title: string;
  /** HTTP status of the page, 4xx. */
  readonly status: number;

  constructor(code: AadstsCode, message: string, options: { cause?: unknown; status?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.name = 'AadstsError';
    this.code = code;
    this.title = known[code].title;
    this.status = options.status ?? known[code].status;
  }
}
