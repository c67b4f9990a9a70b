/** Every message is answered both ways: by an SP that does all checks, and by one that forgot what the case names, and only that. */

import { expect, test } from '@playwright/test';
import { checks, strictnesses, type CheckName, type StrictnessName } from '../../../demo/index.ts';
import type { Case } from '../../../scenarios/case.ts';
import { allCases, settingsOf, facts, generated, sends } from './generated.ts';
import { answerOf, type Answer } from './sample-sp.ts';

/** What a single exchange shows; procedures and pages need an SP that runs. */
function asked(one: Case): boolean {
  return sends(one) && one.expect !== 'inspect' && (one.procedure?.kind ?? 'signIn') === 'signIn';
}

function isRed(one: Case, answer: Answer): boolean {
  const known = { ...facts(), issueHonest: () => '', plan: undefined as never };
  if (answer.fetched) return true;
  if (one.identity === 'not the victim' && answer.nameId !== null) {
    return one.expect === 'reject' || answer.nameId === known.victim.nameId.value;
  }
  const expected = typeof one.identity === 'function' ? one.identity(known) : known.subject.nameId.value;
  if (answer.nameId === null) return one.expect === 'accept';
  return one.expect === 'reject' || answer.nameId !== expected;
}

const names = (list: string | string[] | undefined): string[] => [list ?? []].flat().toSorted();

test('with any one check forgotten exactly the cases that name it turn red', async () => {
  test.setTimeout(600_000);
  const found: Record<string, string[]> = {};
  const named: Record<string, string[]> = {};
  for (const one of (await allCases()).filter(asked)) {
    const { post } = await generated(one);
    const careful = await answerOf(post, [], [], settingsOf(one));
    const red: string[] = isRed(one, careful) ? ['(nothing)'] : [];
    for (const check of (Object.keys(checks) as CheckName[]).filter((name) => careful.asked.has(name))) {
      if (isRed(one, await answerOf(post, [check], [], settingsOf(one)))) red.push(check);
    }
    found[one.id] = red.toSorted();
    // What happens after the message was accepted is not for the message alone to show.
    named[one.id] = names(one.forgets).filter((check) => !check.startsWith('relay-state-'));
  }
  expect(found).toEqual(named);
});

test('with any one strictness switched on exactly the accept cases that name it turn red', async () => {
  test.setTimeout(600_000);
  const found: Record<string, string[]> = {};
  const named: Record<string, string[]> = {};
  const cases = (await allCases()).filter((one) => asked(one) && one.expect === 'accept');
  const shapes = cases.filter((one) => one.mutation === undefined);
  expect(shapes.length).toBeGreaterThan(2);
  for (const one of cases) {
    const { post } = await generated(one);
    // An SP that refuses the honest twin as well, or every honest message, is not over-strict about this case.
    const honest = shapes.includes(one) ? shapes : [{ ...one, mutation: {} }];
    const twins = await Promise.all(honest.map(async (twin) => (await generated(twin)).post));
    const careful = await answerOf(post);
    const red: string[] = [];
    for (const strictness of (Object.keys(strictnesses) as StrictnessName[]).filter((name) =>
      careful.asked.has(name),
    )) {
      const answers = await Promise.all(twins.map((twin) => answerOf(twin, [], [strictness])));
      const refusesAll = answers.every(({ nameId }) => nameId === null);
      // Two messages are honest ones again; whoever refuses those refuses everything, which is their proof.
      const counts = !refusesAll || names(one.overStrict).includes(strictness);
      if (counts && isRed(one, await answerOf(post, [], [strictness]))) red.push(strictness);
    }
    found[one.id] = red.toSorted();
    named[one.id] = names(one.overStrict).filter((name) => !/relay-state/.test(name));
  }
  expect(found).toEqual(named);
});
