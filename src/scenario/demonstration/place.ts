// The address book of the demonstration. Nobody in it exists; the places are where such work is really done.
import { type Site, siteOf } from '../site.ts';

export interface Places {
  groupsEast: Site[];
  groupsWest: Site[];
  ginEast: Site;
  ginWest: Site;
  trader: Site;
  carrier: Site;
  spinnerA: Site;
  spinnerB: Site;
  spinnerC: Site;
  knitter: Site;
  weaver: Site;
  dyer: Site;
  maker: Site;
  recycler: Site;
  brand: Site;
  retailer: Site;
  accreditationForum: Site;
  accreditationBody: Site;
  certifier: Site;
}

const maharashtra = { country: 'IN', region: 'IN-MH', offsetHours: 5.5 };
const alibori = { country: 'BJ', region: 'BJ-AL', offsetHours: 1 };
const turkey = { country: 'TR', offsetHours: 3 };
const portugal = { country: 'PT', region: 'PT-03', offsetHours: 0, summerTime: true };
const group = 'producer-group';

export function places(): Places {
  return {
    groupsEast: [
      siteOf({
        prefix: '9520101',
        name: 'Demonstration Growers East 1',
        role: group,
        ...maharashtra,
        latitude: 20.39,
        longitude: 78.13,
      }),
      siteOf({
        prefix: '9520102',
        name: 'Demonstration Growers East 2',
        role: group,
        ...maharashtra,
        latitude: 20.74,
        longitude: 78.6,
      }),
      siteOf({
        prefix: '9520103',
        name: 'Demonstration Growers East 3',
        role: group,
        ...maharashtra,
        latitude: 20.93,
        longitude: 77.76,
      }),
    ],
    groupsWest: [
      siteOf({
        prefix: '9520104',
        name: 'Demonstration Growers West 1',
        role: group,
        ...alibori,
        latitude: 11.3,
        longitude: 2.44,
      }),
      siteOf({
        prefix: '9520105',
        name: 'Demonstration Growers West 2',
        role: group,
        ...alibori,
        latitude: 11.13,
        longitude: 2.94,
      }),
      siteOf({
        prefix: '9520106',
        name: 'Demonstration Growers West 3',
        role: group,
        ...alibori,
        region: 'BJ-BO',
        latitude: 10.22,
        longitude: 2.66,
      }),
    ],
    ginEast: siteOf({
      prefix: '9520111',
      name: 'Demonstration Gin East',
      role: 'gin',
      ...maharashtra,
      latitude: 20.55,
      longitude: 78.35,
    }),
    ginWest: siteOf({
      prefix: '9520112',
      name: 'Demonstration Gin West',
      role: 'gin',
      ...alibori,
      region: 'BJ-BO',
      latitude: 9.34,
      longitude: 2.63,
    }),
    trader: siteOf({
      prefix: '9520121',
      name: 'Demonstration Cotton Trader',
      role: 'trader',
      ...turkey,
      region: 'TR-33',
      latitude: 36.8,
      longitude: 34.64,
    }),
    carrier: siteOf({
      prefix: '9520122',
      name: 'Demonstration Carrier',
      role: 'carrier',
      country: 'AE',
      region: 'AE-DU',
      offsetHours: 4,
      latitude: 25.01,
      longitude: 55.06,
    }),
    spinnerA: siteOf({
      prefix: '9520131',
      name: 'Demonstration Ring Spinner',
      role: 'spinner',
      ...turkey,
      region: 'TR-46',
      latitude: 37.58,
      longitude: 36.92,
    }),
    spinnerB: siteOf({
      prefix: '9520132',
      name: 'Demonstration Combing Spinner',
      role: 'spinner',
      country: 'IN',
      region: 'IN-TN',
      offsetHours: 5.5,
      latitude: 11.02,
      longitude: 76.96,
    }),
    spinnerC: siteOf({
      prefix: '9520133',
      name: 'Demonstration Rotor Spinner',
      role: 'spinner',
      ...turkey,
      region: 'TR-27',
      latitude: 37.07,
      longitude: 37.38,
    }),
    knitter: siteOf({
      prefix: '9520141',
      name: 'Demonstration Knitter',
      role: 'knitter',
      ...portugal,
      latitude: 41.53,
      longitude: -8.62,
    }),
    weaver: siteOf({
      prefix: '9520142',
      name: 'Demonstration Weaver',
      role: 'weaver',
      ...turkey,
      region: 'TR-16',
      latitude: 40.19,
      longitude: 29.06,
    }),
    dyer: siteOf({
      prefix: '9520143',
      name: 'Demonstration Dyer',
      role: 'dyer',
      ...portugal,
      latitude: 41.44,
      longitude: -8.29,
    }),
    maker: siteOf({
      prefix: '9520151',
      name: 'Demonstration Garment Maker',
      role: 'maker',
      country: 'TN',
      region: 'TN-52',
      offsetHours: 1,
      latitude: 35.77,
      longitude: 10.83,
    }),
    recycler: siteOf({
      prefix: '9520152',
      name: 'Demonstration Fibre Recycler',
      role: 'recycler',
      ...turkey,
      region: 'TR-64',
      latitude: 38.68,
      longitude: 29.41,
    }),
    brand: siteOf({
      prefix: '9520161',
      name: 'Demonstration Brand',
      role: 'brand',
      country: 'DE',
      region: 'DE-HH',
      offsetHours: 1,
      summerTime: true,
      latitude: 53.55,
      longitude: 9.99,
    }),
    retailer: siteOf({
      prefix: '9520171',
      name: 'Demonstration Retailer',
      role: 'retailer',
      country: 'NL',
      region: 'NL-UT',
      offsetHours: 1,
      summerTime: true,
      latitude: 52.09,
      longitude: 5.12,
    }),
    accreditationForum: siteOf({
      prefix: '9520181',
      name: 'Demonstration Accreditation Forum',
      role: 'accreditor',
      country: 'CH',
      region: 'CH-GE',
      offsetHours: 1,
      summerTime: true,
      latitude: 46.22,
      longitude: 6.14,
    }),
    accreditationBody: siteOf({
      prefix: '9520182',
      name: 'Demonstration Accreditation Body',
      role: 'accreditor',
      country: 'DE',
      region: 'DE-BE',
      offsetHours: 1,
      summerTime: true,
      latitude: 52.52,
      longitude: 13.4,
    }),
    certifier: siteOf({
      prefix: '9520183',
      name: 'Demonstration Certifier',
      role: 'certifier',
      country: 'NL',
      region: 'NL-OV',
      offsetHours: 1,
      summerTime: true,
      latitude: 52.51,
      longitude: 6.09,
    }),
  };
}

export function sitesOf(all: Places): Site[] {
  return Object.values(all).flat();
}
