// One field of the table. What is typed counts when it is left; Escape takes it back.
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';

export function Cell(props: {
  id: string;
  label: string;
  /** Id of the list of what can be chosen. */
  list: string;
  text: string;
  isWrong: boolean;
  isFixed: boolean;
  /** Id of what says why it is wrong. */
  whyId: string;
  onFocus: () => void;
  onMove: (step: 1 | -1) => void;
  onPaste: (text: string) => void;
  onChange: (text: string) => void;
}): ReactNode {
  const { id, label, list, text, isWrong, isFixed, whyId, onFocus, onMove, onPaste, onChange } = props;
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const commit = (): void => {
    if (typed !== text) onChange(typed);
  };
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (event.key === 'Escape') setTyped(text);
    // With Alt the arrows open the browser's own list.
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    commit();
    onMove(event.key === 'Enter' && event.shiftKey ? -1 : step);
  };
  const paste = (event: ClipboardEvent): void => {
    const copied = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(copied)) return;
    event.preventDefault();
    onPaste(copied);
  };
  return (
    <input
      id={id}
      className="upload-cell"
      aria-label={label}
      list={list}
      autoComplete="off"
      spellCheck={false}
      readOnly={isFixed}
      value={typed}
      {...(isWrong && { 'aria-invalid': true, 'aria-describedby': whyId })}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={onFocus}
      onBlur={commit}
      onKeyDown={press}
      onPaste={paste}
    />
  );
}

const steps: Readonly<Record<string, 1 | -1>> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
