// UN/ECE Recommendation 20 unit codes in base units, and Recommendation 21 package codes (with their leading X).
// Factors of non-metric units are those of their legal definitions (international yard and pound of 1959, US gallon of
// 231 cubic inches); Recommendation 20 prints some of them rounded.
import type { Dimension } from './quantity.ts';

/** `whole`: results must be whole base units. `rounded`: the nearest base unit, half to even. */
type Unit = readonly [dimension: Dimension, factor: number | string, form: 'whole' | 'rounded'];

const unitsByCode: Record<string, Unit> = {
  // mass, grams
  MC: ['mass', '0.000001', 'whole'],
  MGM: ['mass', '0.001', 'whole'],
  CGM: ['mass', '0.01', 'whole'],
  DG: ['mass', '0.1', 'whole'],
  GRM: ['mass', 1, 'whole'],
  DJ: ['mass', 10, 'whole'],
  HGM: ['mass', 100, 'whole'],
  KGM: ['mass', 1_000, 'whole'],
  DTN: ['mass', 100_000, 'whole'],
  TNE: ['mass', 1_000_000, 'whole'],
  '2U': ['mass', 1_000_000, 'whole'],
  KTN: ['mass', 1_000_000_000, 'whole'],
  GRN: ['mass', '0.06479891', 'rounded'],
  ONZ: ['mass', '28.349523125', 'rounded'],
  APZ: ['mass', '31.1034768', 'rounded'],
  LBR: ['mass', '453.59237', 'rounded'],
  STI: ['mass', '6350.29318', 'rounded'],
  CWA: ['mass', '45359.237', 'rounded'],
  CWI: ['mass', '50802.34544', 'rounded'],
  STN: ['mass', '907184.74', 'rounded'],
  LTN: ['mass', '1016046.9088', 'rounded'],
  // length, millimetres
  '4H': ['length', '0.001', 'whole'],
  MMT: ['length', 1, 'whole'],
  CMT: ['length', 10, 'whole'],
  DMT: ['length', 100, 'whole'],
  MTR: ['length', 1_000, 'whole'],
  LM: ['length', 1_000, 'whole'],
  A45: ['length', 10_000, 'whole'],
  HMT: ['length', 100_000, 'whole'],
  KMT: ['length', 1_000_000, 'whole'],
  INH: ['length', '25.4', 'rounded'],
  FOT: ['length', '304.8', 'rounded'],
  LF: ['length', '304.8', 'rounded'],
  YRD: ['length', '914.4', 'rounded'],
  LY: ['length', '914.4', 'rounded'],
  SMI: ['length', '1609344', 'rounded'],
  // area, square millimetres
  MMK: ['area', 1, 'whole'],
  CMK: ['area', 100, 'whole'],
  DMK: ['area', 10_000, 'whole'],
  MTK: ['area', 1_000_000, 'whole'],
  ARE: ['area', 100_000_000, 'whole'],
  DAA: ['area', 1_000_000_000, 'whole'],
  HAR: ['area', 10_000_000_000, 'whole'],
  KMK: ['area', 1_000_000_000_000, 'whole'],
  INK: ['area', '645.16', 'rounded'],
  FTK: ['area', '92903.04', 'rounded'],
  YDK: ['area', '836127.36', 'rounded'],
  ACR: ['area', '4046856422.4', 'rounded'],
  // volume, millilitres
  MMQ: ['volume', '0.001', 'whole'],
  '4G': ['volume', '0.001', 'whole'],
  MLT: ['volume', 1, 'whole'],
  CMQ: ['volume', 1, 'whole'],
  CLT: ['volume', 10, 'whole'],
  DLT: ['volume', 100, 'whole'],
  LTR: ['volume', 1_000, 'whole'],
  DMQ: ['volume', 1_000, 'whole'],
  HLT: ['volume', 100_000, 'whole'],
  MTQ: ['volume', 1_000_000, 'whole'],
  MAL: ['volume', 1_000_000_000, 'whole'],
  INQ: ['volume', '16.387064', 'rounded'],
  FTQ: ['volume', '28316.846592', 'rounded'],
  YDQ: ['volume', '764554.857984', 'rounded'],
  OZA: ['volume', '29.5735295625', 'rounded'],
  OZI: ['volume', '28.4130625', 'rounded'],
  PTL: ['volume', '473.176473', 'rounded'],
  QTL: ['volume', '946.352946', 'rounded'],
  GLL: ['volume', '3785.411784', 'rounded'],
  GLI: ['volume', '4546.09', 'rounded'],
  // count, pieces
  H87: ['count', 1, 'whole'],
  C62: ['count', 1, 'whole'],
  EA: ['count', 1, 'whole'],
  NAR: ['count', 1, 'whole'],
  PR: ['count', 2, 'whole'],
  TPR: ['count', 20, 'whole'],
  DZN: ['count', 12, 'whole'],
  DPR: ['count', 24, 'whole'],
  GRO: ['count', 144, 'whole'],
  GGR: ['count', 1_728, 'whole'],
  SCO: ['count', 20, 'whole'],
  CEN: ['count', 100, 'whole'],
  T3: ['count', 1_000, 'whole'],
  MIL: ['count', 1_000, 'whole'],
};

