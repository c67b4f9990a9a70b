/** Prints the doctor's steps. */

import type { DoctorOptions } from './commands/doctor.ts';

export function doctorCommand(_options: DoctorOptions): Promise<number> {
  return Promise.resolve(0);
}
