/** The labels that the elements show: a small part of what `lists` has. */
import type { Lists } from "./codes.js";
import { labels as labelsText } from "./texts.js";

type Shown = "states" | "claimStates" | "eventKinds" | "failureReasons" | "causes" | "anomalyCodes" | "services" | "steps";

/** @internal */
export const labels = JSON.parse(labelsText) as Pick<Lists, Shown>;
