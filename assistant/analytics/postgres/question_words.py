"""Words of an analyst's question to Postgres: which functions it may call, and what it never holds.

Functions go by what is allowed: they compute from their arguments, and read nothing else.
"""

from typing import Final

BEFORE_A_BRACKET: Final = frozenset(
    """
all and any as between by case cube distinct else except exists filter from group having ilike
in intersect is join lateral like limit materialized not offset on or over partition rollup
select sets some then union using values when where with within
""".split()  # noqa: SIM905 - a page of words, not of quotes
)
"""Words of SQL itself that a bracket may follow."""

FUNCTIONS: Final = frozenset(
    """
abs age array_agg array_length avg bool_and bool_or btrim cast ceil ceiling char char_length
chr coalesce concat concat_ws corr count cume_dist date date_part date_trunc decimal
dense_rank div every exp extract first_value floor generate_series greatest grouping
initcap json_array_elements json_array_elements_text json_array_length json_each
json_each_text json_extract_path json_extract_path_text json_object_keys json_typeof lag
last_value lead least left length ln log lower ltrim make_date make_timestamp max md5 min
mod mode now nth_value ntile nullif numeric octet_length percent_rank percentile_cont
percentile_disc position power rank regexp_count regexp_like regexp_replace regexp_substr
replace reverse right round row_number rtrim sign split_part sqrt starts_with stddev
stddev_pop stddev_samp string_agg strpos substr substring sum to_char to_date to_number
to_timestamp translate trim trunc unnest upper var_pop var_samp varchar variance width_bucket
""".split()  # noqa: SIM905 - a page of words, not of quotes
)

FORBIDDEN: Final = frozenset(
    """
alter analyze begin call checkpoint close cluster comment commit copy create current_catalog
current_role current_schema current_user deallocate declare delete discard do drop execute
explain fetch grant import insert into listen load lock merge move notify operator prepare
recursive reindex reset revoke rollback savepoint security session_user set share show
system_user tablesample truncate unlisten update user vacuum
""".split()  # noqa: SIM905 - a page of words, not of quotes
)
"""Words that begin what is no question, or that a question needs for nothing. What RECURSIVE finds
is kept in the server's memory without a bound."""

HIDDEN: Final = frozenset(
    """
refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
regprocedure regrole regtype tableoid txid_snapshot xml
""".split()  # noqa: SIM905 - a page of words, not of quotes
)
"""Types and columns that tell names of the database's other tables, or that no table here has."""
