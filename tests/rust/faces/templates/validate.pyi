@overload
def validate(
    form: Literal["FORM"],
    value: Mapping[str, Any] | Json,
    *,
    rulebook: Rulebook | None = None,
    on: Day | None = None,
    language: Language = "vi",
) -> SHAPE:
    """A form that a person filled in, in its normal form; raises InvalidInput with every issue at once."""
