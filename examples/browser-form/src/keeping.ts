/** How long what was typed is kept, and when it is asked for before it is lost. */
import { useEffect, useLayoutEffect, useState } from "react";
import { forget, keep } from "./kept";
import { blankDraft, type Draft } from "./request";

/** What people write themselves; what was chosen from lists is quickly chosen again. */
function written({ dossier, applicant, submitter, recipient, address, documents, note }: Draft): string {
  return JSON.stringify([dossier, applicant, submitter, recipient, address.street, documents, note]);
}

/** Keeps a draft until it was printed; tells whether it was. Before a draft that is on no paper is left, the browser asks. */
export function useKept(name: string, draft: Draft, onPaper: boolean): boolean {
  const filled = JSON.stringify(draft);
  const [printed, setPrinted] = useState<string>();
  const isPrinted = filled === printed;

  // At once: who reloads at the moment of a choice has it too.
  useLayoutEffect(() => {
    if (isPrinted) forget(name);
    else keep(name, draft);
  }, [name, filled, isPrinted]);

  useEffect(() => {
    if (!onPaper) return;
    const afterPrint = () => setPrinted(filled);
    window.addEventListener("afterprint", afterPrint);
    return () => window.removeEventListener("afterprint", afterPrint);
  }, [filled, onPaper]);

  const wouldBeLost = !isPrinted && written(draft) !== written(blankDraft());
  useEffect(() => {
    if (!wouldBeLost) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [wouldBeLost]);

  return isPrinted;
}
