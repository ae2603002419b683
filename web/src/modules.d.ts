// What the bundler gives beside TypeScript: style sheets, and the texts of a language put together from messages/<language>/.
declare module '*.css';
declare module 'messages:*' {
  const texts: Readonly<Record<string, string>>;
  export { texts };
}
