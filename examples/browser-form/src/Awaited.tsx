import { useLanguage } from "./language";

/** In place of what is being fetched; so high that what comes then pushes nothing away that is seen. */
export function Awaited() {
  const { t } = useLanguage();
  return (
    <p className="awaited" role="status">
      {t.loading}
    </p>
  );
}
