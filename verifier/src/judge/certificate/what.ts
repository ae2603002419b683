// What: process, product category, material, scheme and code.
import type { CertificateAsked } from '../../pack/pack.ts';
import type { Certificate } from '../../record/record.ts';
import { listCovers, processCovers } from '../authority/scope.ts';
import type { ClaimFinding } from '../verdict.ts';
import { type AxesContext, type Covered, finding, isAboutLots } from './axes.ts';

/** `code`: of the claim, asked for where the rule names no codes and the certificate, of the claim's scheme, names its own. */
export function whatFindings(
  context: AxesContext,
  certificate: Certificate,
  covered: Covered,
  asked: CertificateAsked,
  code: string,
): ClaimFinding[] {
  const { certificate: id, scheme } = certificate;
  if (scheme !== asked.scheme) {
    const detail = `certificate ${id} is one of ${scheme}, where ${asked.scheme} is asked for`;
    return [finding(certificate, 'SCHEME_DIFFERS', 'what', detail)];
  }
  return [
    ...codeFinding(context, certificate, asked, code),
    ...processFinding(context, certificate, covered.process),
    ...listFinding(
      certificate,
      'CATEGORY_NOT_COVERED',
      'category',
      certificate.categories,
      covered.categories,
    ),
    ...materialFinding(context, certificate, covered),
  ];
}

function codeFinding(
  { claim }: AxesContext,
  certificate: Certificate,
  asked: CertificateAsked,
  code: string,
): ClaimFinding[] {
  const { certificate: id, codes, scheme } = certificate;
  const namesGrade = scheme === claim.scheme && codes.length > 0;
  const wanted = asked.codes.length > 0 ? asked.codes : namesGrade ? [code] : [];
  if (wanted.length === 0 || wanted.some((one) => listCovers(codes, one))) return [];
  const detail = `certificate ${id} is for ${codes.join(', ') || 'no code'}, where ${wanted.join(' or ')} is asked for`;
  return [finding(certificate, 'CODE_NOT_COVERED', 'what', detail)];
}

function processFinding(
  context: AxesContext,
  certificate: Certificate,
  process: string | null | undefined,
): ClaimFinding[] {
  const { certificate: id, processes } = certificate;
  if (process === undefined || (isAboutLots(certificate) && processes.length === 0)) return [];
  const covering = processes.flatMap((name) => [name, context.processOf(name) ?? name]);
  if (processCovers(covering, process)) return [];
  const detail = `certificate ${id} covers ${processes.join(', ') || 'no process'}, not ${process ?? 'a process that is not told'}`;
  return [finding(certificate, 'PROCESS_NOT_COVERED', 'what', detail, { isUnknown: process === null })];
}

/** All that is asked for must be in the list; of nothing known, only `*` covers. */
function listFinding(
  certificate: Certificate,
  code: string,
  noun: string,
  list: readonly string[],
  asked: readonly string[],
): ClaimFinding[] {
  if (isAboutLots(certificate) && list.length === 0) return [];
  const missing = asked.length === 0 ? [null] : asked;
  const beyond = missing.find((one) => !listCovers(list, one));
  if (beyond === undefined) return [];
  const detail = `certificate ${certificate.certificate} covers ${noun} ${list.join(', ') || 'none'}, not ${beyond ?? 'one that is not told'}`;
  return [finding(certificate, code, 'what', detail, { isUnknown: beyond === null })];
}

function materialFinding(context: AxesContext, certificate: Certificate, covered: Covered): ClaimFinding[] {
  const { certificate: id, test, lots, materials } = certificate;
  if (test?.passed === false) {
    const detail = `the material test ${test.method} of certificate ${id} was not passed`;
    return [finding(certificate, 'MATERIAL_NOT_COVERED', 'what', detail)];
  }
  const unnamed =
    isAboutLots(certificate) && !certificate.withheld
      ? (covered.lots ?? []).find((lot) => !lots.some((line) => line.lot === lot))
      : undefined;
  if (unnamed !== undefined) {
    const detail = `certificate ${id} is about other lots than ${unnamed}`;
    return [finding(certificate, 'MATERIAL_NOT_COVERED', 'what', detail)];
  }
  const named = (material: string): string => context.materialOf(material)?.code ?? material;
  const list = materials.map(named);
  return listFinding(certificate, 'MATERIAL_NOT_COVERED', 'material', list, covered.materials.map(named));
}
