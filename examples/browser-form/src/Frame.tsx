/** What stands around each page: name and language above, the rulebooks below. It is there before anything of hoso is. */
import type { Language } from "hoso";
import { type ReactNode, type Ref } from "react";
import { isOther, type Page } from "./address";
import { addressOf, BOOKS, isArchive, type Book } from "./books";
import icon from "./icon.svg?inline";
import { useLanguage } from "./language";

const LANGUAGES: Record<Language, string> = { vi: "Tiếng Việt", en: "English" };

interface Props {
  book: Book;
  page: Page;
  onLanguage?: (language: Language) => void;
  main?: Ref<HTMLElement>;
  children: ReactNode;
}

export function Frame({ book, page, onLanguage, main, children }: Props) {
  const { language, t } = useLanguage();
  const other = language === "vi" ? "en" : "vi";
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          // The address after # is the page's.
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        {t.skip}
      </a>
      <header>
        <div className="bar">
          <a className="brand" href="#/choose">
            <img src={icon} alt="" width="44" height="44" />
            <span>
              <span className="region">{book.region[language]}</span>
              <span className="title">{t.title}</span>
            </span>
          </a>
          <button type="button" lang={other} onClick={() => onLanguage?.(other)}>
            {LANGUAGES[other]}
          </button>
        </div>
        <nav aria-label={t.title}>
          <a href="#/choose" aria-current={isOther(page) ? undefined : "page"}>
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
        <aside className="archive" aria-label={t.archive.label}>
          {t.archive.here} <a href={addressOf(BOOKS[0])}>{t.archive.today}</a>
        </aside>
      )}
      <main id="main" tabIndex={-1} ref={main}>
        {children}
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
    </>
  );
}
