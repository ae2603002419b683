// Codes of what the operator looks after (src/http/operate).
import type { ProblemKind } from './catalogue.ts';

export const operateKinds: Readonly<Record<string, ProblemKind>> = {
  NODE_BUSY: {
    status: 503,
    title: 'Too much is asked of this node right now',
    exception: 'ImplementationException',
    meaning:
      'Verdicts are worked out when somebody asks for them, and so many questions wait that one more would wait too long. Try again in a few seconds (Retry-After); from one address not too many at once are answered. Records are taken all the same.',
  },
  BACKUP_UNDER_WAY: {
    status: 409,
    title: 'A backup is being made already',
    exception: 'ResourceAlreadyExistsException',
    meaning: 'One is made at a time. GET /operate/backups tells how far it is.',
  },
  BACKUP_NO_ROOM: {
    status: 507,
    title: 'The disk has no room for a backup',
    exception: 'ImplementationException',
    meaning:
      'A backup and its trial need twice the room of the database. Move old backups elsewhere, or make the disk larger.',
  },
};
