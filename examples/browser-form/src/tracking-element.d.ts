import type { Tracking } from "hoso";
import type { TrackingElement } from "hoso/elements";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "hoso-tracking": DetailedHTMLProps<HTMLAttributes<TrackingElement>, TrackingElement> & {
        events?: TrackingElement["events"];
        src?: string | undefined;
        "claim-until"?: string | undefined;
        "onhoso-tracked"?: (event: CustomEvent<Tracking | undefined>) => void;
      };
    }
  }
}
