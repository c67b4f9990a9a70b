/** The judge as the table of architecture.md §5, and everything that makes an answer worthless. */

import { expect, test } from '@playwright/test';
import type { Expectation, Level } from '../../../scenarios/case.ts';
import { judge, type Verdict } from '../../../scenarios/judge.ts';
import type { Outcome } from '../../../scenarios/outcome.ts';
import {
  aCase,
  anAnswer,
  anExchange,
  anObservation,
  aPage,
  aRunOfControls,
  aTarget,
  aTranscript,
  exchangeOf,
  openFor,
  subject,
  victim,
} from './facts.ts';

const outcomes: Outcome[] = ['refused', 'signed-in', 'signed-in-as-other', 'broken', 'unclear'];
const missOf: Record<Level, Verdict> = { must: 'fail', should: 'warn', may: 'pass' };

/** In the order of `outcomes`; `miss` depends on the level. */
const table: Record<Exclude<Expectation, 'inspect'>, (Verdict | 'miss')[]> = {
  accept: ['miss', 'pass', 'fail', 'miss', 'inconclusive'],
  reject: ['pass', 'miss', 'fail', 'miss', 'inconclusive'],
  either: ['pass', 'pass', 'fail', 'miss', 'inconclusive'],
};

for (const [expects, row] of Object.entries(table)) {
  for (const [index, cell] of row.entries()) {
    for (const level of ['must', 'should', 'may'] as const) {
      const outcome = outcomes[index] ?? 'unclear';
      const verdict = cell === 'miss' ? missOf[level] : cell;
      test(`${expects}, ${outcome}, ${level}: ${verdict}`, () => {
        const one = aCase({ expect: expects as Expectation, level });
        const judged = judge(one, anObservation(exchangeOf[outcome]), aRunOfControls(), aTarget());
        expect(judged).toMatchObject({ verdict, outcome });
        expect(judged.reason).toMatch(/\.$/);
        if (cell === 'miss' && level === 'may') expect(judged.remark).toMatch(/not what the text recommends/);
      });
    }
  }
}

test('being let in where both are right is a pass with a remark', () => {
  const one = aCase({ expect: 'either' });
  const judged = judge(one, anObservation(exchangeOf['signed-in']), aRunOfControls(), aTarget());
  expect(judged.remark).toMatch(/right person/);
  expect(judge(one, anObservation(), aRunOfControls(), aTarget()).remark).toBeNull();
});

test('the victim on the page is proof, and the reason names what was sent and who was let in', () => {
  for (const level of ['must', 'should', 'may'] as const) {
    const one = aCase({ expect: 'either', level, defects: ['unsigned'] });
    const judged = judge(one, anObservation({ protectedPage: openFor(victim) }), aRunOfControls(), aTarget());
    expect(judged).toMatchObject({ verdict: 'fail', outcome: 'signed-in-as-other', identity: victim });
    expect(judged.reason).toContain('no signature covers the assertion');
    expect(judged.reason).toContain(`let in «${victim}», the victim`);
  }
});

test('proof does not need an accepted twin, nor the right clock', () => {
  const one = aCase({ shape: { signing: 'response' } });
  const controls = aRunOfControls({}, [{ name: 'response', exchange: {}, shape: { signing: 'response' } }]);
  const seen = anObservation({ protectedPage: openFor(victim) });
  expect(judge(one, seen, controls, aTarget()).verdict).toBe('fail');
});

test('a refusal proves nothing where the honest twin is refused as well', () => {
  const controls = aRunOfControls({}, [{ name: 'response', exchange: {}, shape: { signing: 'response' } }]);
  const judged = judge(aCase({ shape: { signing: 'response' } }), anObservation(), controls, aTarget());
  expect(judged).toMatchObject({ verdict: 'inconclusive', control: 'response' });
  expect(judged.reason).toContain('control response');
});