export const units: ReadonlyMap<string, Unit> = new Map(Object.entries(unitsByCode));

/** Codes deleted from Recommendation 20 that trade still writes: counted, with a warning. */
export const retiredCodes: ReadonlyMap<string, { countsAs: string; advice: string }> = new Map(
  Object.entries({
    BL: { countsAs: 'H87', advice: 'write XBL (bale, compressed) or kilograms' },
    BG: { countsAs: 'H87', advice: 'write XBG (bag)' },
    RO: { countsAs: 'H87', advice: 'write XRO (roll) or metres' },
    ST: { countsAs: 'H87', advice: 'write H87 (piece)' },
    NBB: { countsAs: 'H87', advice: 'write XBB (bobbin)' },
    NPR: { countsAs: 'PR', advice: 'write PR (pair)' },
    NMP: { countsAs: 'H87', advice: 'write XPK (package)' },
    CT: { countsAs: 'H87', advice: 'write XCT (carton)' },
    CS: { countsAs: 'H87', advice: 'write XCS (case)' },
  }),
);

/** Packages count as pieces; their mass is never inferred (bale weights of one country disagree by a third). */
export const packageCodes: ReadonlySet<string> = new Set(
  'XAE XBA XBB XBD XBE XBG XBJ XBK XBL XBN XBO XBT XBX XCA XCB XCG XCH XCI XCK XCL XCN XCO XCR XCS XCT XCX XCY XDJ XDR XEN XJR XJY XLG XMB XNE XPA XPB XPC XPK XPL XPO XPT XPU XPX XPZ XRL XRO XSA XSK XSM XST XSW XSX XTB XTN XTO XTR XTY XVG XVI XVL XVO XVP XVQ XVR XVY XZZ'.split(
    ' ',
  ),
);

/** Units that exist but measure none of the five dimensions, or hold no fixed number of pieces (sets, skeins, hanks). */
export const unbalancedCodes: ReadonlySet<string> = new Set([
  ...'SET SW HA KT AS'.split(' '), // sets, skeins, hanks, kits, assortments
  ...'GM ON 25 D34 A47 A49 M83 GL GP 59 60 61 D41 C34 A93 K6'.split(' '), // areic mass, fineness, shares, concentration
  ...'KWH MWH GWH WHR JOU KJO 3B GV BTU D30 A53 KWT WTT MAW'.split(' '), // energy, power
  ...'SEC MIN HUR DAY WEE MON ANN'.split(' '), // time
  ...'CEL FAH KEL A48'.split(' '), // temperature
  ...'PAL KPA BAR MBR HPA MPA NEW NU CNT 5P'.split(' '), // pressure, force
  ...'MTS KMH HTZ RPM LUX CDL AMP VLT OHM COU LUM'.split(' '), // motion, light, electricity
  ...'TKM NMI DD C81 Q32 AD 4L 2P E34 5B'.split(' '), // transport work, angle, data
]);
