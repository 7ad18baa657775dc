import { useFormContext } from "react-hook-form";
import { EitherField, NumberField, SearchField, TextField } from "./fields";
import { dayText, useLanguage } from "./language";
import { caseOf, type Draft } from "./request";
import { agenciesOn, countersOf, placesOn, proceduresOf } from "./rulebook";

export function ChooseStep({ draft }: { draft: Draft }) {
  const { language, t } = useLanguage();
  const { setValue } = useFormContext<Draft>();
  const counters = draft.procedure ? countersOf(caseOf(draft), language) : [];
  return (
    <>
      <fieldset className="group">
        <legend>{t.groups.procedure}</legend>
        <SearchField
          name="agency"
          choices={agenciesOn(draft.on, draft.agency, language)}
          onChosen={() => {
            setValue("procedure", "");
            setValue("reception", "");
          }}
        />
        <SearchField name="procedure" choices={proceduresOf(draft.agency, draft.on, language)} />
      </fieldset>
      <fieldset className="group">
        <legend>{t.groups.ways}</legend>
        <EitherField name="file_by_post" yes={t.choice.filePost} no={t.choice.fileSelf} />
        <EitherField name="return_by_post" yes={t.choice.returnPost} no={t.choice.returnSelf} />
        {counters.length > 1 && <SearchField name="reception" choices={counters} />}
      </fieldset>
      <fieldset className="group">
        <legend>{t.groups.place}</legend>
        <SearchField name="address.place" choices={placesOn(draft.on, draft.address.place, language)} />
        <div className="pair">
          <TextField name="on" type="date" hint={draft.on && dayText(draft.on, language)} />
          <NumberField name="weight_grams" />
        </div>
      </fieldset>
    </>
  );
}
