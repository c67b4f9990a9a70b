/** What inspection cases share: pure functions from evidence to findings; null when the evidence cannot say. */

export * from './inspect/account.ts';
export * from './inspect/logout.ts';
export * from './inspect/metadata.ts';
export * from './inspect/pages.ts';
export { requestIdBits, requestIdUnpredictable } from './inspect/entropy.ts';
export * from './inspect/request.ts';
export * from './inspect/request-signature.ts';
export * from './inspect/session.ts';
