/** What inspection cases share: pure functions from evidence to findings; null when the evidence cannot say. */

export { errorLeaks, markerEchoed } from './inspect/pages.ts';
export { logoutRequestShape, logoutResponseShape, sessionEnded } from './inspect/logout.ts';
export { metadataEntityId, metadataHttps, metadataSchema } from './inspect/metadata.ts';
export { requestIdEntropy } from './inspect/entropy.ts';
export {
  requestAcsUrl,
  requestDestination,
  requestIdNcName,
  requestIssuer,
  requestRelayStateSize,
  requestSchema,
} from './inspect/request.ts';
export {
  cookiesHttpOnly,
  cookiesSameSite,
  cookiesSecure,
  noSessionOnReject,
  sessionRotated,
} from './inspect/session.ts';
