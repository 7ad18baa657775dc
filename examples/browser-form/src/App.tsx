import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { isOther, usePage } from "./address";
import { aimedAt } from "./aim";
import { Awaited } from "./Awaited";
import { firstLanguage } from "./firstLanguage";
import { Frame } from "./Frame";
import { keep } from "./kept";
import { LanguageContext } from "./language";
import { OfflineNote } from "./offline";
import { RequestPage } from "./RequestPage";
import { book } from "./rulebook";
import { texts } from "./texts";

/** Who fills in a form does not wait for these. */
const PricePage = lazy(() => import("./PricePage").then(({ PricePage: own }) => ({ default: own })));
const FollowPage = lazy(() => import("./FollowPage").then(({ FollowPage: own }) => ({ default: own })));

export function App() {
  const [language, setLanguage] = useState(firstLanguage);
  const page = usePage();
  const t = texts[language];
  const step = isOther(page) ? undefined : page;
  const been = useRef({ request: false, price: false, follow: false });
  been.current[isOther(page) ? page : "request"] = true;
  const heading = isOther(page) ? t.pages[page] : t.steps[page];
  const main = useRef<HTMLElement>(null);
  const [isFormWrong, setFormWrong] = useState(false);
  const [isItemWrong, setItemWrong] = useState(false);
  const isWrong = step ? isFormWrong : page === "follow" && isItemWrong;

  useEffect(() => {
    keep("language", language);
    document.documentElement.lang = language;
    document.title = `${isWrong ? t.wrong : ""}${heading} – ${t.title}`;
  }, [language, page, heading, isWrong, t]);

  // A new page begins at its heading, for the eye and for the screen reader, or at the field that was to be changed.
  const first = useRef(true);
  useLayoutEffect(() => {
    if (first.current) first.current = false;
    else {
      main.current?.querySelector<HTMLElement>("section:not([hidden]) h1")?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
      aimedAt()?.focus();
    }
  }, [page]);

  return (
    <LanguageContext value={language}>
      <Frame book={book} page={page} onLanguage={setLanguage} main={main}>
        <OfflineNote />
        {/* Each stays once somebody was there, so that nothing that was typed is lost. */}
        <section hidden={!step}>{been.current.request && <RequestPage step={step ?? "choose"} onWrong={setFormWrong} />}</section>
        <section hidden={page !== "price"}>
          <h1 tabIndex={-1}>{t.pages.price}</h1>
          <p className="lead">{t.leads.price}</p>
          <Suspense fallback={<Awaited />}>{been.current.price && <PricePage />}</Suspense>
        </section>
        <section hidden={page !== "follow"}>
          <h1 tabIndex={-1}>{t.pages.follow}</h1>
          <p className="lead">{t.leads.follow}</p>
          <Suspense fallback={<Awaited />}>{been.current.follow && <FollowPage shown={page === "follow"} onWrong={setItemWrong} />}</Suspense>
        </section>
      </Frame>
    </LanguageContext>
  );
}
