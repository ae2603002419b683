// The Core Business Vocabulary 2.0: which bare words may stand in which place, and what URI each one abbreviates.

/** A list of CBV words with the URI that stands before each of them. */
export interface Vocabulary {
  words: ReadonlySet<string>;
  base: string;
  /** URIs that may not stand here in JSON, because the bare word is the way to say them (EPCIS 2.0 JSON schema). */
  forbidden: RegExp;
}

const cbv = 'https://ref.gs1.org/cbv/';
const voc = 'https://gs1.org/voc/';
const cbvSpelledOut = /^(urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/;
const vocSpelledOut = /^https?:\/\/(www\.)?gs1\.org\/voc\//;

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** True for a word of the vocabulary and for a URI (or compact URI) of another one. */
export function belongsTo({ words, forbidden }: Vocabulary, value: string): boolean {
  return words.has(value) || (value.includes(':') && !forbidden.test(value));
}

/** The URI that a bare word of the vocabulary abbreviates; other texts come back as they are. */
export function spelledOut({ words, base }: Vocabulary, value: string): string {
  return words.has(value) ? base + value : value;
}

export const bizSteps: Vocabulary = {
  words: words(`
  accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
  decommissioning departing destroying disassembling dispensing encoding entering_exiting holding
  inspecting installing killing loading other packing picking receiving removing repackaging repairing
  replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound stock_taking
  stocking storing transporting unloading unpacking void_shipping
`),
  base: `${cbv}BizStep-`,
  forbidden: cbvSpelledOut,
};

export const dispositions: Vocabulary = {
  words: words(`
  active available completeness_inferred completeness_verified conformant container_closed container_open
  damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class
  mismatch_instance mismatch_quantity needs_replacement no_pedigree_match non_conformant
  non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible
  sellable_not_accessible stolen unavailable unknown
`),
  base: `${cbv}Disp-`,
  forbidden: cbvSpelledOut,
};

export const transactionTypes: Vocabulary = {
  words: words(`
  bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt
`),
  base: `${cbv}BTT-`,
  forbidden: cbvSpelledOut,
};

/** Types of sources and destinations. */
export const partyTypes: Vocabulary = {
  words: words(`
  location owning_party possessing_party
`),
  base: `${cbv}SDT-`,
  forbidden: cbvSpelledOut,
};

export const errorReasons: Vocabulary = {
  words: words(`
  did_not_occur incorrect_data
`),
  base: `${cbv}ER-`,
  forbidden: cbvSpelledOut,
};

export const components: Vocabulary = {
  words: words(`
  altitude axial_distance azimuth easting elevation_angle height latitude longitude northing polar_angle
  spherical_radius x y z
`),
  base: `${cbv}Comp-`,
  forbidden: cbvSpelledOut,
};

export const measurementTypes: Vocabulary = {
  words: words(`
  AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance
  AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area
  Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate
  DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy
  Exposure Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum
  Luminance LuminousFlux LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass
  MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass
  MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity Resistance
  Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque
  Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
`),
  base: voc,
  forbidden: vocSpelledOut,
};

export const alertTypes: Vocabulary = {
  words: words(`
  ALARM_CONDITION ERROR_CONDITION
`),
  base: voc,
  forbidden: vocSpelledOut,
};
