/** The first wave of the reference catalogue is complete: every row of it, by its id, has a case. */

import { expect, test } from '@playwright/test';
import { loadCatalogue } from '../../../scenarios/catalogue.ts';

/** Ids by their first label, as the reference catalogue marks them for the first wave. */
const firstWave: Record<string, string> = {
  base: 'sig.assertion-only sig.response-only sig.both sig.keyinfo-absent sig.inclusive-ns xml.prefixes-odd xml.ns-on-root xml.pretty xml.comments-outside xml.cdata xml.charref post.b64-wrapped post.no-relaystate time.fraction time.no-fraction time.skew-within cond.multi-audience cond.multi-restriction cond.onetimeuse subj.multi-confirmation subj.nameid-email subj.nameid-persistent subj.nameid-transient stmt.session-notonorafter ext.advice ext.extensions',
  attr: 'multi-value empty-value nameformat.absent nameformat.uri nameformat.basic friendlyname-differs xsi-type unicode astral long-256 many-groups unknown-extra entra-profile',
  enc: 'aes256-gcm.oaep-mgf1p aes128-cbc key-inline inner-signed sp-key-rollover',
  alg: 'rsa2048-sha256 rsa4096-sha256 rsa-sha512',
  keys: 'two-certs rollover-live expired-cert-in-metadata',
  sig: 'unsigned stripped wrong-key wrong-key-embedded wrong-key-same-subject keyinfo-keyvalue-attacker sp-own-key other-idp-key removed-key tamper-nameid tamper-attribute tamper-conditions tamper-digest-fixed tamper-signaturevalue outer-bad-inner-good outer-good-inner-bad add-unsigned-attribute response-attrs-tamper replayed-signature alg.rsa-sha1 alg.rsa-md5 alg.hmac-key-confusion alg.unknown ref.wrong-uri ref.empty-uri ref.external-http ref.multiple ref.zero ref.other-element ref.metadata-as-response ref.object tf.xslt tf.xpath tf.many c14n.with-comments c14n.void',
  xsw: '1 2 3 4 5 6 7 8 forged-after genuine-in-extensions genuine-in-statusdetail genuine-in-advice genuine-in-encrypted dup-nameid dup-id.same-doc dup-id.namespaced multi-root signed-error-decoy',
  dif: 'comment.nameid comment.attribute pi.nameid-hidden cdata.split digest.comment signedinfo.multiple signature.multiple-per-parent doctype.roundtrip doctype.attlist-default doctype.entity-id ns.redeclare param.duplicate',
  xxe: 'dtd-empty internal-entity external-file external-http billion-laughs',
  encbad: 'unsigned-inside-unsigned first-encrypted-second-signed gcm-tamper cbc-padding empty-ciphervalue',
  cond: 'time.expired time.not-yet time.skew-over time.unparseable none unknown-condition onetimeuse-reuse issueinstant.future authninstant.old session-notonorafter.past',
  conditions:
    'audience.wrong audience.missing-restriction audience.empty audience.prefix audience.suffix audience.case audience.two-restrictions-one-wrong',
  subj: 'noa.expired noa.missing data-missing confirmation-missing method.hok-only method.sender-vouches-only',
  addr: 'destination.wrong destination.missing destination.prefix recipient.wrong recipient.missing issuer.response-wrong issuer.assertion-wrong issuer.assertion-missing issuer.mismatch issuer.tenant',
  corr: 'irt.response-wrong irt.scd-missing irt.scd-wrong irt.mismatch irt.used-twice irt.other-session replay.same-post replay.other-session replay.same-assertion-new-response replay.concurrent rs.open-redirect rs.scheme-relative rs.special',
  status: 'responder-with-assertion authnfailed nopassive missing message-escaped',
  struct:
    'no-assertion two-signed-different-subject no-subject nameid-empty no-authnstatement version.response id.assertion-missing wrong-root malformed not-base64 empty-param get-redirect',
  claims:
    'required.missing required.empty required.duplicated email.other-domain unicode.homoglyph unicode.normalisation inject.html inject.crlf nameid.format-changed jit.create jit.update takeover.email takeover.nameid-reuse',
  req: 'schema id.ncname id.entropy issueinstant destination issuer acs-url nameidpolicy forceauthn signed-when-declared sig.redirect-valid deflate relaystate.size relaystate.opaque',
  md: 'schema entityid acs.present acs.https acs.index-unique key.signing key.strength validuntil want-assertions-signed',
  idpi: 'plain with-irt replay',
  slo: 'sp.request-shape sp.local-first idp.valid idp.lowercase-pct idp.unsigned idp.bad-signature idp.expired idp.wrong-nameid session-ended',
  sess: 'cookie.flags rotation no-session-on-reject error.no-leak error.no-reflect error.status acs.get',
  resil: 'body.5mb depth concurrent crash-after-bad',
};

test('every row of the first wave has a case', async () => {
  const { cases } = await loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 });
  const asked = new Set(cases.map(({ catalogueId }) => catalogueId));
  const rows = Object.entries(firstWave).flatMap(([label, names]) =>
    names.split(' ').map((name) => `${label}.${name}`),
  );
  expect(rows).toHaveLength(248);
  expect(rows.filter((row) => !asked.has(row))).toEqual([]);
});
