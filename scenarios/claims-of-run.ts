/** The claims of a run: what the subject's honest sign-in sent beside what the SP showed; pure. */

import type { AssertionPlan, AttributeValue } from '../idp/protocol/types.ts';
import type { ClaimEntry, Claims } from '../reports/result.ts';
import { adviceFor, compareClaims, type ComparedClaim, type SentClaim } from './claims-compare.ts';
import { judgedExchange, type Controls } from './judge-controls.ts';
import { withoutSecrets } from './result-evidence.ts';
import { variantFactsOf, type Target } from './target.ts';

function textOf(value: AttributeValue): string {
  if (typeof value === 'string') return value;
  return 'text' in value ? value.text : 'raw' in value ? value.raw : '';
}

/** The attributes of an assertion with their values as text; XML content as it stands, nil as empty text. */
export function sentClaims(assertion: AssertionPlan): SentClaim[] {
  return (assertion.attributes ?? []).map(({ name, values }) => ({ name, values: values.map(textOf) }));
}

const noProbe =
  'The profile does not say where the service provider shows the claims that it took over. Add it under protectedPage: ' +
  'attributes: { json: /attributes } for a page of JSON, or attributes: { selector: "#profile" } for HTML.';
const notSignedIn =
  'The honest sign-in of the subject did not open the protected page, so nothing is shown to compare. samlproof doctor says why.';
const nothingFound =
  'Nothing was found where protectedPage.attributes of the profile points: the service provider shows no claims there, or the probe looks in the wrong place.';

const notShown = (advice: string): Claims => ({ shown: false, advice, entries: [] });

function entryOf(compared: ComparedClaim, required: boolean): ClaimEntry {
  const { name, values, outcome, shown, shownAs } = compared;
  const advice = adviceFor(compared);
  return {
    name,
    sent: values,
    shown: outcome === 'missing' ? null : shown,
    state: outcome,
    ...(shownAs === null ? {} : { shownAs }),
    ...(required ? { required } : {}),
    ...(advice === '' ? {} : { advice }),
  };
}

/** Compares in the first honest sign-in of the subject that worked; undefined while none has been tried. */
export function claimsOf({ records }: Pick<Controls, 'records'>, target: Target): Claims | undefined {
  const tried = records.filter(({ name }) => name === 'subject');
  if (tried.length === 0) return undefined;
  if (target.protectedPage.attributes === undefined) return notShown(noProbe);
  const good = tried.find(({ outcome }) => outcome === 'signed-in');
  const exchange = good && judgedExchange(good.observation);
  const [assertion] = exchange?.transcript?.answers.at(-1)?.plan.assertions ?? [];
  if (assertion === undefined) return notShown(notSignedIn);
  const probed = exchange?.protectedPage?.attributes ?? null;
  if (probed === null) return notShown(nothingFound);
  const { requiredClaims } = variantFactsOf(target);
  const entries = compareClaims(sentClaims(assertion), probed).map((compared) =>
    entryOf(compared, requiredClaims.includes(compared.name)),
  );
  return withoutSecrets({ shown: true, entries }, target.secrets);
}