test('nothing is proven without controls', () => {
  const none = { ...aRunOfControls(), records: [] };
  for (const expects of ['accept', 'reject', 'either'] as const) {
    expect(judge(aCase({ expect: expects }), anObservation(), none, aTarget()).verdict).toBe('inconclusive');
  }
});

test('an honest shape that is refused is a failure of its own case, not a missing twin', () => {
  const { mutation: _, ...honest } = aCase({ expect: 'accept', defects: [], shape: { signing: 'response' } });
  const controls = aRunOfControls({}, [{ name: 'response', exchange: {}, shape: { signing: 'response' } }]);
  expect(judge(honest, anObservation(), controls, aTarget())).toMatchObject({ verdict: 'fail', control: 'subject' });
});

test('a shape that the target declares not to support does not apply', () => {
  const target = aTarget({ sp: { ...aTarget().sp, wantAssertionsSigned: true } });
  const judged = judge(aCase({ shape: { signing: 'response' } }), null, aRunOfControls(), target);
  expect(judged.verdict).toBe('not-applicable');
  expect(judged.reason).toContain('WantAssertionsSigned');
});

test('an SP that shows the same for two people, or nothing, leaves impersonation open', () => {
  const one = aCase({ impact: 'impersonation' });
  for (const shown of [{ victim: subject }, { subject: '' }, { victim: null }]) {
    const judged = judge(one, anObservation(), aRunOfControls(shown), aTarget());
    expect(judged.verdict).toBe('inconclusive');
  }
  const { identity: _, ...page } = aTarget().protectedPage;
  const judged = judge(one, anObservation(), aRunOfControls({ victim: '' }), aTarget({ protectedPage: page }));
  expect(judged.reason).toContain('add protectedPage.identity');
});

test('an SP that shows the same for two people can still be asked harmless questions', () => {
  const controls = aRunOfControls({ victim: subject });
  expect(judge(aCase({ impact: 'interoperability' }), anObservation(), controls, aTarget()).verdict).toBe('pass');
});

test('a signed-in page that names nobody is inconclusive', () => {
  const seen = anObservation({ protectedPage: openFor('') });
  expect(judge(aCase({ expect: 'accept' }), seen, aRunOfControls(), aTarget())).toMatchObject({
    verdict: 'inconclusive',
    outcome: 'unclear',
  });
});

test('a clock more than 30 s off makes cases about time inconclusive, and only those', () => {
  const off = { ...aRunOfControls(), clockOffsetSeconds: -31 };
  const near = { ...aRunOfControls(), clockOffsetSeconds: 30 };
  const expired = aCase({ defects: ['conditions-expired'] });
  expect(judge(expired, anObservation(), off, aTarget())).toMatchObject({ verdict: 'inconclusive' });
  expect(judge(expired, anObservation(), off, aTarget()).reason).toContain('31 s behind');
  expect(judge(expired, anObservation(), near, aTarget()).verdict).toBe('pass');
  expect(judge(aCase(), anObservation(), off, aTarget()).verdict).toBe('pass');
  const skew = aCase({ expect: 'accept', defects: [], catalogueId: 'base.time.skew-within' });
  expect(judge(skew, anObservation(), off, aTarget()).verdict).toBe('inconclusive');
});

test('what brought the SP down was not refused: inconclusive when no honest sign-in works afterwards', () => {
  const controls = aRunOfControls();
  const broken = anObservation(exchangeOf['broken'], { recovered: false });
  expect(judge(aCase(), broken, controls, aTarget()).verdict).toBe('inconclusive');
  expect(judge(aCase({ expect: 'accept' }), broken, controls, aTarget()).verdict).toBe('fail');
  const alive = anObservation(exchangeOf['broken'], { recovered: true });
  expect(judge(aCase(), alive, controls, aTarget()).verdict).toBe('fail');
});

