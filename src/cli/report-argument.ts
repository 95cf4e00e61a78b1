import type { Agencies, Agency } from '../archive/agencies.ts';
import { nearestKey } from '../yaml/nearest.ts';
import { UsageError } from './command.ts';

/** The year in an argument. Throws UsageError where it is none. */
export function readYear(text: string): number {
  if (!/^(19|20)\d\d$/.test(text)) throw new UsageError(`“${text}”不是四位年份`);
  return Number(text);
}

/** The agency with an id. Throws UsageError, which names the nearest id, where there is none. */
export function findAgency(agencies: Agencies, id: string): Agency {
  const agency = agencies.get(id);
  if (agency) return agency;
  const nearest = nearestKey(id, agencies.keys());
  throw new UsageError(
    `data/agencies.yaml 里没有“${id}”这个机关${nearest ? `，是否应为“${nearest}”？` : ''}`,
  );
}
