/** The reporter of the workers' Playwright: hands every observation to the run's own process as soon as it is there. */

import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import type { Observation } from '../observation.ts';

export const observationAttachment = 'samlproof-observation';

/** What the run's process hears. `harness`: an item that gave no observation, or (key null) trouble outside of any item. */
export type Message =
  | { kind: 'begin'; key: string }
  | { kind: 'observation'; key: string; observation: Observation }
  | { kind: 'harness'; key: string | null; startedAt: string; durationMs: number; error: string };

export default class Forwarder implements Reporter {
  onBegin(): void {
    // The run's process is gone: nobody would hear the rest.
    process.on('disconnect', () => process.exit(1));
  }

  onTestBegin(test: TestCase): void {
    send({ kind: 'begin', key: test.title });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const body = result.attachments.find((one) => one.name === observationAttachment)?.body;
    if (body !== undefined) {
      send({ kind: 'observation', key: test.title, observation: JSON.parse(body.toString('utf8')) as Observation });
      return;
    }
    if (result.status === 'interrupted' || result.status === 'skipped') return;
    const startedAt = result.startTime.toISOString();
    const error = textOf(result.error) ?? `ended as ${result.status} without an observation`;
    send({ kind: 'harness', key: test.title, startedAt, durationMs: result.duration, error });
  }

  onError(error: TestError): void {
    const startedAt = new Date().toISOString();
    send({ kind: 'harness', key: null, startedAt, durationMs: 0, error: textOf(error) ?? 'unknown error' });
  }

  printsToStdio(): boolean {
    return true;
  }
}

function send(message: Message): void {
  process.send?.(message);
}

function textOf(error: TestError | undefined): string | undefined {
  return error?.stack ?? error?.message ?? error?.value;
}
