// One example of each kind of record. Together they tell of a gin: certified, sold from, doubted.
import type { RecordKind } from '#verifier';

const anchor = 'urn:uuid:0c6c1f0e-0d6f-4a2e-8a55-0f2d1a6c7b01';
const certifier = 'urn:uuid:0c6c1f0e-0d6f-4a2e-8a55-0f2d1a6c7b02';
const gin = 'urn:uuid:0c6c1f0e-0d6f-4a2e-8a55-0f2d1a6c7b03';
const spinner = 'urn:uuid:0c6c1f0e-0d6f-4a2e-8a55-0f2d1a6c7b04';
const bale = 'https://id.gs1.org/01/09520002000019/10/B-1';
const yarn = 'https://id.gs1.org/01/09520161000011/10/62J1';
const place = 'https://id.gs1.org/414/9520001000003';
const secret = 'dGhlIHNlY3JldCBvZiB0aGUgZXhhbXBsZQ';
const secretHash = 'USWj-HziMCJkWLxWbxN0_x5wFn6uouLnyktdJju9-38';
const document = {
  digest: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  type: '380',
  name: 'invoice.pdf',
};

export const recordExamples: Readonly<Record<RecordKind, Record<string, unknown>>> = {
  trust: { anchors: [{ party: anchor, schemes: ['*'] }], from: '2026-01-01T00:00:00Z' },
  pack: {
    pack: 'hemp',
    version: '1',
    from: '2026-01-01T00:00:00Z',
    content: {
      format: 'selvedge-pack/1',
      kind: 'material',
      pack: 'hemp',
      version: '1',
      title: 'Hemp',
      sources: [{ id: 'mills', title: 'What three mills told', tag: 'S' }],
      materials: [{ code: 'hemp', title: 'Hemp', names: ['hemp'], counts: true }],
      processes: [{ code: 'decorticating', title: 'Decorticating', aliases: [] }],
      categories: [{ code: 'hemp-fibre', title: 'Hemp fibre', aliases: [], waste: false }],
      yields: [
        {
          processes: ['decorticating'],
          category: 'hemp-fibre',
          countries: ['*'],
          lowPpm: { value: 150_000, source: 'mills', certain: false },
          highPpm: { value: 350_000, source: 'mills', certain: false },
        },
      ],
    },
  },
  accreditation: {
    accreditation: 'https://certifier.example/accreditation/7',
    party: certifier,
    role: 'certification-body',
    schemes: ['gots'],
    countries: ['*'],
    processes: ['*'],
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2028-12-31T23:59:59Z',
  },
  certificate: {
    certificate: 'https://certifier.example/certificate/81',
    type: 'scope',
    scheme: 'gots',
    number: 'CB-81-2026',
    holder: gin,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2026-12-31T23:59:59Z',
    sites: [place],
    subcontractors: [],
    processes: ['ginning'],
    categories: ['lint'],
    materials: ['organic-cotton'],
    codes: ['organic'],
    documents: [document],
  },
  status: {
    about: 'https://certifier.example/certificate/81',
    state: 'suspended',
    from: '2026-06-01T00:00:00Z',
    reason: 'The site was not found open at the audit.',
  },
  trade: {
    trade: 'https://gin.example/shipment/12',
    stage: 'shipment',
    seller: gin,
    buyer: spinner,
    under: 'https://spinner.example/order/5',
    at: '2026-03-01T08:00:00Z',
    subcontracting: false,
    tolerancePpm: 20_000,
    fromSite: place,
    lines: [{ line: 1, lot: bale, quantity: 220, uom: 'KGM' }],
    documents: [document],
  },
  answer: {
    about: 'https://gin.example/shipment/12',
    word: 'receives',
    at: '2026-03-09T08:00:00Z',
    lines: [{ line: 1, ownLot: 'https://spinner.example/received/77', quantity: 219.5, uom: 'KGM' }],
  },
  claim: {
    claim: 'https://spinner.example/claim/3',
    text: 'Organic cotton from Egypt',
    scheme: 'gots',
    code: 'organic',
    model: 'segregated',
    sharePpm: 1_000_000,
    lots: [yarn],
    countries: ['EG'],
    restsOn: ['https://certifier.example/certificate/81'],
    validUntil: '2027-06-30T00:00:00Z',
  },
  account: {
    site: place,
    scheme: 'better-cotton',
    code: 'mass-balance',
    material: 'cotton',
    model: 'mass-balance',
    method: 'credit',
    moves: [{ at: '2026-03-01T00:00:00Z', act: 'in', lot: bale, grams: 220_000 }],
  },
  case: {
    case: 'https://brand.example/case/1',
    word: 'challenges',
    about: 'https://spinner.example/claim/3',
    due: '2026-07-01T00:00:00Z',
    reason: 'A tracer test of the yarn found fibre of another origin.',
    documents: [document],
  },
  membership: {
    membership: 'https://gin.example/member/41',
    party: gin,
    member: 'urn:uuid:0c6c1f0e-0d6f-4a2e-8a55-0f2d1a6c7b05',
    as: 'producer',
    from: '2026-01-01T00:00:00Z',
    areaSquareMetres: 12_000,
  },
  invitation: { invitation: secretHash, as: 'supplier', expires: '2026-04-01T00:00:00Z', note: 'Your bales' },
  acceptance: { invitation: secretHash, secret },
  head: { log: 'log.mill.example/2026', size: 20_480, root: 'CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I' },
};
