// What every part of the form is given.
import type { Kind, Reading, RecordForm, Wrong } from './form.ts';
import type { Workshop } from './workshop.ts';

export interface FormParts {
  readonly kind: Kind;
  readonly form: RecordForm;
  readonly change: (part: Partial<RecordForm>) => void;
  readonly workshop: Workshop;
  readonly reading: Reading;
  /** What is to be said now. */
  readonly wrong: readonly Wrong[];
}
