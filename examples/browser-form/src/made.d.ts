/** Made by `vite.labels.ts` and `vite.books.ts`. */
declare module "virtual:labels" {
  const labels: Pick<import("hoso").Lists, "forms" | "paperKinds" | "relations" | "services" | "steps">;
  export default labels;
}
declare module "*book" {
  const text: string;
  export default text;
}
declare module "*&former" {
  const text: string;
  export default text;
}
