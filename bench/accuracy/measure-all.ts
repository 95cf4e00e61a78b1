import { fixtureAgencies, fixtureFiles, seedAgencies, seedFiles } from './fixture-files.ts';
import { type Measured, measure } from './measure.ts';

/** Imports all fixtures and the five real reports, one after the other. */
export async function measureAll(): Promise<Measured[]> {
  const measured: Measured[] = [];
  const invented = fixtureAgencies();
  for (const file of fixtureFiles()) measured.push(await measure(file, invented));
  const real = seedAgencies();
  for (const file of seedFiles()) measured.push(await measure(file, real));
  return measured;
}
