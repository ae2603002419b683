// An invitation is accepted once, in time, by another party, with the secret of which the inviter showed only the hash.
import type { Acceptance, Invitation } from '#verifier';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function acceptanceRefusals(said: Acceptance, { book, primitives }: Known): RecordRefusal[] {
  const { invitation: hash, secret, issuer, recordedAtMs } = said;
  const invitation = book.invitationBy(hash);
  if (invitation === undefined || primitives.sha256Base64url(secret) !== hash) return [unknown];
  const accepted = book.byId('acceptance', hash);
  if (accepted !== undefined) return [spent(accepted)];
  if (recordedAtMs > invitation.expiresMs) return [expired(invitation)];
  if (issuer === invitation.issuer) return [own(invitation)];
  return [];
}

const unknown: RecordRefusal = refuse(
  'INVITATION_UNKNOWN',
  'secret',
  'No invitation has this secret: type it again as it was sent, or ask for a new invitation.',
);

function spent(accepted: Acceptance): RecordRefusal {
  const detail = `The invitation was accepted already, by ${accepted.issuer}: ask for one of your own.`;
  return refuse('INVITATION_SPENT', 'invitation', detail, accepted);
}

function expired(invitation: Invitation): RecordRefusal {
  const detail = 'The invitation has expired: ask the party that sent it for a new one.';
  return refuse('INVITATION_EXPIRED', 'invitation', detail, invitation);
}

function own(invitation: Invitation): RecordRefusal {
  const detail = 'A party cannot accept its own invitation: send it to the one whom you invite.';
  return refuse('NOT_YOURS_TO_SAY', 'invitation', detail, invitation);
}
