import { useFormContext } from "react-hook-form";
import { EitherField, NumberField, SearchField, TextField } from "./fields";
import { dayText, useLanguage } from "./language";
import type { Draft } from "./request";
import { agenciesOn, placesOn, proceduresOf } from "./rulebook";

export function ChooseStep({ draft }: { draft: Draft }) {
  const { language, t } = useLanguage();
  const { setValue } = useFormContext<Draft>();
  return (
    <>
      <fieldset className="group">
        <legend>{t.groups.procedure}</legend>
        <SearchField
          name="agency"
          choices={agenciesOn(draft.on, draft.agency, language)}
          onChosen={() => setValue("procedure", "")}
        />
        <SearchField name="procedure" choices={proceduresOf(draft.agency, draft.on, language)} />
      </fieldset>
      <fieldset className="group">
        <legend>{t.groups.ways}</legend>
        <EitherField name="file_by_post" yes={t.choice.filePost} no={t.choice.fileSelf} />
        <EitherField name="return_by_post" yes={t.choice.returnPost} no={t.choice.returnSelf} />
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
