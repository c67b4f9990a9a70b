/** The `{{…}}` templates of a target profile: `env.NAME` is filled in when it is read, `user.*` and `tenant.*` at each sign-in. */

import type { User } from '../idp/tenant/model.ts';

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** Where a person's sign-in fills in templates; elsewhere there is no user yet. */
const personal = /^(signIn|afterSignIn|protectedPage|signOut)(\.|\[|$)/;
/** The environment also gives hosts and ports, which reports must show. */
const secretPlace = /^(signIn\.steps|afterSignIn|hooks)/;
const secretName = /pass|pwd|secret|token|key|credential/i;

/** What templates may name at a sign-in. `tenant` is the one that the application is registered in. */
export interface TemplateFacts {
  user: User;
  tenant: { id: string; displayName: string; domain: string };
}

/** One string of the profile with what is wrong with its templates, if anything. */
export interface FilledText {
  text: string;
  mistakes: string[];
  /** Values of the environment that are never written anywhere: what steps type, what hooks call, what is named like a secret. */
  secrets: string[];
}

/** Replaces `{{env.NAME}}` in one text; `where` is its dotted path in the profile. Other templates stay and are only checked. */
export function fillEnvironment(text: string, where: string, env: Record<string, string | undefined>): FilledText {
  const mistakes: string[] = [];
  const secrets: string[] = [];
  const filled = text.replace(placeholder, (whole, name: string) => {
    const [space = '', ...rest] = name.split('.');
    const key = rest.join('.');
    if (space === 'env') {
      const value = env[key];
      if (value === undefined || value === '') {
        mistakes.push(`found {{${name}}}, but the environment variable ${key || '(no name)'} is not set; set it`);
        return whole;
      }
      if (secretPlace.test(where) || secretName.test(key)) secrets.push(value);
      return value;
    }
    if (space === 'tenant' ? !['id', 'displayName', 'domain'].includes(key) : space !== 'user' || key === '') {
      mistakes.push(
        `found {{${name}}}; allowed are user.<attribute>, tenant.id, tenant.displayName, tenant.domain, env.NAME`,
      );
    } else if (!personal.test(where)) {
      mistakes.push(
        `found {{${name}}}, which is only known while a person signs in; here only {{env.NAME}} is allowed`,
      );
    }
    return whole;
  });
  return { text: filled, mistakes, secrets };
}

/**
 * Fills `{{user.*}}` and `{{tenant.*}}` for one sign-in. An attribute that the user lacks becomes an empty text,
 * as an absent directory attribute yields no claim.
 */
export function fillTemplate(text: string, facts: TemplateFacts): string {
  return text.replace(placeholder, (whole, name: string) => {
    const [space, key = ''] = name.split('.');
    if (space === 'tenant') return (facts.tenant as Record<string, string>)[key] ?? '';
    if (space !== 'user') return whole;
    const value = (facts.user as unknown as Record<string, unknown>)[key] ?? facts.user.attributes[key.toLowerCase()];
    if (Array.isArray(value)) return value.map(String).join(';');
    return typeof value === 'string' ? value : '';
  });
}

/** Fills every text inside a value (steps, a page) for one sign-in; the value itself stays as it is. */
export function fillTemplates<T>(value: T, facts: TemplateFacts): T {
  if (typeof value === 'string') return fillTemplate(value, facts) as T;
  if (Array.isArray(value)) return value.map((one) => fillTemplates(one, facts)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillTemplates(one, facts)])) as T;
}
