// Fields with their label, a hint, and what is wrong with them, tied together for screen readers.
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { Icon } from '../icon.tsx';

export interface FieldWords {
  label: ReactNode;
  hint?: ReactNode;
  /** One plain sentence; undefined where nothing is wrong. */
  wrong?: ReactNode | undefined;
}

interface Ties {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export function Field({
  label,
  hint,
  wrong,
  children,
}: FieldWords & { children: (ties: Ties) => ReactNode }): ReactNode {
  const id = useId();
  const describedBy = [hint !== undefined && `${id}-hint`, wrong !== undefined && `${id}-wrong`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': wrong === undefined ? undefined : true,
      })}
      {wrong !== undefined && (
        <span className="wrong" id={`${id}-wrong`} role="alert">
          <Icon name="warn" />
          <span>{wrong}</span>
        </span>
      )}
    </div>
  );
}

type Input = FieldWords & InputHTMLAttributes<HTMLInputElement> & { after?: ReactNode };

export function TextField({ label, hint, wrong, after, ...input }: Input): ReactNode {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(ties) =>
        after === undefined ? (
          <input className="input" {...input} {...ties} />
        ) : (
          <span className="with-unit">
            <input className="input" {...input} {...ties} />
            {after}
          </span>
        )
      }
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  wrong,
  ...area
}: FieldWords & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactNode {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(ties) => <textarea className="input" {...area} {...ties} />}
    </Field>
  );
}

export interface Option {
  value: string;
  text: string;
}

type Select = FieldWords & SelectHTMLAttributes<HTMLSelectElement> & { options: readonly Option[] };

export function SelectField({ label, hint, wrong, options, ...select }: Select): ReactNode {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(ties) => (
        <select className="input" {...select} {...ties}>
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few (radio), or some of them (`several`: checkboxes): large to touch. */
export function Choices(props: {
  legend: ReactNode;
  several?: boolean;
  options: readonly (Option & { more?: ReactNode })[];
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}): ReactNode {
  const name = useId();
  const { legend, several, options, chosen, onChoose } = props;
  const choose = (value: string, on: boolean): void =>
    onChoose(several ? [...chosen.filter((one) => one !== value), ...(on ? [value] : [])] : [value]);
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <div className="choices">
        {options.map(({ value, text, more }) => (
          <label className="choice" key={value}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={name}
              value={value}
              checked={chosen.includes(value)}
              onChange={(event) => choose(value, event.target.checked)}
            />
            <span>
              {text}
              {more !== undefined && <small className="quiet"> {more}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
