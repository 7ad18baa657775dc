import { useFormContext } from "react-hook-form";
import { EitherField, NumberField, SearchField, TextField } from "./fields";
import { dayText, useLanguage } from "./language";
import { caseOf, type Draft } from "./request";
import { agenciesOn, countersOf, handles, placesOn, proceduresOf } from "./rulebook";

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
          choices={agenciesOn(draft.on, draft.agency, draft.agency ? "" : draft.procedure, language)}
          onChosen={(agency) => {
            if (agency && !handles(agency, draft.procedure, draft.on)) setValue("procedure", "");
            setValue("reception", "");
          }}
        />
        <SearchField
          name="procedure"
          choices={proceduresOf(draft.agency, draft.on, language)}
          onChosen={(procedure) => {
            const [agency, ...others] = agenciesOn(draft.on, "", procedure, language);
            if (!draft.agency && agency && others.length === 0) setValue("agency", agency.value);
          }}
        />
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
