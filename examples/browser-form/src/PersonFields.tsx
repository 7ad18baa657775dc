/** Whose dossier it is, who hands it in, who receives the result: three that may be one person, or a company and two. */
import { useFormContext } from "react-hook-form";
import { EitherField, SelectField, TextField } from "./fields";
import { labels, LISTS, useLanguage } from "./language";
import { isOrganisation, type Draft } from "./request";

/** From this day the cards of 9 digits are valid no more (Law on Identification 26/2023/QH15, art. 46). */
const OLD_CARDS_END = "2025-01-01";

type Who = "applicant" | "submitter" | "recipient";

export function PersonFields({ of, draft }: { of: Who; draft: Draft }) {
  const { t } = useLanguage();
  const isOwner = of === "applicant";
  const organisation = isOwner && isOrganisation(draft[of]) ? t.organisation : undefined;
  // What the browser knows of its user is not another's.
  const own = (hint: string) => ({ autoComplete: isOwner ? hint : "off" });
  return (
    <>
      {isOwner && <KindField draft={draft} />}
      <TextField name={`${of}.name`} label={organisation?.name} {...own(organisation ? "organization" : "name")} />
      <div className="pair">
        {!organisation && <PapersField of={of} />}
        <NumberOfPapers of={of} draft={draft} />
      </div>
      <div className="pair">
        <TextField name={`${of}.phone`} type="tel" {...own("tel")} />
        <TextField name={`${of}.email`} type="email" optional {...own("email")} />
      </div>
    </>
  );
}

/** A person or a company; a company hands in by a person, who is asked for beside it. */
function KindField({ draft }: { draft: Draft }) {
  const { t } = useLanguage();
  const { setValue } = useFormContext<Draft>();
  return (
    <EitherField
      name="applicant.document.kind"
      id="applicant.is_person"
      label={t.organisation.whose}
      yes={t.organisation.person}
      no={t.organisation.company}
      value={!isOrganisation(draft.applicant)}
      onChange={(isPerson) => {
        setValue("applicant.document.kind", isPerson ? "citizen_id" : "tax_code");
        setValue("applicant.document.number", "");
        setValue("other_submitter", !isPerson);
      }}
    />
  );
}

function PapersField({ of }: { of: Who }) {
  const { language } = useLanguage();
  const { tax_code, ...ofPersons } = labels(LISTS.paperKinds, language);
  // Whose dossier it is was told apart before; a company that serves others may hand in or receive.
  return <SelectField name={`${of}.document.kind`} choices={of === "applicant" ? ofPersons : { ...ofPersons, tax_code: tax_code! }} />;
}

function NumberOfPapers({ of, draft }: { of: Who; draft: Draft }) {
  const { t } = useLanguage();
  const isOver = draft[of].document.kind === "old_citizen_id" && draft.on >= OLD_CARDS_END;
  const organisation = of === "applicant" && isOrganisation(draft.applicant) ? t.organisation : undefined;
  return (
    <TextField
      name={`${of}.document.number`}
      label={organisation?.number}
      hint={isOver ? t.oldCards : organisation?.numberHint}
      autoComplete="off"
    />
  );
}