test('a refusal before a control that fails is no proof: the SP may have been down', () => {
  const down = [{ name: 'subject', exchange: {}, at: '2026-11-22T10:01:00.000Z', shape: { user: 'subject' as const } }];
  const judged = judge(aCase(), anObservation(), aRunOfControls({}, down), aTarget());
  expect(judged.verdict).toBe('inconclusive');
  const letIn = judge(aCase(), anObservation(exchangeOf['signed-in']), aRunOfControls({}, down), aTarget());
  expect(letIn.verdict).toBe('fail');
});

test('a canary hit fails whatever the page says', () => {
  const seen = anObservation({}, { canaryHits: ['GET /dtd from 127.0.0.1'] });
  const judged = judge(aCase({ level: 'may' }), seen, aRunOfControls(), aTarget());
  expect(judged.verdict).toBe('fail');
  expect(judged.reason).toContain('GET /dtd');
});

test('a fault of the harness is named and blamed on nobody else', () => {
  const seen = anObservation({}, { harnessError: 'browser crashed' });
  const judged = judge(aCase(), seen, aRunOfControls(), aTarget());
  expect(judged.verdict).toBe('inconclusive');
  expect(judged.reason).toMatch(/harness itself failed.*browser crashed/);
});

test('a case without an observation is inconclusive', () => {
  expect(judge(aCase(), null, aRunOfControls(), aTarget())).toMatchObject({ verdict: 'inconclusive', outcome: null });
});

test('of several judged exchanges the worst counts', () => {
  const seen = anObservation({}, { exchanges: [anExchange(), anExchange({ protectedPage: openFor(victim) })] });
  expect(judge(aCase(), seen, aRunOfControls(), aTarget()).verdict).toBe('fail');
});

test('of posts at the same instant one may be let in, two may not', () => {
  const one = aCase({ procedure: { kind: 'concurrent', count: 3 }, defects: [] });
  const open = anExchange(exchangeOf['signed-in']);
  const once = anObservation({}, { exchanges: [anExchange(), open, anExchange()] });
  const twice = anObservation({}, { exchanges: [open, open, anExchange()] });
  expect(judge(one, once, aRunOfControls(), aTarget()).verdict).toBe('pass');
  expect(judge(one, twice, aRunOfControls(), aTarget()).verdict).toBe('fail');
  const shared = anObservation({}, { exchanges: [anExchange({ role: 'preparation' }), open] });
  expect(judge(one, shared, aRunOfControls(), aTarget()).verdict).toBe('pass');
});

test('a replay needs something that was accepted', () => {
  const one = aCase({ procedure: { kind: 'replaySameBrowser' }, defects: [] });
  const refused = { exchanges: [anExchange({ role: 'preparation' }), anExchange({ transcript: null })] };
  const accepted = {
    exchanges: [
      anExchange({ role: 'preparation', ...exchangeOf['signed-in'] }),
      anExchange({ role: 'judged', transcript: null }),
    ],
  };
  expect(judge(one, anObservation({}, refused), aRunOfControls(), aTarget()).verdict).toBe('inconclusive');
  expect(judge(one, anObservation({}, accepted), aRunOfControls(), aTarget()).verdict).toBe('pass');
});

