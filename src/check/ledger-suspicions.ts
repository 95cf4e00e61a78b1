import { type LedgerFault, ledgerFaults } from '../ledger/faults.ts';
import type { ComparingContext, Suspicion } from './rule.ts';

/** What does not agree with the ledger, of one kind. */
export function* ledgerSuspicions(
  context: ComparingContext,
  kind: LedgerFault['kind'],
): Generator<Suspicion> {
  for (const fault of ledgerFaults(context, context.archive)) {
    if (fault.kind !== kind) continue;
    const { offset, address, message, published, present } = fault;
    yield {
      offset,
      // What was typed may look like a placeholder of the message.
      message: '{text}',
      values: { text: message },
      ...(context.facts.get(address) ? { fact: address } : {}),
      ...(published === undefined ? {} : { expected: published }),
      ...(present === undefined ? {} : { actual: present }),
    };
  }
}
