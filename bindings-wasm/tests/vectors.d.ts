export declare const LANGUAGES: ["vi", "en"];
export declare function run(
  hoso: object,
  files: Record<string, unknown>,
  options?: { office?: boolean },
): { counts: Record<string, number>; failures: string[]; said: string[] };
