// The whole public face of the verifier, on one page.

// Bytes, primitives, Merkle tree, checkpoint, entry, SD-JWT.
export { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './bytes/base64.ts';
export { concatBytes, equalBytes, readUint64, writeUint64 } from './bytes/bytes.ts';
export { decodeHex, encodeHex } from './bytes/hex.ts';
export { isJsonObject, parseJsonStrict } from './bytes/json.ts';
export type { JsonObject, JsonRefusalCode, StrictJson } from './bytes/json.ts';
export { isNatural } from './bytes/member.ts';
export { printable } from './bytes/printable.ts';
export { refused } from './bytes/result.ts';
export type { Refusal, Refused, Result } from './bytes/result.ts';
export { utf8Bytes, utf8Text } from './bytes/utf8.ts';
export { copyBytes, viewOf } from './bytes/view.ts';
export type { HashRows, Primitives } from './primitives/primitives.ts';
export { purePrimitives } from './primitives/pure.ts';
export { keccak256 } from './primitives/keccak.ts';
export { isUsableEd25519Key } from './primitives/ed25519key.ts';
export { verifyConsistency } from './merkle/consistency.ts';
export type { ConsistencyProof } from './merkle/consistency.ts';
export { emptyRoot, hashLength, leafHash, nodeHash } from './merkle/hash.ts';
export { verifyInclusion } from './merkle/inclusion.ts';
export type { InclusionProof } from './merkle/inclusion.ts';
export { consistencyRanges, inclusionRanges, splitPoint } from './merkle/range.ts';
export type { LeafRange } from './merkle/range.ts';
export { rootOfLeaves } from './merkle/reference.ts';
export { eachSubtreeRange, rootFromSubtreeProof, subtreeProofRanges } from './merkle/subtree.ts';
export type { ShownLeaf } from './merkle/subtree.ts';
export { formatAddCheckpoint, parseAddCheckpoint } from './checkpoint/addcheckpoint.ts';
export type { AddCheckpoint, AddCheckpointRefusalCode } from './checkpoint/addcheckpoint.ts';
export {
  formatCheckpointText,
  openCheckpoint,
  parseCheckpointText,
  signCheckpoint,
} from './checkpoint/checkpoint.ts';
export type { Checkpoint, CheckpointRefusalCode } from './checkpoint/checkpoint.ts';
export {
  cosign,
  cosignatureMessage,
  openCosignature,
  openCosignatures,
  withSignatures,
} from './checkpoint/cosignature.ts';
export type { Cosignature, CosignatureRefusalCode } from './checkpoint/cosignature.ts';
export {
  formatNote,
  formatSignatureLine,
  openNote,
  parseNote,
  parseSignatureLines,
  signNote,
} from './checkpoint/note.ts';
export type { Note, NoteRefusalCode, NoteSignature, SignNote } from './checkpoint/note.ts';
export { parsePolicy, policyOf, standingUnder } from './checkpoint/policy.ts';
export type {
  Policy,
  PolicyGroup,
  PolicyLog,
  PolicyRefusalCode,
  PolicyStanding,
  PolicyWitness,
} from './checkpoint/policy.ts';
export { formatTlogProof, parseTlogProof } from './checkpoint/tlogproof.ts';
export type { TlogProof } from './checkpoint/tlogproof.ts';
export {
  cosignerKey,
  formatVerifierKey,
  parseCosignerKey,
  parseLogKey,
  parseVerifierKey,
  verifierKey,
} from './checkpoint/verifierkey.ts';
export type { CosignerKey, KeyType, LogKey, VerifierKey } from './checkpoint/verifierkey.ts';
export { decodeEntry, encodeEntry, entryLength } from './entry/entry.ts';
export type { Entry, EntryKind } from './entry/entry.ts';
export { checkAudit, isCommittedTo } from './holdings/audit.ts';
export type {
  AuditedLot,
  AuditRefusalCode,
  BirthsSeen,
  BlindLeaf,
  HoldingsAudit,
  RootSeen,
} from './holdings/audit.ts';
export { formatAudit, parseAudit } from './holdings/form.ts';
export type { AuditFormCode } from './holdings/form.ts';
export {
  chainAfter,
  deltaLength,
  deltaOf,
  emptyChain,
  holdingsLeaf,
  leafLength,
  linkLength,
  sealedTotals,
  sealLength,
  voidLeaf,
  writeDelta,
  writeLeaf,
  writeLink,
  writeSeal,
} from './holdings/leaf.ts';
export type { History, Totals, TotalsChange } from './holdings/leaf.ts';
export { compactCharactersMax, disclosuresMax, nestingMax, parseJwt, splitCompact } from './sdjwt/compact.ts';
export type { Compact, Jwt } from './sdjwt/compact.ts';
export { makeDisclosure } from './sdjwt/disclosure.ts';
export type { Disclosure } from './sdjwt/disclosure.ts';
export { eventsMax } from './sdjwt/events.ts';
export type { EventPlace, EventsOfStatement, ShownBirth, ShownEvent } from './sdjwt/events.ts';
export type { KeyBindingPolicy } from './sdjwt/keybinding.ts';
export { splitClaims } from './sdjwt/kind.ts';
export type { StatementKind } from './sdjwt/kind.ts';
export type { SdJwtRefusalCode, StatementRefusalCode } from './sdjwt/refusal.ts';
export { checkSignature, readStatement } from './sdjwt/statement.ts';
export type { ReadStatement, Statement, StatementHeader } from './sdjwt/statement.ts';
export { jwkOfPublicKey, keyThumbprint, publicKeyOfJwk } from './sdjwt/thumbprint.ts';
export type { PublicJwk } from './sdjwt/thumbprint.ts';
export { verifySdJwt } from './sdjwt/verify.ts';
export type { CheckIssuer, VerifiedSdJwt } from './sdjwt/verify.ts';

// Identifiers, quantities, movements: what an EPCIS event is about and what it does to lots.
export { checkDigit, gtin14 } from './identifier/check-digit.ts';
export { elementString, readDigitalLink } from './identifier/digital-link.ts';
export type { DigitalLinkReading, DigitalLinkRefusalCode, LinkElement } from './identifier/digital-link.ts';
export { canonicalDigitalLink, canonicalId, readIdentifier } from './identifier/identifier.ts';
export type { IdentifierKind, IdentifierLevel } from './identifier/keys.ts';
export { digitalLinkPath, identifierFromPath } from './identifier/path.ts';
export type { CanonicalId, IdentifierReading, IdentifierRefusalCode } from './identifier/reading.ts';
export { isAbsoluteUri } from './identifier/uri.ts';
export { decimalOf } from './quantity/decimal.ts';
export type { Decimal } from './quantity/decimal.ts';
export { formatQuantity } from './quantity/format.ts';
export { baseUnits, toBaseUnits } from './quantity/quantity.ts';
export type { Dimension, Quantity, QuantityReading, QuantityRefusalCode } from './quantity/quantity.ts';
export { isZoneOffset, parseInstant } from './movement/instant.ts';
export { movementOf } from './movement/movement.ts';
export type { Movement, MovementReading, Portion } from './movement/movement.ts';
export { allocate } from './movement/allocation.ts';

// Records, packs, and what judging needs and says.
export { RecordBook, idOf, placesOf } from './record/book.ts';
export { isRecordKind } from './record/kinds.ts';
export { readRecord, withEntry } from './record/read.ts';
export type { Utterance } from './record/read.ts';
export type { RecordRefusalCode } from './record/sense.ts';
export {
  accountActs,
  accreditationRoles,
  answerWords,
  assurances,
  caseWords,
  certificateTypes,
  custodyModels,
  statusWords,
  tradeStages,
} from './record/record.ts';
export type {
  Acceptance,
  Account,
  AccountAct,
  AccountMove,
  Accreditation,
  AccreditationRole,
  AnswerLine,
  AnswerWord,
  Assurance,
  CaseStep,
  CaseWord,
  Certificate,
  CertificateType,
  CertifiedLot,
  Claim,
  CustodyModel,
  DocumentReference,
  Invitation,
  Membership,
  PackAdoption,
  RecordKind,
  Said,
  SaidRecord,
  Status,
  StatusWord,
  ToldHead,
  Trade,
  TradeAnswer,
  TradeLine,
  TradeStage,
  Trust,
} from './record/record.ts';
export { processCovers } from './judge/authority/scope.ts';
export { bandFor } from './judge/band.ts';
export { packDigest, readPack } from './pack/read-pack.ts';
export {
  amountText,
  lessTolerance,
  modelOf,
  tradeRefusals,
  withTolerance,
} from './record/trade-bounds.ts';
export {
  answererOf,
  answerRefusal,
  declarerOf,
  isDelivery,
  ownLotsOf,
  tradeStateOf,
} from './record/trade-state.ts';
export type { ReceivedLine, TradeRefusal, TradeStanding, TradeState } from './record/trade-state.ts';
export type { ClaimRule, Figure, MaterialPack, Pack, SchemePack } from './pack/pack.ts';
export { compositionOf } from './dossier/composition.ts';
export { componentsOf, type Links, linksOf } from './judge/chain/components.ts';
export { chainEventsOf } from './dossier/packing.ts';
export type { ToldEvent } from './dossier/packing.ts';
export type { Amount, ChainEvent, Dossier, DossierFacility, DossierProduct } from './dossier/dossier.ts';
export { caseView, casesOn, mayDecideCase } from './judge/authority/case.ts';
export type { CaseState, CaseView } from './judge/authority/case.ts';
export { accreditedFor, mayAccredit } from './judge/authority/chain.ts';
export { standingOf } from './judge/certificate/standing.ts';
export { arranged } from './judge/arrange.ts';
export type { JudgeCase } from './judge/context.ts';
export { type Word, wordBefore } from './judge/spoken.ts';
export { judgeClaim, judgeLot } from './judge/judge.ts';
export { seasonMs } from './judge/capacity/land.ts';
export { areaOf as areaOfMembers, groupsTogether, isMemberIn } from './judge/capacity/membership.ts';
export { assuranceOf, isHoldersWord, needsAccreditation } from './judge/certificate/assurance.ts';
export { drawingOf } from './judge/certificate/drawing.ts';
export { doExclude as claimsExclude, stands as claimStands } from './judge/exclusivity.ts';
export { tellingFindings } from './judge/telling.ts';
export { claimChecks } from './judge/verdict.ts';
export type {
  ClaimCheck,
  ClaimCheckName,
  ClaimFinding,
  ClaimResult,
  ClaimState,
  ClaimVerdict,
  LotVerdict,
  YieldVerdict,
} from './judge/verdict.ts';

// The evidence file and the verdict on it.
export { hidesGoods, isPartial, readEventsOf } from './evidence/count/event.ts';
export type { CountedEvent, EventReading } from './evidence/count/event.ts';
export { formatEvidence, parseEvidence } from './evidence/form.ts';
export { isLevel, levels } from './evidence/form/evidence.ts';
export type {
  Evidence,
  EvidenceFormat,
  EvidenceRefusalCode,
  Level,
  Question,
  ShownConsistency,
} from './evidence/form/evidence.ts';
export type { EvidenceStatement } from './evidence/form/statement.ts';
export type {
  AnchorProof,
  ArchiveProof,
  EvmProof,
  LogProof,
  ShownAnchor,
} from './evidence/form/anchors.ts';
export type { Holdings, HoldingsLink, HoldingsLot, HoldingsRoot } from './evidence/form/holdings.ts';
export type {
  Answer,
  Check,
  CheckName,
  CountryOfOrigin,
  Gap,
  Origin,
  Signer,
  Verdict,
} from './evidence/verdict.ts';
export { verifyEvidence } from './evidence/verify.ts';
export type { VerifyOptions } from './evidence/verify.ts';
export { besideEvidence } from './evidence/beside/beside.ts';
export type { BesideReading } from './evidence/beside/beside.ts';
export type { BesideCode, BesideFinding } from './evidence/beside/finding.ts';
export { askedPolicy } from './evidence/asked-policy.ts';
export type { AskedPolicy, PolicyWishes } from './evidence/asked-policy.ts';
export type { KnownBlocks } from './evidence/check/anchors.ts';
export { groundsOf } from './evidence/grounds.ts';
export type { Ground } from './evidence/grounds.ts';
export { minuteWords, vouchedAtMs } from './evidence/trust.ts';
export type {
  AnchorTrust,
  HoldingsTrust,
  OutsideTrust,
  QuorumTrust,
  WitnessTrust,
} from './evidence/trust.ts';

// Anchors: heads of the log kept elsewhere.
export { blockName, openAnchor } from './anchor/anchor.ts';
export type { AnchorClaim, OpenedAnchor } from './anchor/anchor.ts';
export { chainOfLog } from './anchor/log.ts';
