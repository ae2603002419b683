// What signing takes is a quarter of a form, and nobody needs it to type: it is fetched behind the first screen, and the worker keeps it.
export function fetchSigner(): Promise<typeof import('./signer.ts')> {
  return import('./signer.ts');
}
