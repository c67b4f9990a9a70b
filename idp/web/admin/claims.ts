/** Attributes & Claims: the list with a preview, and the claim editor. */

import { claimMistakes } from '../../claims/mistakes.ts';
import { claimName } from '../../claims/claims.ts';
import type { Application, ClaimRule } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { changeApplication } from './change.ts';
import { fieldAt, sourceFields, sourceIn, valuesIn, valuesOf, conditionsIn, type ClaimValues } from './claim-form.ts';
import { fieldsOf } from './fields.ts';
import { preview } from './preview.ts';
import {
  applicationCrumbs,
  applicationIn,
  NotThere,
  pageOf,
  type AdminReply,
  type Crumb,
  type Mistake,
  type Page,
} from './reply.ts';
import { effectiveClaims, sourceWords } from './single-sign-on.ts';

const at = (application: Application, page = ''): string => pageOf(application, `single-sign-on/claims${page}`);

/** The way to a page below the list of claims. */
export const claimCrumbs = (application: Application, label: string): Crumb[] =>
  applicationCrumbs(
    application,
    { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
    { label: 'Attributes & Claims', href: at(application) },
    { label },
  );

const notices: Record<string, string> = {
  saved: 'The claim was saved.',
  deleted: 'The claim was deleted.',
  'name-id': 'The unique user identifier was saved.',
  group: 'The group claim was saved.',
};

export const claims: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, query } = visit;
  const rows = effectiveClaims(application).map((rule) => ({
    name: claimName(rule),
    source: sourceWords(rule),
    conditions: rule.conditions?.length ?? 0,
    href: `${at(application, '/edit')}?${new URLSearchParams({ name: claimName(rule) }).toString()}`,
  }));
  const asked = query.get('user');
  const chosen = idp.tenant.users.find(({ id }) => id === asked);
  return {
    kind: 'page',
    view: 'claims',
    title: 'Attributes & Claims',
    crumbs: applicationCrumbs(
      application,
      { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
      { label: 'Attributes & Claims' },
    ),
    application,
    current: 'single-sign-on',
    notice: notices[query.get('done') ?? ''],
    data: {
      rows,
      at: {
        add: at(application, '/new'),
        group: at(application, '/group'),
        nameId: at(application, '/name-id'),
        remove: at(application, '/delete'),
        here: at(application),
      },
      nameId: { source: sourceWords(application.nameId), format: application.nameId.format },
      groupClaim: application.groupClaim,
      user: fieldsOf({ user: asked ?? '' }, [])('user', 'Preview for', {
        choices: idp.tenant.users.map(({ id, userPrincipalName }) => [id, userPrincipalName]),
      }),
      preview: chosen === undefined ? undefined : preview(idp.tenant, application, chosen),
    },
  };
};

function editor(idp: Idp, application: Application, values: ClaimValues, mistakes: Mistake[]): AdminReply {
  const field = fieldsOf(values, mistakes);
  return {
    kind: 'page',
    view: 'claim',
    title: 'Manage claim',
    crumbs: claimCrumbs(application, 'Manage claim'),
    application,
    current: 'single-sign-on',
    mistakes,
    data: {
      action: at(application, '/edit'),
      back: at(application),
      original: values['original'],
      remove: at(application, '/delete'),
      head: [
        field('name', 'Name', { required: true }),
        field('namespace', 'Namespace', { hint: 'A URI in front of the name; empty for the bare name.' }),
      ],
      ...sourceFields(values, mistakes, idp.tenant),
    },
  };
}

export const newClaim: Page = (visit) =>
  editor(visit.idp, applicationIn(visit), { sourceType: 'attribute', conditions: '0' }, []);

function ruleNamed(application: Application, name: string): ClaimRule {
  const rule = effectiveClaims(application).find((one) => claimName(one) === name);
  if (rule === undefined) throw new NotThere(`The application has no claim «${name}».`);
  return rule;
}

export const editClaim: Page = (visit) => {
  const application = applicationIn(visit);
  const name = visit.query.get('name') ?? '';
  return editor(visit.idp, application, { ...valuesOf(ruleNamed(application, name)), original: name }, []);
};

/** The defaults become the application's own claims as soon as one of them is renamed or goes. */
function withOwnClaims(application: Application): Application {
  return { ...application, basicClaims: false, claims: effectiveClaims(application) };
}

export const saveClaim: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const values = valuesIn(form);
  const action = form.text('action');
  if (action === 'condition') values['conditions'] = String(conditionsIn(values) + 1);
  if (action !== 'save') return editor(idp, application, values, []);
  const { name = '', namespace = '', original = '' } = values;
  const before = original === '' ? undefined : ruleNamed(application, original);
  const {
    source: _source,
    transformations: _steps,
    conditions: _conditions,
    namespace: _namespace,
    ...kept
  } = before ?? {
    name,
    source: '',
  };
  const rule: ClaimRule = {
    ...kept,
    name,
    ...(namespace === '' ? {} : { namespace }),
    ...sourceIn(values, before?.conditions),
  };
  const all = withOwnClaims(application);
  const index = before === undefined ? all.claims.length : all.claims.indexOf(before);
  const next: Application = { ...all, claims: [...all.claims.slice(0, index), rule, ...all.claims.slice(index + 1)] };
  const mistakes = mistakesOf(idp, next, index);
  if (mistakes.length > 0) return editor(idp, application, values, mistakes);
  changeApplication(idp, next);
  return { kind: 'redirect', location: `${at(application)}?done=saved` };
};

/** Mistakes that this rule brings in; what was wrong before elsewhere does not hinder. */
function mistakesOf(idp: Idp, next: Application, index: number): Mistake[] {
  const own = claimMistakes(next, idp.tenant).filter(
    ({ path }) => path.startsWith(`claims[${index}]`) || path === 'claims' || path === 'groupClaim',
  );
  const twice = next.claims.findIndex(
    (rule, place) => place !== index && claimName(rule) === claimName(next.claims[index] ?? rule),
  );
  const repeated =
    twice !== -1 && !own.some(({ path }) => path.endsWith('.name'))
      ? [{ field: 'name', message: `There is a claim «${claimName(next.claims[twice] ?? { name: '' })}» already.` }]
      : [];
  return [...repeated, ...own.map(({ path, message }) => ({ field: fieldAt(path), message: sentence(path, message) }))];
}

/** «pattern: is missing» rather than a path of the file, which nobody sees here. */
export function sentence(path: string, message: string): string {
  const last = path.split('.').at(-1) ?? '';
  return /^(is|are) /.test(message)
    ? `${last.charAt(0).toUpperCase()}${last.slice(1)} ${message}.`
    : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

export const deleteClaim: Page = (visit) => {
  const application = applicationIn(visit);
  const rule = ruleNamed(application, visit.form.text('name'));
  const own = withOwnClaims(application);
  changeApplication(visit.idp, { ...own, claims: own.claims.filter((one) => one !== rule) });
  return { kind: 'redirect', location: `${at(application)}?done=deleted` };
};
