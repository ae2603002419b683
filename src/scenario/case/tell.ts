// Steps of a case on its node, one after the other: what each came to, as the node's refusals or nothing.
import { type Scan, type ScanFinding, scanFindings } from '../../domain/scan/scan.ts';
import type { Refusal } from '../../flow/answers.ts';
import type { EpcisEvent } from '../chain.ts';
import { isRecordKind, recordClaims, recordForms } from './claims.ts';
import { correctionOf, documentOf, eventActs, type EventAct, eventOf, granularityOf } from './event.ts';
import { productMembers, type StepForm } from './form.ts';
import { instantMs, instantText } from './instant.ts';
import { CaseMistake, under } from './mistake.ts';
import type { CaseStage } from './stage.ts';
import { members, patched, text } from './value.ts';

/** What became of a step. `refusals` is empty where it was taken. */
export interface Told {
  readonly step: StepForm;
  readonly refusals: readonly Refusal[];
}

interface Remembered {
  readonly entry: number | null;
  readonly event: EpcisEvent | null;
}

const minuteMs = 60_000;
/** Steps that are neither events nor records. */
const otherActs = ['adopt', 'correct', 'erase', 'key', 'product', 'scan'] as const;

/** Tells a node the steps of a case; remembers what named steps became, for those that come back to them. */
export class Teller {
  readonly #stage: CaseStage;
  readonly #byName = new Map<string, Remembered>();
  readonly #scans: Scan[] = [];
  #order = 0;

  constructor(stage: CaseStage) {
    this.#stage = stage;
  }

  async tell(step: StepForm): Promise<Told> {
    this.#setClock(step);
    this.#order += 1;
    const first = await this.#once(step);
    return { step, refusals: step.again ? [...first, ...(await this.#once(step))] : first };
  }

  /** What the scans of each item say of it. */
  scanFindings(): ScanFinding[] {
    const items = new Set(this.#scans.map(({ item }) => item));
    return [...items].flatMap((one) =>
      scanFindings(
        this.#scans.filter(({ item }) => item === one),
        this.#stage.node.lot(one)?.bornAtMs ?? null,
      ),
    );
  }

  #setClock({ at, place }: StepForm): void {
    const { clock } = this.#stage;
    if (at === null) {
      clock.nowMs += minuteMs;
      return;
    }
    const atMs = instantMs(at, under(place, 'at'));
    if (atMs <= clock.nowMs)
      throw new CaseMistake(under(place, 'at'), 'this is not later than the step before');
    clock.nowMs = atMs;
  }

  async #once(step: StepForm): Promise<readonly Refusal[]> {
    const { act } = step;
    if (isEventAct(act)) return this.#event(step, act);
    if (isRecordKind(act)) return this.#record(step, act);
    switch (act) {
      case 'correct':
        return this.#correction(step);
      case 'adopt':
        return this.#adoption(step);
      case 'erase':
        return this.#erasure(step);
      case 'key':
        return this.#keyRevoked(step);
      case 'scan':
        return this.#scan(step);
      case 'product':
        return this.#productToldAnew(step);
      default: {
        const known = [...eventActs, ...Object.keys(recordForms), ...otherActs];
        throw new CaseMistake(under(step.place, act), `there is no such step; there are ${known.join(', ')}`);
      }
    }
  }

  async #event(step: StepForm, act: EventAct): Promise<readonly Refusal[]> {
    const { names, clock } = this.#stage;
    const setting = { names, by: step.by, nowMs: clock.nowMs, order: this.#order };
    return this.#capture(step, eventOf(act, step.told, under(step.place, act), setting));
  }

  async #capture(step: StepForm, event: EpcisEvent): Promise<readonly Refusal[]> {
    const { node, clock } = this.#stage;
    const document = documentOf(event, clock.nowMs);
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    const granularity = granularityOf(step.told, under(step.place, step.act));
    const outcome = await node.capture({ party: this.#speaker(step), bytes, granularity });
    this.#remember(step, { entry: outcome.events[0]?.entry ?? null, event });
    return outcome.refusals;
  }

  async #record(step: StepForm, kind: keyof typeof recordForms): Promise<readonly Refusal[]> {
    const { node, names, clock } = this.#stage;
    const setting = { names, now: new Date(clock.nowMs).toISOString() };
    const claims = recordClaims(kind, step.told, under(step.place, kind), setting);
    // A case tells what came of an import, not the credential: its node has checked it.
    const answer = await node.say(this.#speaker(step), kind, claims, { isChecked: true });
    this.#remember(step, { entry: answer.ok ? answer.value.entry : null, event: null });
    return answer.ok ? [] : answer.refusals;
  }

  #correction(step: StepForm): Promise<readonly Refusal[]> {
    const { event } = this.#remembered(step, 'correct');
    if (event === null) throw new CaseMistake(under(step.place, 'correct'), 'only events can be taken back');
    return this.#capture(step, correctionOf(event, this.#stage.clock.nowMs));
  }

  /** A pack comes into force in the course of the story, changed as the story has it. */
  async #adoption(step: StepForm): Promise<readonly Refusal[]> {
    const { node, packOf, clock } = this.#stage;
    const at = under(step.place, 'adopt');
    const { pack, version, from, change } = members(step.told, at, ['pack', 'version', 'from', 'change']);
    const known = packOf(text(pack, under(at, 'pack')), under(at, 'pack'));
    const content = patched(known.content, {
      ...(version !== undefined && { version }),
      ...members(change ?? {}, at),
    });
    const told = { ...known, ...(version !== undefined && { version }), content };
    const since =
      from === undefined ? new Date(clock.nowMs).toISOString() : instantText(from, under(at, 'from'));
    const answer = await node.say(this.#speaker(step), 'pack', { ...told, from: since });
    return answer.ok ? [] : answer.refusals;
  }

  async #erasure(step: StepForm): Promise<readonly Refusal[]> {
    const { entry } = this.#remembered(step, 'erase');
    const at = under(step.place, 'erase');
    if (entry === null) throw new CaseMistake(at, 'nothing was recorded by that step');
    const field = text(step.told['field'], under(at, 'field'));
    const answer = await this.#stage.node.erase(entry, field, 'asked for');
    return answer.ok ? [] : answer.refusals;
  }

  async #keyRevoked(step: StepForm): Promise<readonly Refusal[]> {
    const { node } = this.#stage;
    const party = this.#speaker(step);
    const kid = node.party(party)?.keys.find(({ revokedAt }) => revokedAt === null)?.kid;
    if (kid === undefined) throw new CaseMistake(step.place, `${step.by} has no key that could be revoked`);
    const answer = await node.revokeKey(party, kid, text(step.told['reason'] ?? 'lost', step.place));
    return answer.ok ? [] : answer.refusals;
  }

