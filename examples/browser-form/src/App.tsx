import type { Language } from "hoso";
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePage } from "./address";
import { aimedAt } from "./aim";
import { addressOf, BOOKS, isArchive } from "./books";
import { keep } from "./kept";
import { firstLanguage, LanguageContext } from "./language";
import { OfflineNote } from "./offline";
import { RequestPage } from "./RequestPage";
import { book } from "./rulebook";
import { texts } from "./texts";

/** Who fills in a form does not wait for it. */
const PricePage = lazy(() => import("./PricePage").then(({ PricePage: own }) => ({ default: own })));
const FollowPage = lazy(() => import("./FollowPage").then(({ FollowPage: own }) => ({ default: own })));

const LANGUAGES: Record<Language, string> = { vi: "Tiếng Việt", en: "English" };

export function App() {
  const [language, setLanguage] = useState(firstLanguage);
  const page = usePage();
  const t = texts[language];
  const other = language === "vi" ? "en" : "vi";
  const followed = useRef(false);
  followed.current ||= page === "follow";
  const priced = useRef(false);
  priced.current ||= page === "price";
  const step = page === "follow" || page === "price" ? undefined : page;
  const heading = page === "follow" || page === "price" ? t.pages[page] : t.steps[page];
  const main = useRef<HTMLElement>(null);
  const [isWrong, setWrong] = useState(false);

  useEffect(() => {
    keep("language", language);
    document.documentElement.lang = language;
    document.title = `${isWrong && step ? t.wrong : ""}${heading} – ${t.title}`;
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
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t.skip}
      </a>
      <header>
        <div className="bar">
          <a className="brand" href="#/choose">
            <img src="./icon.svg" alt="" width="44" height="44" />
            <span>
              <span className="region">{book.region[language]}</span>
              <span className="title">{t.title}</span>
            </span>
          </a>
          <button type="button" lang={other} onClick={() => setLanguage(other)}>
            {LANGUAGES[other]}
          </button>
        </div>
        <nav aria-label={t.title}>
          <a href="#/choose" aria-current={step && "page"}>
            {t.pages.request}
          </a>
          <a href="#/price" aria-current={page === "price" ? "page" : undefined}>
            {t.pages.price}
          </a>
          <a href="#/follow" aria-current={page === "follow" ? "page" : undefined}>
            {t.pages.follow}
          </a>
        </nav>
      </header>
      {isArchive(book) && (
        <p className="archive">
          {t.archive.here} <a href={addressOf(BOOKS[0])}>{t.archive.today}</a>
        </p>
      )}
      <main id="main" tabIndex={-1} ref={main}>
        <OfflineNote />
        {/* Both stay, so that nothing that was typed is lost. */}
        <section hidden={!step}>
          <RequestPage step={step ?? "choose"} onWrong={setWrong} />
        </section>
        <section hidden={page !== "price"}>
          <h1 tabIndex={-1}>{t.pages.price}</h1>
          <p className="lead">{t.leads.price}</p>
          <Suspense>{priced.current && <PricePage />}</Suspense>
        </section>
        <section hidden={page !== "follow"}>
          <h1 tabIndex={-1}>{t.pages.follow}</h1>
          <p className="lead">{t.leads.follow}</p>
          <div className="whole">
            <Suspense>{followed.current && <FollowPage shown={page === "follow"} />}</Suspense>
          </div>
        </section>
      </main>
      <footer>
        <nav aria-label={t.archive.rulebooks}>
          {BOOKS.map((own) => (
            <a key={own.id} href={addressOf(own)} aria-current={own === book ? "true" : undefined}>
              {own.region[language]}
            </a>
          ))}
        </nav>
        <p>{t.example}</p>
      </footer>
    </LanguageContext>
  );
}
