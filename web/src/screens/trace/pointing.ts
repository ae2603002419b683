// What pointer or focus is on, told to all views of the chain at once: only what is concerned is drawn anew.
import { useState, useSyncExternalStore } from 'react';

/** Keys of a box (of several: a dot of the map) or of a link between two. */
export interface At {
  readonly boxes?: readonly string[];
  readonly band?: string;
}

export interface Pointing {
  now(): At | undefined;
  to(at: At | undefined): void;
  subscribe(onChange: () => void): () => void;
}

function pointing(): Pointing {
  const watching = new Set<() => void>();
  let now: At | undefined;
  return {
    now: () => now,
    to: (at) => {
      now = at;
      for (const onChange of watching) onChange();
    },
    subscribe: (onChange) => {
      watching.add(onChange);
      return () => watching.delete(onChange);
    },
  };
}

export function usePointing(): Pointing {
  return useState(pointing)[0];
}

export function usePointedAt({ subscribe, now }: Pointing): At | undefined {
  return useSyncExternalStore(subscribe, now);
}

/** Whether one of these boxes is pointed at, be it in another view. */
export function useIsPointed({ subscribe, now }: Pointing, keys: readonly string[]): boolean {
  return useSyncExternalStore(subscribe, () => now()?.boxes?.some((key) => keys.includes(key)) ?? false);
}

export interface PointedProps {
  onFocus(): void;
  onBlur(): void;
  onPointerEnter(): void;
  onPointerLeave(): void;
}

/** For an element that stands for what is at `at`. */
export function pointedBy(pointing: Pointing, at: At): PointedProps {
  const [on, off] = [() => pointing.to(at), () => pointing.to(undefined)];
  return { onFocus: on, onBlur: off, onPointerEnter: on, onPointerLeave: off };
}
