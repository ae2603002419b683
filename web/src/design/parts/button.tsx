// Buttons and links that look like them.
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from '../icon.tsx';

export type ButtonKind = 'main' | 'second' | 'plain' | 'danger';

export interface ButtonLook {
  kind?: ButtonKind;
  large?: boolean;
  icon?: IconName;
  children: ReactNode;
}

export function Button(props: ButtonLook & ButtonHTMLAttributes<HTMLButtonElement>): ReactNode {
  const { kind, large, icon, children, className, ...rest } = props;
  return (
    <button type="button" {...rest} className={lookOf(kind, large, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export function LinkButton(props: ButtonLook & LinkProps & { className?: string }): ReactNode {
  const { kind, large, icon, children, className, ...rest } = props;
  return (
    <Link {...(rest as LinkProps)} className={lookOf(kind, large, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

function lookOf(kind: ButtonKind = 'main', large = false, more = ''): string {
  return ['button', kind === 'main' ? '' : kind, large ? 'large' : '', more].filter(Boolean).join(' ');
}
