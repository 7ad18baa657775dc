/** The first step as the build paints it into the page, before there is a script: all that depends on no rulebook and no day. */
import type { Language } from "hoso";
import { renderToStaticMarkup } from "react-dom/server";
import { BOOKS } from "./books";
import { Frame } from "./Frame";
import { LanguageContext, useLanguage } from "./language";
import { Steps } from "./Steps";

function FirstStep() {
  const { t } = useLanguage();
  return (
    <section>
      <Steps step="choose" open={["choose"]} />
      <h1>{t.steps.choose}</h1>
      <p className="lead">{t.leads.choose}</p>
      <p className="loading" role="status">
        {t.loading}
      </p>
    </section>
  );
}

export const firstStep = (language: Language) =>
  renderToStaticMarkup(
    <LanguageContext value={language}>
      <Frame book={BOOKS[0]} page="choose">
        <FirstStep />
      </Frame>
    </LanguageContext>,
  );
