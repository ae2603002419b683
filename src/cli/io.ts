// What the command line touches of the world. main.ts builds it from the process, tests from strings.

/** 0 = yes; 1 = no (refused, not verified, log check failed); 2 = could not tell (usage, missing file, fault). */
export type ExitCode = 0 | 1 | 2;

export interface Io {
  /** The answer: stdout. */
  write(text: string): void;
  /** Words beside the answer, and progress: stderr. */
  tell(text: string): void;
  /** stderr is a terminal: a line may be drawn over itself. */
  interactive: boolean;
  colour: boolean;
  /** Asks a person without showing what is typed; undefined where there is nobody to ask. */
  askSecret(question: string): Promise<string | undefined>;
  /** Resolves when somebody wants the program to stop (SIGINT, SIGTERM). */
  untilStopped(): Promise<void>;
  environment: {
    /** SELVEDGE_SEALING_KEY: 64 hexadecimal digits. */
    sealing: string | undefined;
    /** SELVEDGE_PASSPHRASE: of device key files. */
    passphrase: string | undefined;
    /** SELVEDGE_ANCHOR_KEY_<NAME>: API key for another log that this one is anchored in. */
    anchorKey?(name: string): string | undefined;
    /** SELVEDGE_API_KEY: of the node that is mirrored. */
    apiKey?: string | undefined;
  };
  nowMs(): number;
}
