// What checking an alarm comes to.

export type AlarmOutcome =
  /** Signatures of the log and its parties prove it to everybody. */
  | 'proven'
  /** What is shown fits; that it was served so, or that nothing else stands in the log, the mirror says. */
  | 'claimed'
  /** What is shown does not bear it out. */
  | 'unfounded';

export interface CheckedAlarm {
  outcome: AlarmOutcome;
  /** One plain sentence. */
  detail: string;
}

export function proven(detail: string): CheckedAlarm {
  return { outcome: 'proven', detail };
}

export function claimed(detail: string): CheckedAlarm {
  return { outcome: 'claimed', detail };
}

export function unfounded(detail: string): CheckedAlarm {
  return { outcome: 'unfounded', detail };
}
