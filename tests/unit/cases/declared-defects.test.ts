/** Every message is as wrong as its case says, and in no other way. */

import { expect, test } from '@playwright/test';
import { formPost } from '../../../idp/protocol/issue.ts';
import { allCases, contextOf, defectsOf, generated, sends } from './generated.ts';

test('the checker finds in every message exactly the defects that its case declares', async () => {
  const found: Record<string, string[]> = {};
  const declared: Record<string, string[]> = {};
  for (const one of (await allCases()).filter(sends)) {
    found[one.id] = defectsOf(await generated(one), contextOf(one));
    declared[one.id] = [...(one.defects ?? [])].sort();
  }
  expect(found).toEqual(declared);
});

test('a mutation gives the same message for the same facts', async () => {
  for (const one of (await allCases()).filter(sends)) {
    const [first, second] = [await generated(one), await generated(one)];
    expect(second.post, one.id).toEqual(first.post);
  }
});

/** The deviation is what the profile of the fixture sends anyway; with another profile it is one. */
const honestAgain = ['accept/subj-nameid-email', 'attributes/nameformat-absent'];

test('what deviates differs from the honest message', async () => {
  const deviating = (await allCases()).filter(
    (each) => sends(each) && each.mutation !== undefined && !honestAgain.includes(each.id),
  );
  for (const one of deviating) {
    const issued = await generated(one);
    const honest = { ...issued.post, fields: formPost(issued.plan, issued.honestXml).fields };
    const asked = honest.fields.map(([name, value]) =>
      name === 'RelayState' ? [name, 'state & <more>'] : [name, value],
    );
    expect(issued.post.fields, one.id).not.toEqual(asked);
  }
});
