import type { Rulebook, Tracking } from "hoso";
import type { QuoteElement, TrackingElement } from "hoso/elements";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "hoso-quote": DetailedHTMLProps<HTMLAttributes<QuoteElement>, QuoteElement> & {
        rulebook?: Rulebook;
        day?: string;
      };
      "hoso-tracking": DetailedHTMLProps<HTMLAttributes<TrackingElement>, TrackingElement> & {
        events?: TrackingElement["events"];
        src?: string | undefined;
        "claim-until"?: string | undefined;
        "onhoso-tracked"?: (event: CustomEvent<Tracking | undefined>) => void;
      };
    }
  }
}
