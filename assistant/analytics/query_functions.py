"""The functions that an analyst's question may call: what computes from what it is given.

Nothing that reads a file, a setting or the machine, nothing that waits, and nothing that makes
gigabytes of one call.
"""

from typing import Final

_COMPUTING: Final = """
age century current_date date_add date_diff date_part date_sub date_trunc datediff datepart
datesub datetrunc day dayname dayofmonth dayofweek dayofyear decade epoch epoch_ms
get_current_timestamp hour isodow isoyear last_day make_date make_timestamp minute month monthname
now quarter second strftime strptime time_bucket timezone to_days to_hours to_minutes to_months
to_seconds to_timestamp to_weeks to_years today try_strptime week weekday weekofyear year yearweek
abs add cbrt ceil ceiling divide even exp factorial fdiv floor fmod gcd greatest isfinite isinf
isnan lcm least ln log log10 log2 mod multiply nextafter pi pow power random round round_even sign
sqrt subtract trunc width_bucket
array_to_string ascii base64 char_length chr concat concat_ws contains damerau_levenshtein
ends_with format_bytes hamming ilike_escape instr jaccard jaro_similarity jaro_winkler_similarity
lcase left len length levenshtein like_escape lower ltrim md5 nfc_normalize not_ilike_escape
not_like_escape ord position prefix regexp_escape regexp_extract regexp_extract_all
regexp_full_match regexp_matches regexp_replace regexp_split_to_array replace reverse right rtrim
sha256 split split_part starts_with str_split str_split_regex string_split string_split_regex
string_to_array strip_accents strlen strpos substr substring suffix translate trim ucase unicode
upper url_decode url_encode
from_json from_json_strict json json_array json_array_length json_contains json_exists
json_extract json_extract_path json_extract_path_text json_extract_string json_group_array
json_group_object json_group_structure json_keys json_merge_patch json_object json_pretty
json_quote json_structure json_transform json_transform_strict json_type json_valid json_value
row_to_json to_json
apply array_aggr array_aggregate array_append array_apply array_concat array_contains
array_distinct array_extract array_filter array_has array_has_all array_has_any array_indexof
array_length array_position array_prepend array_reduce array_reverse array_slice array_sort
array_transform array_unique array_value cardinality element_at filter flatten generate_series
list_aggr list_aggregate list_any_value list_append list_apply list_avg list_concat list_contains
list_count list_distinct list_element list_extract list_filter list_first list_has list_has_all
list_has_any list_histogram list_indexof list_intersect list_last list_max list_median list_min
list_mode list_position list_prepend list_reduce list_reverse list_reverse_sort list_slice
list_sort list_sum list_transform list_unique list_value list_zip map map_contains map_entries
map_extract map_extract_value map_from_entries map_keys map_values range reduce row struct_extract
struct_extract_at struct_pack unnest
any_value approx_count_distinct approx_quantile approx_top_k arg_max arg_max_null arg_min
arg_min_null argmax argmin array_agg avg bool_and bool_or corr count count_if count_star countif
covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat grouping
grouping_id histogram kahan_sum kurtosis last list listagg mad max max_by mean median min min_by
mode percentile_cont percentile_disc product quantile quantile_cont quantile_disc regr_avgx
regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop
var_samp variance weighted_avg
cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank
rank_dense row_number
coalesce constant_or_null if ifnull nullif pg_typeof typeof
"""
FUNCTIONS: Final = frozenset(_COMPUTING.split())
"""Their names, in small letters; operators are no names and are allowed all."""
