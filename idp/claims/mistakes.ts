/** What Entra's claim editor would not let an administrator save: every mistake with its path, all at once. */

import type { Application, ClaimRule, Tenant, Transformation } from '../tenant/model.ts';
import { sendsGroups } from './claims.ts';
import { MAX_CONDITION_GROUPS } from './conditions.ts';
import { groupClaimOf, groupProperties } from './group-claim.ts';
import { claimName, restrictedReason, roleClaim } from './names.ts';
import { isOptionalClaim, upnProperties } from './optional-claims.ts';
import { patternProblem, unknownPlaceholders, type ClaimMistake } from './parameters.ts';
import { sourceMistakes } from './source-mistakes.ts';
import { directoryExtension } from './source.ts';

export type { ClaimMistake } from './parameters.ts';

/** Sources that the NameID may come from (documented). */
const nameIdSources = [
  'mail',
  'userprincipalname',
  'onpremisessamaccountname',
  'employeeid',
  'telephonenumber',
  'objectid',
  'pairwiseid',
  ...Array.from({ length: 15 }, (_, index) => `extensionattribute${index + 1}`),
].map((name) => `user.${name}`);

function ruleMistakes(rule: ClaimRule, path: string, application: Application, tenant: Tenant): ClaimMistake[] {
  const name = claimName(rule);
  const mistakes = sourceMistakes(rule, path, tenant);
  if (rule.name === '') mistakes.push({ path: `${path}.name`, message: 'is empty; expected the name of a claim' });
  if (rule.source.toLowerCase() === 'user.pairwiseid') {
    mistakes.push({ path: `${path}.source`, message: 'user.pairwiseid can be the source of the NameID only' });
  }
  // Entra sends groups and roles under these names itself; such a rule is that claim, edited.
  const entrasOwn = sendsGroups(rule) || (name === roleClaim && rule.source.toLowerCase() === 'user.assignedroles');
  const reason = entrasOwn ? undefined : restrictedReason(name, application.customSigningKey === true);
  if (reason !== undefined) mistakes.push({ path: `${path}.name`, message: reason });
  return mistakes;
}

function nameIdMistakes({ nameId, claimsPolicy }: Application, tenant: Tenant): ClaimMistake[] {
  const mistakes = sourceMistakes(nameId, 'nameId', tenant);
  const sources = [nameId, ...(nameId.conditions ?? [])];
  for (const [index, one] of sources.entries()) {
    const path = index === 0 ? 'nameId' : `nameId.conditions[${index - 1}]`;
    if (!nameIdSources.includes(one.source.toLowerCase()) && !directoryExtension.test(one.source)) {
      const message =
        `«${one.source}» cannot be the source of the NameID; expected user.userprincipalname, user.mail, ` +
        'user.onpremisessamaccountname, user.employeeid, user.telephonenumber, user.objectid, user.pairwiseid, ' +
        'user.extensionattribute1 to 15, or a directory extension';
      mistakes.push({ path: `${path}.source`, message });
    }
    if (claimsPolicy === 'mapping') mistakes.push(...policyMistakes(one.transformations ?? [], path, tenant));
  }
  return mistakes;
}

/** A claims mapping policy knows two functions for the NameID, and Join only with a verified domain (documented). */
function policyMistakes(steps: Transformation[], path: string, { domains }: Tenant): ClaimMistake[] {
  return steps.flatMap((step, index) => {
    const at = `${path}.transformations[${index}]`;
    if (!['ExtractMailPrefix', 'Join'].includes(step.function)) {
      const message = `a claims mapping policy allows only ExtractMailPrefix and Join for the NameID, found ${step.function}`;
      return [{ path: `${at}.function`, message }];
    }
    const domain = step.second?.toLowerCase();
    if (step.function !== 'Join' || domains.some((one) => one.toLowerCase() === domain)) return [];
    const message = `expected a verified domain of the tenant (${domains.join(', ')}), found «${step.second ?? ''}»`;
    return [{ path: `${at}.second`, message }];
  });
}

function groupMistakes(application: Application): ClaimMistake[] {
  const rule = groupClaimOf(application);
  const mistakes: ClaimMistake[] = [];
  const count = (rule === undefined ? 0 : 1) + application.claims.filter(sendsGroups).length;
  if (count > 1) {
    mistakes.push({ path: 'groupClaim', message: `an application has one group claim at most, found ${count}` });
  }
  if (rule === undefined) return mistakes;
  if (rule.attribute === 'cloudDisplayName' && rule.select !== 'assigned') {
    const message = `cloudDisplayName needs «select: assigned», found «select: ${rule.select}»`;
    mistakes.push({ path: 'groupClaim.attribute', message });
  }
  if (rule.filter?.value === '') {
    mistakes.push({ path: 'groupClaim.filter.value', message: 'is empty; expected text to look for' });
  }
  if (rule.replace === undefined) return mistakes;
  const problem = patternProblem(rule.replace.pattern);
  if (problem !== undefined) return [...mistakes, { path: 'groupClaim.replace.pattern', message: problem }];
  const unknown = unknownPlaceholders(rule.replace.pattern, rule.replace.replacement, []);
  return [
    ...mistakes,
    ...unknown.map((name) => ({
      path: 'groupClaim.replace.replacement',
      message: `{${name}} is no group of the pattern`,
    })),
  ];
}

function optionalMistakes({ optionalClaims = [] }: Application): ClaimMistake[] {
  const properties: Record<string, string[]> = { upn: upnProperties, groups: groupProperties };
  return optionalClaims.flatMap(({ name, additionalProperties = [] }, index) => {
    const path = `optionalClaims[${index}]`;
    if (!isOptionalClaim(name)) {
      const message = `expected acct, email, groups, upn or a directory extension (extension_…), found «${name}»`;
      return [{ path: `${path}.name`, message }];
    }
    const allowed = properties[name] ?? [];
    return additionalProperties
      .filter((property) => !allowed.includes(property))
      .map((property) => ({
        path: `${path}.additionalProperties`,
        message: `«${property}» is no property of ${name}; expected ${allowed.join(', ') || 'none'}`,
      }));
  });
}

function conditionGroupsMistakes({ nameId, claims }: Application): ClaimMistake[] {
  const groups = new Set(
    [nameId, ...claims].flatMap(({ conditions = [] }) => conditions.flatMap((one) => one.groups ?? [])),
  );
  if (groups.size <= MAX_CONDITION_GROUPS) return [];
  const message = `the conditions of an application may name ${MAX_CONDITION_GROUPS} groups, found ${groups.size}`;
  return [{ path: 'claims', message }];
}

function nameMistakes({ claims }: Application): ClaimMistake[] {
  const names = claims.map(claimName);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            path: `claims[${index}].name`,
            message: `there is already a claim «${name}» (claims[${names.indexOf(name)}])`,
          },
        ],
  );
}

/** Every mistake of the claims, the NameID, the groups and the audience of an application; none when Entra would save it. */
export function claimMistakes(application: Application, tenant: Tenant): ClaimMistake[] {
  const { audience } = application;
  const relative = audience !== undefined && !/^[a-z][a-z0-9+.-]*:./i.test(audience);
  return [
    ...nameIdMistakes(application, tenant),
    ...application.claims.flatMap((rule, index) => ruleMistakes(rule, `claims[${index}]`, application, tenant)),
    ...nameMistakes(application),
    ...conditionGroupsMistakes(application),
    ...groupMistakes(application),
    ...optionalMistakes(application),
    ...(relative ? [{ path: 'audience', message: `expected an absolute URI, found «${audience}»` }] : []),
  ];
}
