// Rules for sensor elements that no schema can say (EPCIS 2.0 section 7.3.7; GS1 conformance TCR-53).
import { isJsonObject, type JsonObject, parseInstant, toBaseUnits } from '#verifier';
import type { EventFindings } from './rules.ts';

const shared = ['time', 'deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'];
const numeric = ['value', 'minValue', 'maxValue', 'meanValue', 'sDev'];
const dimensionOf: Record<string, string> = {
  Mass: 'mass',
  Length: 'length',
  Altitude: 'length',
  Area: 'area',
  Volume: 'volume',
};
const temperatureUnits = new Set(['CEL', 'FAH', 'KEL', 'A48']);

export function sensorRules(elements: unknown, eventTimeMs: number, found: EventFindings): void {
  if (!Array.isArray(elements)) return;
  elements.forEach((element, at) => {
    if (!isJsonObject(element)) return;
    const metadata = isJsonObject(element['sensorMetadata']) ? element['sensorMetadata'] : {};
    const pointer = `/sensorElementList/${at}`;
    timeRule(metadata, `${pointer}/sensorMetadata`, eventTimeMs, found);
    if (!Array.isArray(element['sensorReport'])) return;
    element['sensorReport'].forEach((report, index) => {
      if (isJsonObject(report)) reportRules(report, metadata, `${pointer}/sensorReport/${index}`, found);
    });
  });
}

function reportRules(report: JsonObject, metadata: JsonObject, pointer: string, found: EventFindings): void {
  for (const name of shared) {
    if (report[name] === undefined || metadata[name] === undefined) continue;
    found.errors.push({
      code: 'SENSOR_ATTRIBUTE_TWICE',
      pointer: `${pointer}/${name}`,
      detail: `${name} stands in the metadata and in the report: say it once`,
    });
  }
  const { uom, type } = report;
  const measured = numeric.some((name) => report[name] !== undefined);
  if (uom === undefined && measured && type !== 'Dimensionless' && type !== 'Count') {
    found.warnings.push({
      code: 'SENSOR_UNIT_MISSING',
      pointer: `${pointer}/uom`,
      detail: 'a number without a unit of measure',
    });
  }
  if (typeof uom === 'string' && typeof type === 'string' && !unitFits(type, uom)) {
    found.errors.push({
      code: 'SENSOR_UNIT_MISMATCH',
      pointer: `${pointer}/uom`,
      detail: `${uom} does not measure ${type}`,
    });
  }
}

/** False only where we know the measured dimension and the unit, and they differ. */
function unitFits(type: string, uom: string): boolean {
  const reading = toBaseUnits(0, uom);
  if (!reading.ok) return true;
  if (type === 'Temperature') return reading.quantity === null ? true : temperatureUnits.has(uom);
  const dimension = dimensionOf[type];
  return (
    dimension === undefined ||
    (reading.quantity === null ? !temperatureUnits.has(uom) : reading.quantity.dimension === dimension)
  );
}

// A reading later than its event is likely a clock that runs wrong; the observation may still be true.
function timeRule(metadata: JsonObject, pointer: string, eventTimeMs: number, found: EventFindings): void {
  for (const name of ['time', 'startTime']) {
    const time = parseInstant(metadata[name]);
    if (time === undefined || time <= eventTimeMs) continue;
    found.warnings.push({
      code: 'SENSOR_TIME_AFTER_EVENT',
      pointer: `${pointer}/${name}`,
      detail: `${metadata[name]} is later than the event`,
    });
  }
}
