/** hoso's elements in React 19: what TypeScript must be told of them, and how they are given what they show. */
import type { Rulebook, Tracking } from "hoso";
import { defineElements, type QuoteAnswer, type QuoteElement, type QuoteValue, type TrackingElement } from "hoso/elements";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Of<E> = DetailedHTMLProps<HTMLAttributes<E>, E>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "hoso-quote": Of<QuoteElement> & {
        rulebook?: Rulebook;
        value?: Partial<QuoteValue>;
        src?: string;
        agency?: string;
        procedure?: string;
        service?: QuoteValue["service"];
        place?: string;
        day?: string;
        "weight-grams"?: number | string;
        "onhoso-quoted"?: (event: CustomEvent<QuoteAnswer>) => void;
      };
      "hoso-tracking": Of<TrackingElement> & {
        events?: TrackingElement["events"];
        src?: string;
        "claim-until"?: string;
        "onhoso-tracked"?: (event: CustomEvent<Tracking | undefined>) => void;
      };
    }
  }
}

// Before anything is rendered: then what is given is a property, and no text of an attribute. On a server this does nothing.
defineElements();

export function Price({ rulebook, onTotal }: { rulebook: Rulebook; onTotal: (total: number | undefined) => void }) {
  return (
    <hoso-quote
      lang="vi"
      rulebook={rulebook}
      onhoso-quoted={({ detail: { carriages } }) => {
        const [first] = carriages;
        onTotal(first?.quotation.outcome === "quoted" ? first.quotation.total : undefined);
      }}
    />
  );
}
