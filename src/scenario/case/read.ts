// Reads cases from their files: a base first, then what the case leaves out, changes and adds.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import {
  type ExpectForm,
  expectOf,
  families,
  type Family,
  type StepForm,
  stepOf,
  type WorldForm,
  worldOf,
} from './form.ts';
import { CaseMistake, type Place, under } from './mistake.ts';
import { type Json, type JsonMembers, list, members, oneOf, patched, text } from './value.ts';

export interface CaseForm {
  /** Name of its folder, or of its file. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** null where the file tells none, as in a pack's conformance kit. */
  readonly family: Family | null;
  readonly story: string;
  readonly world: WorldForm;
  readonly steps: readonly StepForm[];
  readonly expect: ExpectForm;
}

/** All cases under a folder, by name. Throws CaseMistake for the first one that is not in order. */
export function readCases(folder: string): CaseForm[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'case.json')
    .map((entry) => join(entry.parentPath, entry.name));
  const cases = paths.map((path) => wholeCase(readCase(path, join(folder, 'base'), folder)));
  const byName = new Map<string, CaseForm>();
  for (const one of cases) {
    const other = byName.get(one.name);
    if (other !== undefined)
      throw new CaseMistake({ file: one.file, pointer: '' }, `${other.file} has that name already`);
    byName.set(one.name, one);
  }
  return cases.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

/** A case of the corpus tells its family, and whether it is to be caught. */
function wholeCase(one: CaseForm): CaseForm {
  const { expect, family } = one;
  const place = { file: one.file, pointer: '' };
  if (family === null) throw new CaseMistake(under(place, 'family'), 'a case of the corpus has a family');
  if (expect.caught === undefined && expect.unseen === null)
    throw new CaseMistake(under(place, 'expect'), 'tell what is `caught`, or why it is `unseen`');
  if ((family === 'honest') !== (expect.caught === null))
    throw new CaseMistake(under(place, 'expect'), 'an honest case, and no other, has `"caught": null`');
  return one;
}

const caseMembers = [
  'title',
  'case',
  'family',
  'story',
  'base',
  'without',
  'change',
  'world',
  'steps',
  'expect',
];

/** One case. `bases`: the folder with the files that `base` names; `root`: what file names are told relative to. */
export function readCase(path: string, bases: string, root: string = dirname(path)): CaseForm {
  const file = relative(root, path);
  const place = { file, pointer: '' };
  const told = members(jsonOf(path, place), place, caseMembers);
  const base = baseOf(told, bases, place);
  const family = told['family'];
  return {
    name: basename(path) === 'case.json' ? basename(dirname(path)) : basename(path, '.json'),
    file,
    title: text(told['title'] ?? told['case'], under(place, 'title')),
    family: family === undefined ? null : oneOf(families, family, under(place, 'family')),
    story: text(told['story'], under(place, 'story')),
    world: worldOf(patched(base.world, told['world'] ?? {}), under(place, 'world')),
    steps: stepsOf(base, told, place),
    expect: expectOf(told['expect'], under(place, 'expect')),
  };
}

function jsonOf(path: string, place: Place): Json {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch (fault) {
    throw new CaseMistake(place, (fault as Error).message);
  }
}

interface Base {
  world: Json;
  steps: { told: JsonMembers; place: Place }[];
}

function baseOf(told: JsonMembers, bases: string, place: Place): Base {
  if (told['base'] === undefined) return { world: {}, steps: [] };
  const file = `${text(told['base'], under(place, 'base'))}.json`;
  const at = { file: `base/${file}`, pointer: '' };
  const base = members(jsonOf(join(bases, file), at), at, ['title', 'base', 'world', 'steps']);
  const below = baseOf(base, bases, at);
  return {
    world: patched(below.world, base['world'] ?? {}),
    steps: [...below.steps, ...placed(base['steps'], under(at, 'steps'))],
  };
}

function placed(steps: Json | undefined, place: Place): Base['steps'] {
  return list(steps ?? [], place, (one, at) => ({ told: members(one, at), place: at }));
}

function stepsOf(base: Base, told: JsonMembers, place: Place): StepForm[] {
  const without = list(told['without'] ?? [], under(place, 'without'), text);
  const change = members(told['change'] ?? {}, under(place, 'change'));
  for (const name of [...without, ...Object.keys(change)])
    placeOfStep(base.steps, name, under(place, 'change'));
  const steps = base.steps
    .filter(({ told: { name } }) => !without.includes(name as string))
    .map((step) => ({ ...step, told: changed(step.told, change[step.told['name'] as string]) }));
  for (const step of placed(told['steps'], under(place, 'steps'))) insert(steps, step);
  return steps.map(({ told: one, place: at }) => stepOf(one, at));
}

function changed(told: JsonMembers, change: Json | undefined): JsonMembers {
  return change === undefined ? told : (patched(told, change) as JsonMembers);
}

/** At the end, or before or after the step that it names; of several after the same one, the first comes first. */
function insert(steps: Base['steps'], step: Base['steps'][number]): void {
  const { before, after } = step.told;
  if (before !== undefined) {
    steps.splice(placeOfStep(steps, text(before, under(step.place, 'before')), step.place), 0, step);
  } else if (after !== undefined) {
    let at = placeOfStep(steps, text(after, under(step.place, 'after')), step.place) + 1;
    while (steps[at]?.told['after'] === after) at += 1;
    steps.splice(at, 0, step);
  } else steps.push(step);
}

function placeOfStep(steps: Base['steps'], name: string, place: Place): number {
  const at = steps.findIndex(({ told }) => told['name'] === name);
  if (at === -1) throw new CaseMistake(place, `there is no step named ${name}`);
  return at;
}
