import { useEffect } from "react";
import { useFieldArray } from "react-hook-form";
import { aimedAt } from "./aim";
import { CheckField, ChecksField, EitherField, LongTextField, NumberField, SelectField, TextField } from "./fields";
import { labels, LISTS, useLanguage } from "./language";
import { PersonFields } from "./PersonFields";
import { asksForUnits, blankEnclosure, formOf, isOrganisation, offeredTo, type Draft } from "./request";
import { categories, isProvince, nameOf, placeName } from "./rulebook";

export function InformationStep({ draft }: { draft: Draft }) {
  const { language, t } = useLanguage();
  const form = formOf(draft);
  const named = (values: string[]) => values.map((value) => ({ value, label: t.names[value] ?? value }));
  const offered = offeredTo(draft);
  const isNoAddressNeeded = form === "intake_request" && !draft.pick_up && !draft.return_by_post;
  const farStreet = isProvince(draft.address.place) ? t.farStreet : undefined;
  // Only where this step came later than its page, which has already asked otherwise.
  useEffect(() => aimedAt()?.focus(), []);
  return (
    <>
      <div className="chosen">
        <p>
          <strong>{nameOf("procedures", draft.procedure, language)}</strong>
          <br />
          {nameOf("agencies", draft.agency, language)}
        </p>
        <a href="#/choose">{t.actions.change}</a>
      </div>
      <fieldset className="group">
        <legend>{t.groups.applicant}</legend>
        <PersonFields of="applicant" draft={draft} />
        {form === "return_request" && <TextField name="dossier" optional />}
        <CheckField name="other_submitter" label={isOrganisation(draft.applicant) ? t.organisation.submitter : undefined} />
        <CheckField name="other_recipient" />
      </fieldset>
      {draft.other_submitter && (
        <fieldset className="group">
          <legend>{t.groups.submitter}</legend>
          <PersonFields of="submitter" draft={draft} />
        </fieldset>
      )}
      {draft.other_recipient && (
        <fieldset className="group">
          <legend>{t.groups.recipient}</legend>
          <PersonFields of="recipient" draft={draft} />
          <SelectField name="recipient.relation" choices={labels(LISTS.relations, language)} />
          <CheckField name="recipient.authorised" />
        </fieldset>
      )}
      <fieldset className="group">
        <legend>{t.groups.address}</legend>
        {form === "intake_request" && <EitherField name="pick_up" yes={t.choice.pickUp} no={t.choice.bring} />}
        <p className="given">
          {placeName(draft.address.place, language, draft.on)} <a href="#/choose">{t.actions.change}</a>
        </p>
        <TextField
          name="address.street"
          label={farStreet?.label}
          hint={isNoAddressNeeded ? t.blankStreet : farStreet?.hint}
          autoComplete="street-address"
        />
      </fieldset>
      {form === "intake_request" && <Enclosures />}
      <fieldset className="group">
        <legend>{t.groups.extras}</legend>
        {offered.length > 0 && <ChecksField name="options" choices={named(offered)} />}
        {asksForUnits(draft) && <NumberField name="agency_fee_units" />}
        <ChecksField name="applicant_categories" choices={named(categories())} />
      </fieldset>
      <fieldset className="group">
        <legend>{t.groups.last}</legend>
        <LongTextField name="note" optional />
        <CheckField name="consent" />
      </fieldset>
    </>
  );
}

function Enclosures() {
  const { t } = useLanguage();
  const { fields, append, remove } = useFieldArray<Draft, "documents">({ name: "documents" });
  return (
    <fieldset className="group">
      <legend>{t.groups.documents}</legend>
      {fields.map(({ id }, position) => (
        <div className="enclosure" role="group" aria-label={`${t.labels.documents} ${position + 1}`} key={id}>
          <TextField name={`documents.${position}.name`} />
          <NumberField name={`documents.${position}.copies`} />
          <SelectField name={`documents.${position}.original`} choices={t.papers} />
          {fields.length > 1 && (
            <button
              type="button"
              onClick={() => remove(position)}
              aria-label={`${t.actions.remove}: ${t.labels.documents} ${position + 1}`}
            >
              {t.actions.remove}
            </button>
          )}
        </div>
      ))}
      <button type="button" onClick={() => append(blankEnclosure)}>
        {t.actions.add}
      </button>
    </fieldset>
  );
}
