/** The http driver's time per case with the sample SP, from the run's own clock. */

import { timedRun } from './sample.ts';

export async function benchHttp(): Promise<Record<string, number>> {
  const { elapsedMs, result } = await timedRun(['--driver', 'http', '--workers', '1']);
  const { startedAt, finishedAt } = result.run;
  const runMs = Date.parse(finishedAt ?? '') - Date.parse(startedAt);
  return { httpMsPerCase: runMs / result.cases.length, httpRunMs: runMs, httpCommandMs: elapsedMs };
}