test.describe('a case that changes the identity', () => {
  const long = `${victim}.attacker.example`;
  const one = aCase({ expect: 'either', identity: (facts) => facts.plan.assertions[0]?.subject?.nameId?.value ?? '' });
  const seen = (shown: string): ReturnType<typeof anObservation> =>
    anObservation({ protectedPage: openFor(shown), transcript: aTranscript({ answers: [anAnswer(long)] }) });

  test('expects the raw value where the control showed a raw value', () => {
    expect(judge(one, seen(long), aRunOfControls(), aTarget())).toMatchObject({ verdict: 'pass', identity: long });
    expect(judge(one, seen(victim), aRunOfControls(), aTarget()).verdict).toBe('fail');
    expect(judge(one, seen('v'), aRunOfControls(), aTarget()).verdict).toBe('fail');
  });

  test('is inconclusive where the control showed something else', () => {
    const controls = aRunOfControls({ subject: 'B. Simon', victim: 'Vera' });
    expect(judge(one, seen('Somebody'), controls, aTarget()).verdict).toBe('inconclusive');
    expect(judge(one, seen('Vera'), controls, aTarget()).verdict).toBe('fail');
  });

  test('proves nothing by a masked name: a look-alike is masked alike, a forged message names the victim itself', () => {
    const controls = aRunOfControls({ subject: 'b***@contoso.com', victim: 'v***@contoso.com' });
    expect(judge(one, seen('v***@contoso.com'), controls, aTarget()).verdict).toBe('inconclusive');
    expect(judge(aCase({ expect: 'reject' }), seen('v***@contoso.com'), controls, aTarget()).verdict).toBe('fail');
  });

  test('may keep showing a claim that the case leaves alone', () => {
    const controls = aRunOfControls({ subject: 'b@x' });
    const kept = anObservation({
      protectedPage: openFor('b@x'),
      transcript: aTranscript({ answers: [anAnswer(long, { mail: 'b@x' })] }),
    });
    expect(judge(one, kept, controls, aTarget()).verdict).toBe('pass');
    const changed = anObservation({
      protectedPage: openFor('b@x'),
      transcript: aTranscript({ answers: [anAnswer(long, { mail: 'other@x' })] }),
    });
    expect(judge(one, changed, controls, aTarget()).verdict).toBe('fail');
  });
});

test.describe('a case that sends a name which is only nearly the victim’s', () => {
  const nearly = `x/../${victim}`;
  const one = aCase({ expect: 'either', identity: 'not the victim' });
  const seen = (shown: string, sent = nearly): ReturnType<typeof anObservation> =>
    anObservation({ protectedPage: openFor(shown), transcript: aTranscript({ answers: [anAnswer(sent)] }) });

  test('fails for the victim alone, however the name is written', () => {
    for (const shown of [nearly, nearly.toUpperCase(), 'rewritten', subject]) {
      expect(judge(one, seen(shown), aRunOfControls(), aTarget()).verdict, shown).toBe('pass');
    }
    expect(judge(one, anObservation(), aRunOfControls(), aTarget()).verdict).toBe('pass');
    expect(judge(one, seen(victim), aRunOfControls(), aTarget())).toMatchObject({ verdict: 'fail', identity: victim });
    expect(
      judge(aCase({ expect: 'accept', identity: 'not the victim' }), seen('O’B'), aRunOfControls(), aTarget()).verdict,
    ).toBe('pass');
  });

  test('is a guess, by its level, where the message names two people', () => {
    const two = aCase({ expect: 'either', level: 'should', identity: 'not the victim', defects: ['claim-ambiguous'] });
    expect(judge(two, seen(victim), aRunOfControls(), aTarget())).toMatchObject({ verdict: 'warn', identity: victim });
    expect(judge(two, seen(subject), aRunOfControls(), aTarget()).verdict).toBe('pass');
    const refused = aCase({ expect: 'reject', level: 'should', defects: ['claim-ambiguous'] });
    expect(judge(refused, seen(victim), aRunOfControls(), aTarget()).verdict).toBe('fail');
  });

  test('is told by an account number, and not by a part of the name', () => {
    const numbers = aRunOfControls({ subject: 'no. 17', victim: 'no. 18' });
    expect(judge(one, seen('no. 19'), numbers, aTarget()).verdict).toBe('pass');
    expect(judge(one, seen('no. 18'), numbers, aTarget()).verdict).toBe('fail');
    const parts = aRunOfControls({ subject: 'b.simon', victim: 'v.ictim' });
    const other = 'v.ictim@other-company.example';
    expect(judge(one, seen('v.ictim', other), parts, aTarget()).verdict).toBe('inconclusive');
    expect(judge(one, seen('v.ictim-2', other), parts, aTarget()).verdict).toBe('pass');
    expect(judge(one, seen('v.ictim', victim), parts, aTarget()).verdict, 'a whole name of the victim').toBe('fail');
    const masked = aRunOfControls({ subject: 'b***@contoso.com', victim: 'v***@contoso.com' });
    expect(judge(one, seen('v***@contoso.com'), masked, aTarget()).verdict).toBe('inconclusive');
  });
});

