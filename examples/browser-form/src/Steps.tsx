/** Where on the way one is; the steps that can be gone to are links. */
import { steps, type Step } from "./address";
import { useLanguage } from "./language";

export function Steps({ step, open }: { step: Step; open: readonly Step[] }) {
  const { t } = useLanguage();
  return (
    <nav aria-label={t.stepsLabel}>
      <ol className="steps">
        {steps.map((own, position) => (
          <li
            key={own}
            aria-current={own === step ? "step" : undefined}
            className={position < steps.indexOf(step) ? "done" : undefined}
          >
            {own !== step && open.includes(own) ? <a href={`#/${own}`}>{t.steps[own]}</a> : t.steps[own]}
          </li>
        ))}
      </ol>
    </nav>
  );
}
