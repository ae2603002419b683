// Small EPCIS documents of one farm and one gin.
export const farmLot = 'https://id.gs1.org/01/09520001000010/10/H-1';
export const baleLot = 'https://id.gs1.org/01/09520002000019/10/B-1';
export const farmPlace = 'https://id.gs1.org/414/9520001000003';

export function harvestDocument(lot: string = farmLot, kilograms = 400): object {
  return document({
    type: 'ObjectEvent',
    action: 'ADD',
    bizStep: 'commissioning',
    ...when('2025-10-01T08:00:00.000Z'),
    readPoint: { id: farmPlace },
    quantityList: [{ epcClass: lot, quantity: kilograms, uom: 'KGM' }],
  });
}

export function ginningDocument(
  kilogramsIn: number,
  kilogramsOut: number,
  bale: string = baleLot,
  at = '2025-10-05T08:00:00.000Z',
): object {
  return document({
    type: 'TransformationEvent',
    bizStep: 'commissioning',
    ...when(at),
    inputQuantityList: [{ epcClass: farmLot, quantity: kilogramsIn, uom: 'KGM' }],
    outputQuantityList: [{ epcClass: bale, quantity: kilogramsOut, uom: 'KGM' }],
  });
}

function when(eventTime: string): { eventTime: string; eventTimeZoneOffset: string } {
  return { eventTime, eventTimeZoneOffset: '+00:00' };
}

function document(event: object): object {
  return {
    '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2025-11-01T08:00:00.000Z',
    epcisBody: { eventList: [event] },
  };
}
