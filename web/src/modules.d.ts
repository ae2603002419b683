// What the bundler gives beside TypeScript: style sheets, and the texts of a language put together from messages/<language>/.
declare module '*.css';
declare module 'worker:*' {
  /** Relative to the script that imports it. */
  const address: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives it so
  export default address;
}
declare module 'messages:*' {
  const texts: Readonly<Record<string, string>>;
  export { texts };
}
// The address of a file that is served beside the script that imports it.
declare module '*.wasm' {
  const address: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives it so
  export default address;
}