  /** What is left out is as it was told last. */
  async #productToldAnew(step: StepForm): Promise<readonly Refusal[]> {
    const { node, names } = this.#stage;
    const at = under(step.place, 'product');
    const { product: name, ...changed } = members(step.told, at, ['product', ...productMembers]);
    const product = names.product(text(name, under(at, 'product')), under(at, 'product'));
    const told = Object.entries(node.product(product) ?? {}).filter(([, value]) => value !== null);
    const party = this.#speaker(step);
    const entry = node.head().size;
    const answer = await node.registerProduct({ ...Object.fromEntries(told), ...changed, product, party });
    this.#remember(step, { entry: answer.ok ? entry : null, event: null });
    return answer.ok ? [] : answer.refusals;
  }

  /** A scan is nobody's statement: it is read when the case is over. */
  #scan({ told, place }: StepForm): readonly Refusal[] {
    const { names, clock } = this.#stage;
    const at = under(place, 'scan');
    members(told, at, ['item', 'at', 'country', 'visitor']);
    const { item, at: moment, country, visitor } = told;
    this.#scans.push({
      item: names.lot(text(item, under(at, 'item')), under(at, 'item')),
      atMs: moment === undefined ? clock.nowMs : instantMs(moment, under(at, 'at')),
      country: country === undefined ? null : text(country, under(at, 'country')),
      visitor: text(visitor, under(at, 'visitor')),
    });
    return [];
  }

  #speaker({ by, place }: StepForm): string {
    return this.#stage.names.party(by, under(place, 'by'));
  }

  #remember({ name }: StepForm, remembered: Remembered): void {
    if (name !== null) this.#byName.set(name, remembered);
  }

  #remembered({ told, place }: StepForm, act: string): Remembered {
    const at = under(under(place, act), 'step');
    const name = text(told['step'], at);
    const found = this.#byName.get(name);
    if (found === undefined) throw new CaseMistake(at, `no step named ${name} comes before this one`);
    return found;
  }
}

function isEventAct(act: string): act is EventAct {
  return eventActs.some((one) => one === act);
}
