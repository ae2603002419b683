// The forms of facilities and products are those of the HTTP interface.
import type { FacilityView, ProductView } from '../flow/answers.ts';
import type { Answer } from '../flow/node.ts';
import { facilitySchema, productSchema } from '../http/register/schemas.ts';
import { formOf } from '../http/request/json.ts';

type Form<T> = (bytes: Uint8Array) => Answer<T>;

export const recordForms: {
  facility: Form<Partial<FacilityView> & { facility: string; party: string }>;
  product: Form<Partial<ProductView> & { product: string; party: string }>;
} = { facility: formOf(facilitySchema), product: formOf(productSchema) };
