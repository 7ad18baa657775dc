import { useEffect, useState } from "react";
import { useFormContext } from "react-hook-form";
import { DayField } from "./DayField";
import { EitherField, NumberField, SearchField } from "./fields";
import { useLanguage } from "./language";
import { caseOf, dayOf, type Draft } from "./request";
import {
  agenciesOn,
  countersOf,
  handles,
  hasOtherCounters,
  nameOf,
  placeName,
  placesOn,
  procedureLabel,
  proceduresOf,
  rememberFormer,
} from "./rulebook";

export function ChooseStep({ draft }: { draft: Draft }) {
  const { language, t } = useLanguage();
  const { setValue } = useFormContext<Draft>();
  const on = dayOf(draft);
  const question = caseOf(draft);
  // Names of before are looked for too, once they are there.
  const [, setFormer] = useState(false);
  useEffect(() => void rememberFormer().then(() => setFormer(true), () => {}), []);
  const agencyName = (code: string) => code && nameOf("agencies", code, language);
  return (
    <>
      <fieldset className="group">
        <legend>{t.groups.procedure}</legend>
        <SearchField
          name="agency"
          choices={() => agenciesOn(on, language, draft.agency ? "" : draft.procedure)}
          called={agencyName}
          onChosen={(agency) => {
            if (agency && !handles(agency, draft.procedure, on)) setValue("procedure", "");
            setValue("reception", "");
          }}
        />
        <SearchField
          name="procedure"
          choices={() => proceduresOf(draft.agency, on, language)}
          called={(code) => procedureLabel(code, language)}
          onChosen={(procedure) => {
            const [agency, ...others] = draft.agency ? [] : agenciesOn(on, language, procedure);
            if (agency && others.length === 0) setValue("agency", agency.value);
          }}
        />
      </fieldset>
      <fieldset className="group">
        <legend>{t.groups.ways}</legend>
        <EitherField name="file_by_post" yes={t.choice.filePost} no={t.choice.fileSelf} />
        <EitherField name="return_by_post" yes={t.choice.returnPost} no={t.choice.returnSelf} />
        {draft.procedure && hasOtherCounters(question) && (
          <SearchField
            name="reception"
            choices={() => countersOf(question, language)}
            called={(code) => agencyName(code || draft.agency)}
          />
        )}
      </fieldset>
      <fieldset className="group">
        <legend>{t.groups.place}</legend>
        <SearchField
          name="address.place"
          choices={() => placesOn(on, language)}
          called={(code) => code && placeName(code, language, on)}
          instead={t.farPlace}
        />
        <div className="pair">
          <DayField on={draft.on} />
          <NumberField name="weight_grams" />
        </div>
      </fieldset>
    </>
  );
}