test.describe('inspections', () => {
  const base = {
    expect: 'inspect' as const,
    defects: [],
    procedure: { kind: 'inspect' as const, evidence: 'request' as const },
  };

  test('map findings like a miss', () => {
    for (const [level, verdict] of Object.entries(missOf)) {
      const one = aCase({ ...base, level: level as Level, inspect: () => [{ message: 'the ID is no NCName' }] });
      const judged = judge(one, null, aRunOfControls(), aTarget());
      expect(judged).toMatchObject({ verdict, outcome: null, findings: [{ message: 'the ID is no NCName' }] });
      expect(judged.reason).toContain('the ID is no NCName');
    }
  });

  test('pass without findings, are inconclusive without evidence', () => {
    expect(judge(aCase({ ...base, inspect: () => [] }), null, aRunOfControls(), aTarget()).verdict).toBe('pass');
    const judged = judge(aCase({ ...base, inspect: () => null }), null, aRunOfControls(), aTarget());
    expect(judged.verdict).toBe('inconclusive');
    expect(judged.reason).toContain('samlproof doctor');
  });

  test('of an SP that refuses everybody pass nothing', () => {
    const controls = aRunOfControls({ subject: null, victim: null });
    expect(judge(aCase({ ...base, inspect: () => [] }), null, controls, aTarget()).verdict).toBe('inconclusive');
  });

  test('that throw are a fault of the harness', () => {
    const one = aCase({
      ...base,
      inspect: () => {
        throw new Error('no such property');
      },
    });
    expect(judge(one, null, aRunOfControls(), aTarget()).reason).toMatch(/harness itself failed.*no such property/);
  });

  test('see the requests of the controls and the accepted sign-in', () => {
    let seen: unknown;
    const one = aCase({
      ...base,
      inspect: (evidence) => {
        seen = { control: evidence.control?.protectedPage?.identity, sso: evidence.ssoUrl };
        return [];
      },
    });
    judge(one, null, aRunOfControls(), aTarget());
    expect(seen).toEqual({ control: subject, sso: 'http://127.0.0.1:7463/t/saml2' });
  });
});

test('an inspection sees a request once, though two exchanges share its transcript', () => {
  const request = { at: '2026-11-22T10:00:00.000Z', request: { id: '_1' } } as never;
  const transcript = aTranscript({ token: 'own', requests: [request] });
  const shared = [anExchange({ transcript, role: 'preparation' }), anExchange({ transcript })];
  let count = 0;
  const one = aCase({
    expect: 'inspect',
    defects: [],
    procedure: { kind: 'collectRequests', count: 2 },
    inspect: ({ requests }) => {
      count = requests.length;
      return [];
    },
  });
  judge(one, anObservation({}, { exchanges: shared }), aRunOfControls(), aTarget());
  expect(count).toBe(1);
});

test('policy turns a case, and the remark says which position was taken', () => {
  const one = aCase({ catalogueId: 'sig.alg.rsa-sha1', level: 'should', defects: ['signature-algorithm-weak'] });
  const letIn = anObservation(exchangeOf['signed-in']);
  const usual = judge(one, letIn, aRunOfControls(), aTarget());
  expect(usual).toMatchObject({ verdict: 'warn' });
  expect(usual.remark).toContain('policy.rsaSha1: reject (the default)');
  const other = aTarget({ policy: { ...aTarget().policy, rsaSha1: 'accept' } });
  expect(judge(one, letIn, aRunOfControls(), other)).toMatchObject({ verdict: 'pass' });
});

test('a prerequisite that the profile cannot show is inconclusive, with the advice', () => {
  const judged = judge(aCase({ needs: ['attributes-probe'] }), anObservation(), aRunOfControls(), aTarget());
  expect(judged.verdict).toBe('inconclusive');
  expect(judged.reason).toContain('add protectedPage.attributes');
});

