// Codes of what the operator looks after (src/http/operate).
import type { ProblemKind } from './catalogue.ts';

export const operateKinds: Readonly<Record<string, ProblemKind>> = {
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
