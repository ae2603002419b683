// Codes of the rules for records (docs/protocol/record.md, "Who may say it"): 403 where it is not the sender's to say,
// 409 where the log has something already that stands against it, 422 where what is said contradicts itself.
import type { ProblemKind } from './catalogue.ts';

function forbidden(title: string, meaning: string): ProblemKind {
  return { status: 403, title, exception: 'SecurityException', meaning };
}

function conflicting(title: string, meaning: string): ProblemKind {
  return { status: 409, title, exception: 'ResourceAlreadyExistsException', meaning };
}

function contradictory(title: string, meaning: string): ProblemKind {
  return { status: 422, title, exception: 'ValidationException', meaning };
}

export const recordKinds: Readonly<Record<string, ProblemKind>> = {
  NOT_ACCREDITED: forbidden(
    'Not accredited for this',
    'Who certifies, confirms, refutes or decides needs an accreditation for the scheme, the country and the day, by a chain that ends at an anchor of the operator. GET /accreditations and GET /trust show what there is.',
  ),
  ACCREDITATION_EXCEEDED: forbidden(
    'More is granted than was received',
    'An accreditation stays within the schemes, countries, processes and validity of the one it is given under.',
  ),
  SELF_ACCREDITED: forbidden(
    'Nobody accredits itself',
    'Ask an anchor, or a body that is accredited to accredit.',
  ),
  SELF_CERTIFIED: forbidden(
    'Nobody certifies itself',
    'Say it as a self-declaration or a self-assessment, or have another body certify it.',
  ),
  ANSWER_NOT_YOURS: forbidden(
    'The answer is not yours to give',
    'The other party of a trade acknowledges, receives, refuses and disputes; who disputed settles; who declared withdraws.',
  ),
  CLAIM_NOT_YOURS: forbidden(
    'The claim is not yours to make',
    'A party claims for lots that it made, drew, received or packed, and for its own products.',
  ),
  SITE_OF_ANOTHER_PARTY: forbidden(
    'The site belongs to another party',
    'Goods leave from a site of the seller and arrive at a site of the buyer. Check the two facilities.',
  ),
  CREDENTIAL_NOT_CHECKED: forbidden(
    'The node says itself what it has checked',
    'POST the credential to /certificates/import, or say `document` as the format of what was imported.',
  ),
  ID_TAKEN: conflicting(
    'The id is taken',
    'An id belongs to the first statement that has it. `decidedBy` is the entry of that one; choose another id.',
  ),
  CERTIFICATE_NUMBER_TAKEN: conflicting(
    'The certificate number has another holder',
    'A number of a scheme belongs to one holder. Compare it with the certificate; if it is yours, ask its certifier.',
  ),
  VOLUME_EXCEEDED: conflicting(
    'More is drawn than was certified',
    'All that draws from a transaction certificate is together at most what it certifies, and no line certifies more than it weighs. `available` is what is left, in grams.',
  ),
  STATE_FINAL: conflicting(
    'The state cannot be changed any more',
    'Revoked and withdrawn are for ever. Issue a new one instead.',
  ),
  STATE_OUT_OF_TURN: conflicting(
    'The state does not follow from the present one',
    'Reinstated follows suspended, and nothing else. GET the record: `state` is what it is now.',
  ),
  UNIT_NOT_CLAIMED: contradictory(
    'A logistic unit is not claimed',
    'A pallet or carton has no fibre of its own. Claim the lots that lie in it.',
  ),
  MOVE_IN_THE_FUTURE: contradictory(
    'The account moves something that has not happened yet',
    '`at` of a move lies after now. Check clock and zone of the sender, or record it when it has happened.',
  ),
  PACK_VERSION_TAKEN: conflicting(
    'The version of the pack is taken',
    'One version has one content, so that a verdict that names it names its rules. Give the changed pack a version of its own.',
  ),
  PACK_BACKDATED: conflicting(
    'A pack counts from now on, not from before',
    'What was claimed before is judged by the rules of before. Let it count from now on.',
  ),
  TRADE_EXCEEDED: conflicting(
    'More than the parent leaves',
    'The lines are within what the lines of the contract or order leave, plus its tolerance.',
  ),
  LOT_SHIPPED_TWICE: conflicting(
    'The lot is shipped already',
    'All shipments of a lot are together no more than was made of it.',
  ),
  ANSWER_OUT_OF_TURN: conflicting(
    'The trade is further than that',
    'Words only go on: declared, acknowledged, received, disputed, settled. Refused and withdrawn are ends, and no word comes twice.',
  ),
  CLAIM_EXCLUDED: conflicting(
    'The kilograms bear a claim that excludes this one',
    'The pack in force does not let the same kilograms be claimed under both schemes. Withdraw the other claim first.',
  ),
  UNIT_SPENT: conflicting(
    'The unit is issued or retired already',
    'A unit of an account is issued once and retired once.',
  ),
  CASE_CLOSED: conflicting(
    'The case is closed',
    'Upheld, dismissed and withdrawn cases stay closed. Open a new case with what is new.',
  ),
  INVITATION_SPENT: conflicting(
    'The invitation was accepted already',
    'An invitation counts once. Ask for a new one.',
  ),
  INVITATION_EXPIRED: conflicting('The invitation has expired', 'Ask for a new one.'),
  HEAD_SHRINKS: conflicting(
    'The other log was larger before',
    'A log only grows. Keep both checkpoints, and ask its operator where the entries have gone.',
  ),
  HEAD_FORKED: conflicting(
    'The other log had another root of that size',
    'Two roots of one size are two logs under one name. Keep both checkpoints: they are the proof.',
  ),
  INVITATION_UNKNOWN: contradictory(
    'There is no such invitation',
    'Compare the secret with what you were given, character by character.',
  ),
  TRADE_PARENT_INVALID: contradictory(
    'It does not belong under that trade',
    'A shipment stands under an order, an order under a contract, both between the same two parties.',
  ),
  TRADE_DATE_ORDER: contradictory(
    'The dates are out of order',
    'Contract, order, shipment and receipt follow each other, and nothing is due before it is agreed.',
  ),
  TRADE_WITH_ITSELF: contradictory('Seller and buyer are the same', 'A trade is between two parties.'),
  VALIDITY_REVERSED: contradictory('It ends before it begins', 'Check the two dates of the validity.'),
  CASE_UNKNOWN: contradictory(
    'There is no such case',
    'A case is opened by a challenge or a report before anything is added to it.',
  ),
  CASE_SUBJECT_DIFFERS: contradictory(
    'The case is about something else',
    'Every step of a case names what its first step named. Open another case for another subject.',
  ),
  CLAIM_INVALID: contradictory(
    'A claim of the statement has another form',
    'docs/protocol/record.md and statement.md tell the form of each; `pointer` names the place.',
  ),
  CLAIM_MISSING: contradictory(
    'A claim of the statement is missing',
    'docs/protocol/record.md and statement.md tell which claims a kind must have; `pointer` names it.',
  ),
  CLAIM_UNKNOWN: contradictory(
    'The kind has no such claim',
    'There are no other claims than those of docs/protocol/record.md and statement.md; `pointer` names it.',
  ),
  PACK_MEMBER_INVALID: contradictory(
    'The pack has a member of another form',
    'A pack has exactly the members of docs/protocol/pack.md; `pointer` names the place.',
  ),
};
