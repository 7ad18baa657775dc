import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePage } from "./address";
import { aimedAt } from "./aim";
import { firstLanguage } from "./firstLanguage";
import { Frame } from "./Frame";
import { keep } from "./kept";
import { LanguageContext } from "./language";
import { OfflineNote } from "./offline";
import { RequestPage } from "./RequestPage";
import { book } from "./rulebook";
import { texts } from "./texts";

/** Who fills in a form does not wait for it. */
const FollowPage = lazy(() => import("./FollowPage").then(({ FollowPage: own }) => ({ default: own })));

export function App() {
  const [language, setLanguage] = useState(firstLanguage);
  const page = usePage();
  const t = texts[language];
  const been = useRef({ follow: false, request: false });
  been.current[page === "follow" ? "follow" : "request"] = true;
  const heading = page === "follow" ? t.pages.follow : t.steps[page];
  const main = useRef<HTMLElement>(null);
  const [isWrong, setWrong] = useState(false);

  useEffect(() => {
    keep("language", language);
    document.documentElement.lang = language;
    document.title = `${isWrong && page !== "follow" ? t.wrong : ""}${heading} – ${t.title}`;
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
        {/* Both stay once somebody was there, so that nothing that was typed is lost. */}
        <section hidden={page === "follow"}>
          {been.current.request && <RequestPage step={page === "follow" ? "choose" : page} onWrong={setWrong} />}
        </section>
        <section hidden={page !== "follow"}>
          <h1 tabIndex={-1}>{t.pages.follow}</h1>
          <p className="lead">{t.leads.follow}</p>
          <Suspense>{been.current.follow && <FollowPage shown={page === "follow"} />}</Suspense>
        </section>
      </Frame>
    </LanguageContext>
  );
}