test('an SP that refuses everything passes no case, one that lets everybody in passes no reject case', () => {
  const refusing = aRunOfControls({ subject: null, victim: null });
  for (const expects of ['accept', 'reject', 'either'] as const) {
    expect(judge(aCase({ expect: expects }), anObservation(), refusing, aTarget()).verdict).not.toBe('pass');
  }
  const open = anObservation({ protectedPage: openFor(subject) });
  expect(judge(aCase(), open, aRunOfControls(), aTarget()).verdict).toBe('fail');
  expect(judge(aCase({ level: 'should' }), open, aRunOfControls(), aTarget()).verdict).toBe('warn');
  const nameless = anObservation({ protectedPage: aPage({ signedIn: true, signedOut: false, identity: null }) });
  expect(judge(aCase(), nameless, aRunOfControls({ subject: '', victim: '' }), aTarget()).verdict).not.toBe('pass');
});

test('a session that names nobody is a miss, once the page was seen closed for a refused message', () => {
  const one = aCase({ expect: 'reject', level: 'must' });
  const nameless = anObservation({ protectedPage: { ...openFor(subject), identity: '' } });
  const seenClosed = { ...aRunOfControls(), rejection: anExchange() };
  expect(judge(one, nameless, seenClosed, aTarget())).toMatchObject({ verdict: 'fail', outcome: 'signed-in' });
  // A signed-in condition that holds for everybody proves nothing.
  expect(judge(one, nameless, aRunOfControls(), aTarget()).verdict).toBe('inconclusive');
  expect(judge({ ...one, expect: 'either' }, nameless, seenClosed, aTarget()).verdict).toBe('inconclusive');
});

const again = (shown: string): Parameters<typeof aRunOfControls>[1] => [
  {
    name: 'subject',
    exchange: { protectedPage: openFor(shown) },
    at: '2026-11-22T10:02:00.000Z',
    shape: { user: 'subject' as const },
  },
];

test('a page that shows another text at every sign-in of one person tells nobody apart', () => {
  const letIn = anObservation({ protectedPage: openFor('_third') });
  const restless = aRunOfControls({ subject: '_first' }, again('_second'));
  const judged = judge(aCase({ expect: 'accept', defects: [] }), letIn, restless, aTarget());
  expect(judged.verdict).toBe('inconclusive');
  expect(judged.reason).toContain('«_first» at one sign-in of the subject and «_second» at another');
  // The victim’s name at the subject’s own sign-in is a finding, whatever else the page shows.
  const swapped = aRunOfControls({ subject: '_first' }, again(victim));
  expect(swapped.calibration.problem).toBeNull();
});

test('a blank NameID that a claim stands in for is a should, one that names nobody a failure', () => {
  const blank = aCase({ defects: ['name-id-empty'] });
  const byClaim = judge(blank, anObservation({ protectedPage: openFor(subject) }), aRunOfControls(), aTarget());
  expect(byClaim).toMatchObject({ verdict: 'warn', reason: expect.stringContaining('by a claim') });
  const somebody = judge(blank, anObservation({ protectedPage: openFor('guest') }), aRunOfControls(), aTarget());
  expect(somebody.verdict).toBe('fail');
  const controls = { ...aRunOfControls(), rejection: anExchange() };
  for (const nobody of ['', 'None', 'undefined']) {
    expect(judge(blank, anObservation({ protectedPage: openFor(nobody) }), controls, aTarget()).verdict).toBe('fail');
  }
});

test('where only another placement of the signature is refused, the reason says where to state a policy', () => {
  const shape = { signing: 'response' as const };
  const controls = aRunOfControls({}, [{ name: 'response', exchange: {}, shape }]);
  const judged = judge(aCase({ shape }), anObservation(), controls, aTarget());
  expect(judged).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('say idp.signing') });
});
