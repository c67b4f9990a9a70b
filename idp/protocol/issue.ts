/** The honest path from a plan to a form post, with the four openings of a deviation and nothing else. */

import { encryptResponse } from './encrypt.ts';
import { renderResponse, responseTree } from './render.ts';
import { signResponse, signResponseAside } from './sign-response.ts';
import { signText } from './sign-text.ts';
import type { Facts, FormPost, Keyring, Mutation, ResponsePlan } from './types.ts';

type Known = Omit<Facts, 'plan' | 'issueHonest'>;

export interface IssueInput {
  honest: ResponsePlan;
  mutation?: Mutation | undefined;
  /** What a deviation may know, or how to find it out: on the honest path nobody asks. */
  facts: Known | (() => Known);
  keyring: Keyring;
  /** Lets another thread sign, where no mutation writes the text: slower for one alone, faster for many at a time. */
  aside?: boolean;
}

export interface Issued {
  /** The plan in effect. */
  plan: ResponsePlan;
  /** XML as sent. */
  xml: string;
  /** The same plan, ids and instants without the deviation. */
  honestXml: string;
  post: FormPost;
}

/** Issues the response, deviating where the mutation says so. An empty mutation gives the honest bytes. */
export async function issue({ honest, mutation = {}, facts, keyring, aside = false }: IssueInput): Promise<Issued> {
  let found: Known | undefined;
  const known = (): Known => (found ??= typeof facts === 'function' ? facts() : facts);
  const random: Known['random'] = (bytes) => known().random(bytes);
  const issueHonest = (plan: ResponsePlan): string => signResponse(responseTree(plan), plan, keyring);
  const plan = mutation.plan?.(honest, { ...known(), issueHonest, plan: honest }) ?? honest;
  const aware = (): Facts => ({ ...known(), issueHonest, plan });
  const operated = mutation.beforeSigning?.(renderResponse(plan), aware());
  const signed = operated === undefined ? await honestlySigned() : signText(operated, plan, keyring);
  const deviated = mutation.afterSigning?.(signed, aware()) ?? signed;
  const xml = encryptResponse(signed, deviated, plan, keyring, random);
  const post = mutation.delivery?.(formPost(plan, xml), aware()) ?? formPost(plan, xml);
  return { plan, xml, honestXml: honestly(), post };

  function honestlySigned(): string | Promise<string> {
    return aside ? signResponseAside(responseTree(plan), plan, keyring) : issueHonest(plan);
  }

  function honestly(): string {
    if (plan === honest && operated === undefined && deviated === signed) return xml;
    const text = issueHonest(honest);
    return encryptResponse(text, text, honest, keyring, random);
  }
}

/** The auto-submitted form of HTTP-POST (SAML Bindings section 3.5.4). */
export function formPost(plan: ResponsePlan, xml: string): FormPost {
  const fields: FormPost['fields'] = [['SAMLResponse', Buffer.from(xml, 'utf8').toString('base64')]];
  if (plan.relayState !== undefined) fields.push(['RelayState', plan.relayState]);
  return { action: plan.acsUrl, method: 'post', fields };
}
