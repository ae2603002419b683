// Fills of twill, so that kinds of work differ by weave and not by colour alone.
import type { ReactNode } from 'react';
import { repeat, weavePaths } from '../../../../design/weave.ts';
import './weaves.css';
import { stages } from '../../../../src/domain/trace/stage.ts';

export const weaveCount: number = weavePaths.length;

/** Weave of a stage: neighbours in the trade never have the same. */
export function weaveOf(stage: string): number {
  return Math.max(0, stages.indexOf(stage as (typeof stages)[number])) % weaveCount;
}

/** Patterns `<prefix>0` … for one picture; `prefix` is its own, so that a picture taken out of the page keeps them. */
export function Weaves({ prefix }: { prefix: string }): ReactNode {
  return (
    <defs>
      {weavePaths.map((path, at) => (
        <pattern
          key={path}
          id={`${prefix}${at}`}
          width={repeat}
          height={repeat}
          patternUnits="userSpaceOnUse"
        >
          <path className={`flow-ground${at}`} d={`M0 0h${repeat}v${repeat}H0z`} />
          <path className={`flow-float${at}`} d={path} />
        </pattern>
      ))}
    </defs>
  );
}

export function Swatch({ prefix, at }: { prefix: string; at: number }): ReactNode {
  return (
    <svg className="swatch" viewBox="0 0 24 24" aria-hidden="true">
      <Weaves prefix={`${prefix}-sample-`} />
      <rect width="24" height="24" fill={`url(#${prefix}-sample-${at % weaveCount})`} />
    </svg>
  );
}
