/** The day of posting or filing, with what is to be said of it: which day of the week, that it has passed, who knows of it. */
import { addressOf, bookOn, isArchive, isWithin } from "./books";
import { TextField } from "./fields";
import { dayText, today, useLanguage } from "./language";
import { book } from "./rulebook";

/** No browser asks for a year of five digits before it. */
const LAST_DAY = "9999-12-31";

export function DayField({ on }: { on: string }) {
  const { language, t } = useLanguage();
  const hasPassed = on !== "" && on < today() && isWithin(book, on) && !isArchive(book);
  const other = on !== "" && !isWithin(book, on) ? bookOn(on) : undefined;
  return (
    <div>
      <TextField name="on" type="date" max={LAST_DAY} hint={on && dayText(on, language)} />
      <div role="status">
        {hasPassed && <p className="remark">{t.passed}</p>}
        {other && (
          <p className="remark">
            {t.elsewhere} <a href={addressOf(other)}>{other.region[language]}</a>
          </p>
        )}
      </div>
    </div>
  );
}
