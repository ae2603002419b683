// The forms of packs: each names every member that its type in pack.ts must have, which the compiler watches.
import type { JsonObject } from '../bytes/json.ts';
import {
  type Form,
  type Forms,
  both,
  country,
  exactly,
  listOf,
  natural,
  oneOf,
  orAll,
  orNull,
  partsPerMillion,
  text,
  textList,
  that,
  truth,
} from '../record/form.ts';
import { assurances, certificateTypes, custodyModels } from '../record/record.ts';
import type {
  CertificateAsked,
  ClaimRule,
  Conversion,
  EntryRule,
  Figure,
  HectareBand,
  Material,
  MaterialPack,
  OriginRule,
  RemainderRule,
  SchemePack,
  SiteRule,
  Source,
  TransferRule,
  YieldBand,
} from './pack.ts';

/** Ids that the pack's own list of sources has. */
type Sources = ReadonlySet<unknown>;

export function schemePack(sources: Sources): Form {
  return exactly<SchemePack>({
    ...head,
    kind: oneOf(['scheme']),
    claims: listOf(claimRule(figureOf(sources)), 'code'),
    excludes: textList,
  });
}

export function materialPack(sources: Sources): Form {
  const figure = figureOf(sources);
  const required = {
    ...head,
    kind: oneOf(['material']),
    materials: listOf(material, 'code'),
    processes: listOf(exactly({ code: text, title: text, aliases: textList }), 'code'),
    categories: listOf(exactly({ code: text, title: text, aliases: textList, waste: truth }), 'code'),
    yields: listOf(yieldBand(figure)),
  };
  return exactly<Omit<MaterialPack, 'perHectare'>>(required, { perHectare: listOf(hectareBand(figure)) });
}

const head = {
  format: oneOf(['selvedge-pack/1']),
  ...{ pack: text, version: text, title: text },
  sources: listOf(exactly<Source>({ id: text, title: text, tag: oneOf(['C', 'P', 'S', 'G']) }), 'id'),
};

const material: Form = exactly<Material>({ code: text, title: text, names: textList, counts: truth });

const asked: Form = listOf(
  exactly<CertificateAsked>({ scheme: text, types: listOf(oneOf(certificateTypes)), codes: textList }),
);
const entryRule: Form = exactly<EntryRule>({
  processes: textList,
  fromInputs: truth,
  anyOf: asked,
});
const transferRule: Form = exactly<TransferRule>({ processes: textList, except: textList, scheme: text });
const originRule: Form = exactly<OriginRule>({
  knownTo: oneOf(['gin', 'country']),
  excludedCountries: listOf(country),
});
const wording: Form = exactly(
  {},
  Object.fromEntries(custodyModels.map((model): [string, Form] => [model, text])) satisfies Forms,
);

function figureOf(sources: Sources): Form {
  const source = that('is none of the sources of the pack', (id) => sources.has(id));
  return exactly<Figure>({ value: natural, source, certain: truth });
}

function claimRule(figure: Form): Form {
  const maybe = orNull(figure);
  const share = orNull(both(figure, (value) => within(partsPerMillion, valueIn(value))));
  const rule = exactly<ClaimRule>({
    ...{ code: text, title: text, models: listOf(oneOf(custodyModels)) },
    ...{ basis: oneOf(['custody', 'certificate']), materials: textList },
    ...{ minSharePpm: share, maxSharePpm: share, remainder: orNull(remainderRule(figure)) },
    ...{ entry: listOf(entryRule), sites: listOf(siteRule(figure)), subject: asked },
    ...{ transfers: orNull(transferRule), origin: orNull(originRule), accepts: listOf(schemeAndCode) },
    ...{ minAssurance: oneOf(assurances), conversions: listOf(conversion(figure)) },
    ...{ creditMonths: maybe, windowMonths: maybe, validMonths: maybe },
    ...{ wasteExcluded: textList, wording },
  });
  return both(rule, inOrder('minSharePpm', 'maxSharePpm', valueIn));
}

const schemeAndCode: Form = that('is no scheme/code', (value) => /^[^/]+\/.+$/.test(String(value)));

function siteRule(figure: Form): Form {
  return exactly<SiteRule>({
    ...{ processes: textList, except: textList, anyOf: asked },
    componentMinPpm: orNull(figure),
  });
}

function remainderRule(figure: Form): Form {
  return exactly<RemainderRule>({
    sameMaterialMaxPpm: orNull(figure),
    banned: textList,
    caps: listOf(exactly({ material: text, maxPpm: figure, categories: textList })),
  });
}

function conversion(figure: Form): Form {
  const moment = orNull(that('is no time in milliseconds', Number.isSafeInteger));
  const form = exactly<Conversion>({
    processes: textList,
    factorPpm: figure,
    fromMs: moment,
    untilMs: moment,
  });
  return both(
    form,
    inOrder('fromMs', 'untilMs', (value) => value as number | null),
  );
}

function yieldBand(figure: Form): Form {
  const form = exactly<YieldBand>({
    processes: textList,
    category: text,
    countries: listOf(orAll(country)),
    lowPpm: figure,
    highPpm: figure,
  });
  return both(form, inOrder('lowPpm', 'highPpm', valueIn));
}

function hectareBand(figure: Form): Form {
  return exactly<HectareBand>({
    ...{ processes: textList, category: text, countries: listOf(orAll(country)) },
    // Land that gives nothing would need no land.
    highGramsPerHectare: both(figure, (value) =>
      valueIn(value) === 0 ? { path: '/value', detail: 'is less than 1' } : undefined,
    ),
  });
}

/** Of a figure: the form of its value. */
function within(form: Form, value: unknown): ReturnType<Form> {
  const wrong = form(value);
  return wrong === undefined ? undefined : { ...wrong, path: `/value${wrong.path}` };
}

const valueIn = (value: unknown): number | null => (value as Figure | null)?.value ?? null;

/** Of two limits the lower one comes first; null = open. */
function inOrder(low: string, high: string, read: (value: unknown) => number | null): Form {
  return (value) => {
    const [from, to] = [low, high].map((name) => read((value as JsonObject)[name]));
    const reversed = typeof from === 'number' && typeof to === 'number' && to < from;
    return reversed ? { path: `/${high}`, detail: `is less than ${low}` } : undefined;
  };
}
