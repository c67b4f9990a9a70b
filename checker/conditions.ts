/** Conditions of an assertion: window, audience, and nothing that is not understood (Core §2.5.1). */

import { defect, type Defect, type Known } from './context.ts';
import { found, instantOf, isFuture, isPast } from './instant.ts';
import { attribute, child, children, elementsOf, nameOf, pathOf, textOf } from './xml.ts';

const understood = new Set(['saml:AudienceRestriction', 'saml:OneTimeUse', 'saml:ProxyRestriction']);

function windowDefects(conditions: Element, context: Known): Defect[] {
  const where = pathOf(conditions);
  const texts = ['NotBefore', 'NotOnOrAfter'].map((name) => attribute(conditions, name));
  const instants = texts.map((text) => (text === undefined ? undefined : instantOf(text)));
  const unreadable = instants.indexOf(null);
  if (unreadable >= 0)
    return [defect('conditions-unreadable', `found «${texts[unreadable]?.slice(0, 80) ?? ''}»`, where)];
  const [from, until] = instants;
  if (typeof from === 'number' && typeof until === 'number' && from >= until)
    return [defect('conditions-inverted', `NotBefore ${texts[0] ?? ''}, NotOnOrAfter ${texts[1] ?? ''}`, where)];
  if (typeof from === 'number' && isFuture(from, context))
    return [defect('conditions-not-yet-valid', found(texts[0] ?? '', context), where)];
  if (typeof until === 'number' && isPast(until, context))
    return [defect('conditions-expired', found(texts[1] ?? '', context), where)];
  return [];
}

function audienceDefects(conditions: Element, { sp }: Known): Defect[] {
  const restrictions = children(conditions, 'saml:AudienceRestriction');
  if (restrictions.length === 0) return [defect('audience-missing', undefined, pathOf(conditions))];
  return restrictions.flatMap((restriction) => {
    const audiences = children(restriction, 'saml:Audience').map(textOf);
    if (audiences.every((audience) => audience.trim() === ''))
      return [defect('audience-missing', undefined, pathOf(restriction))];
    if (sp === undefined || audiences.includes(sp.entityId)) return [];
    return [
      defect('audience-mismatch', `expected ${sp.entityId}, found «${audiences.join('», «')}»`, pathOf(restriction)),
    ];
  });
}

export function conditionsDefects(assertion: Element, context: Known): Defect[] {
  const conditions = child(assertion, 'saml:Conditions');
  if (conditions === undefined) return [defect('conditions-missing', undefined, pathOf(assertion))];
  const unknown = elementsOf(conditions)
    .filter((condition) => !understood.has(nameOf(condition)))
    .map((condition) => defect('condition-unknown', `found ${nameOf(condition)}`, pathOf(condition)));
  const repeated = ['saml:OneTimeUse', 'saml:ProxyRestriction']
    .filter((name) => children(conditions, name).length > 1)
    .map((name) => defect('condition-repeated', `found ${name} twice`, pathOf(conditions)));
  return [...windowDefects(conditions, context), ...audienceDefects(conditions, context), ...unknown, ...repeated];
}
