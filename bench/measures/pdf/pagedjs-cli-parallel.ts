import { availableParallelism } from 'node:os';
import type { Prepare } from '../../measure.ts';
import { prepareLanes } from './pagedjs-cli.ts';

/** Processes for as many documents at a time as there are cores. */
export const prepare: Prepare = (place) => prepareLanes(place, availableParallelism());
