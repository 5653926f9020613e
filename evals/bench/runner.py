"""Which benches there are, and running one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.config import Settings, load
from assistant.errors import UsageError
from evals.bench import (
    bargein,
    demo,
    erasure,
    evals,
    guard,
    log_ingest,
    log_pages,
    log_write,
    redaction,
    stall,
    tools,
    turns,
    voice,
)
from evals.bench.agent import run as agent
from evals.bench.figure import Figure, Report
from evals.bench.front import run as front
from evals.bench.load import run as load_bench
from evals.bench.load.plan import LoadPlan
from evals.bench.peers import bench as peers
from evals.bench.router import run as router
from evals.bench.search import run as search
from evals.bench.stt import run as stt


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench as `aisle bench --list` describes it."""

    name: str
    measures: str
    takes: str
    needs: str
    run: Callable[[Settings], Report]


BENCHES = (
    Bench(
        name="demo",
        measures="first audio after the end of speech and word errors on the shipped clips",
        takes="about 4 minutes: the conversations are played in real time",
        needs="an index of the sample catalog (aisle index --sample)",
        run=demo.run,
    ),
    Bench(
        name="stt",
        measures=(
            "word errors of ordinary text, prices and a shop's terms, plain, with prompt and with "
            "repair (paired differences); slot words of recorded orders and words that differ, "
            "short against full context; both under noise at 20, 10 and 5 dB; real-time factor; "
            "when the final transcript is known and sent; words invented for sounds without words. "
            "n is the number of clips; intervals draw clips anew (bootstrap, 2,000 times)"
        ),
        takes="about 13 minutes, and 4 more the first time, when the sentences are spoken",
        needs=(
            "an index (aisle index --sample); the recordings of people and of noise, other "
            "catalogs and texts are read from AISLE_DATA or ../shared/data, and their figures "
            "are not measured without"
        ),
        run=stt.run,
    ),
    Bench(
        name="turns",
        measures=(
            "requests cut in two at commas, hesitations and self-repairs and in recordings, and "
            "when their ends are noticed (stream time), as shipped and by silence, words, sound "
            "and all together; and in real time through a session, which takes a reply back that "
            "came too soon"
        ),
        takes="about 12 minutes, five of them in real time",
        needs=(
            "an index (aisle index --sample); recordings of people are read from AISLE_DATA or "
            "../shared/data"
        ),
        run=turns.run,
    ),
    Bench(
        name="voice",
        measures=(
            "first audio after the last voiced sample, replies as planned and by a stub LLM with "
            "150 ms to its first token, where the time goes, and requests cut short"
        ),
        takes="about 10 minutes: 31 requests are asked twice in real time",
        needs="an index of the sample catalog (aisle index --sample)",
        run=voice.run,
    ),
    Bench(
        name="peers",
        measures=(
            "the same in Aisle, stock LiveKit Agents and stock Pipecat, with their defaults and "
            "with their best settings: same clips, weights, stub LLM and clock; and the ratio"
        ),
        takes=(
            "about 25 minutes, one process at a time; the first time also installs the two into "
            "environments of their own (1.5 GB, some minutes)"
        ),
        needs="an index of the sample catalog, and a package index the first time",
        run=peers.run,
    ),
    Bench(
        name="bargein",
        measures="how soon words over a reply silence it, and what coughs and mm-hms do to it",
        takes="about 9 minutes: one conversation in real time",
        needs="an index of the sample catalog; recordings of noise are used where they are",
        run=bargein.run,
    ),
    Bench(
        name="search",
        measures=(
            "hybrid search with two filters over 100,000 and 1,000,000 generated products, "
            "without the embedding of the query: p50, p95 (n requests, bootstrap intervals), "
            "recall of the ten nearest against a scan, memory, disk, opening, building and a "
            "second run over the same catalog; embedding of queries, alone and four at once, and "
            "of products; a feed indexed, again, and with 1 % of the prices changed; order and "
            "relevance on judged titles, the gain of a learned taste; 10,000 requests of every "
            "kind with a broken constraint"
        ),
        takes=(
            "about 6 minutes, and 5 more the first time, when 100,000 products are indexed; a "
            "million, about 45 minutes more, only with AISLE_BENCH_MILLION=1 or once its index "
            "is there"
        ),
        needs=(
            "1 GB of disk under AISLE_HOME; a million products 6 GB more, and 10 GB of memory to "
            "build; judged titles and personas are read from AISLE_DATA or ../shared/data"
        ),
        run=search.run,
    ),
    Bench(
        name="agent",
        measures=(
            "what is understood of sets that the parser's authors did not write: constraints "
            "(F1) and acts (macro F1) of held-out and of blind utterances with the error of their "
            "confidence; price forms and self-repairs read exactly; references resolved in "
            "scripted dialogues; words of crowd-written goals captured; recommended titles among "
            "the first ten, from dialogues of two people (PSCon) and from parts of them; "
            "out-of-scope refused against shoppers refused (CLINC150); turns that a question "
            "saves; the time of a turn with and without its search. n is the number of "
            "utterances, dialogues or turns; intervals draw them anew (bootstrap). What was "
            "misread is in the details of --json, but of the blind set only counts"
        ),
        takes="about 5 minutes",
        needs=(
            "an index of the sample catalog (aisle index --sample); PSCon, CLINC150, WebShop, "
            "Disfl-QA, Bitext and WANDS are read from AISLE_DATA or ../shared/data, and their "
            "figures are not measured without"
        ),
        run=agent.run,
    ),
    Bench(
        name="stall",
        measures=(
            "replies of models on loopback in the spoken path: first audio of templates and of a "
            "model, opened by the plan, hedged and speculative; first audio lost when the first "
            "model stalls before headers, after its role and after two tokens (deadline 600 ms; "
            "the same request, the same run; median and worst); calls not used and their cost; "
            "how soon a provider sees that a reply was spoken over, and what is booked for it; "
            "what is heard of a reply whose model was cut off in mid-sentence. n is the number of "
            "requests or replies. The models' words are scripted: no figure is of their quality"
        ),
        takes="about 20 minutes: requests are asked in real time",
        needs="an index of the sample catalog (aisle index --sample)",
        run=stall.run,
    ),
    Bench(
        name="redaction",
        measures=(
            "what is found of names, cards, phones, addresses, order numbers and the like, written "
            "and spoken, in frames that nobody tuned on, by kind and through the voice and the "
            "recogniser; words of shoppers that are taken wrongly; time of a search and of an "
            "import. n is the number of entities or of words; intervals are Wilson's"
        ),
        takes="about 4 minutes, most of it speaking and hearing 100 clips",
        needs=(
            "nothing; shoppers' lines of other people are read from AISLE_DATA or ../shared/data"
        ),
        run=redaction.run,
    ),
    Bench(
        name="guard",
        measures=(
            "the fact guard on replies that its author never saw: invented facts that are heard, "
            "by family (a count; for none, the upper end is the rule of three), and true replies "
            "that are wrongly refused, by family and by catalog; a blind set apart; replies that "
            "a true clause before the false one stopped; the time of one clause and of making a "
            "guard. n is the number of replies. No line of the examination is printed"
        ),
        takes="about 3 minutes",
        needs="nothing; two more catalogs are read from AISLE_DATA or ../shared/data",
        run=guard.run,
    ),
    Bench(
        name="front",
        measures=(
            "what the WebSocket adds: the same 20 requests asked of a session in process and of a "
            "server through /v1/realtime, by turns, one at a time; first audio, the difference of "
            "the medians. n is the number of requests; intervals draw them anew (bootstrap)"
        ),
        takes="about 8 minutes",
        needs="an index of the sample catalog (aisle index --sample)",
        run=front.run,
    ),
    Bench(
        name="load",
        measures=(
            "conversations at once with a server that it starts, or that runs at --url: real "
            "Realtime clients with open microphones, who speak a third of the time and hear "
            "replies out: first audio from the last voiced sample sent to the first audible one "
            "received, gaps in what is played without a buffer, errors, questions without an "
            "answer, words; cores of the server, of its voices, of the load generator on the "
            "same machine and of everything else; lateness of the server's event loop; memory of "
            "an idle session. n is the number of questions; intervals draw them anew (bootstrap)"
        ),
        takes="--minutes (2), and 1 to 2 for its server and idle sessions",
        needs="an index of the sample catalog (aisle index --sample)",
        run=load_bench.run,
    ),
    Bench(
        name="tools",
        measures=(
            "which function of a client is called when, without a language model: calls that "
            "are right of those made, and of those asked for, and their arguments, on a part that "
            "was tuned on, one that was looked at twice, and one written last and looked at once "
            "(counts with Wilson intervals; own writing); the time of a choice among 8 to 28 "
            "functions. n is the number of calls or cases"
        ),
        takes="about 20 seconds",
        needs="an index of the sample catalog (aisle index --sample)",
        run=tools.run,
    ),
    Bench(
        name="evals",
        measures=(
            "whether `aisle eval compare` finds planted faults (ranker off, price filter off, no "
            "biasing, doubled latency, guard off; and three more) and names the right stage first; "
            "how often equal systems are called different (40 pairs put together from five runs, "
            "and the ten pairs of whole runs); verdicts that another run with the same seed "
            "changes; seconds of the text and the voice suite, and what passes. n is the number "
            "of faults, comparisons or trials. Causes and false calls are in the details of --json"
        ),
        takes="about 45 minutes: 14 typed and three spoken runs",
        needs="an index of the sample catalog (aisle index --sample)",
        run=evals.run,
    ),
    Bench(
        name="log-ingest",
        measures=(
            "past logs into the tables, whole path (reading, redaction, days built): a million "
            "synthesised turns as Parquet, and as JSON lines, turns a second on the wall and by "
            "CPU time; 100,000 into Postgres where AISLE_BENCH_POSTGRES_URL names one"
        ),
        takes="about 8 minutes, and 6 GB of disk meanwhile",
        needs="an index of the sample catalog (aisle index --sample), for its stamp",
        run=log_ingest.run,
    ),
    Bench(
        name="erasure",
        measures=(
            "what a search of all files and tables finds again of a shopper who was erased, what "
            "it found before, what of two others is intact, and how long it took; the log in "
            "files, and in Postgres where AISLE_TEST_POSTGRES_URL names a database. n is 1 "
            "shopper, or the places of the others"
        ),
        takes="about 1 minute",
        needs="an index of the sample catalog (aisle index --sample)",
        run=erasure.run,
    ),
    Bench(
        name="log-write",
        measures=(
            "how long a turn waits for its record to be redacted and on disk (p50, p99), in one "
            "typed conversation and in four at once, beside one write and fsync alone; 200 times "
            "kill -9 of processes that append, seal and erase, and of typed conversations: "
            "acknowledged records lost, logs unreadable afterwards; how long 64 turns wait for a "
            "disk that hangs. n is the number of turns, records or kills"
        ),
        takes="about 5 minutes",
        needs="an index of the sample catalog (aisle index --sample)",
        run=log_write.run,
    ),
    Bench(
        name="log-pages",
        measures=(
            "how long each of the analysts' pages takes over a synthetic log of ten million turns, "
            "until its last question is answered, for ranges and filters drawn by chance; p95. n "
            "is the number of times that a page was asked"
        ),
        takes="about 3 minutes, and 20 more the first time, when the log is made (3 GB of disk)",
        needs="nothing but the disk",
        run=log_pages.run,
    ),
    Bench(
        name="router",
        measures=(
            "what routing saves on 65 dialogues of own writing with the shipped policy, priced and "
            "not called, against gpt-5, claude-sonnet-4-6 and claude-haiku-4-5 on every turn (our "
            "own prompt, and 1,500 tokens in and 80 out; nothing cached, and all that can be), the "
            "share of turns without a model that 90 % would take, and other policies; "
            "tier shares and tokens; the time of a decision; bookings against what a provider "
            "bills, over every fault; what 64 sessions overspend; a storm of faults by chance over "
            "the whole reply path (what must never be, counted; memory over 2,000 replies); what "
            "the path adds to a model's first sentence; whether the intervals of `aisle "
            "route replay` hold what they promise. n is the number of turns, calls or logs; "
            "intervals draw dialogues anew (bootstrap). Kinds of dialogues, further baselines, "
            "acts and rules are in the details of --json"
        ),
        takes="about 6 minutes",
        needs="an index of the sample catalog (aisle index --sample)",
        run=router.run,
    ),
)


def list_benches() -> str:
    """Return a description of every bench."""
    return "\n".join(
        f"{b.name}\n    measures {b.measures}\n    takes {b.takes}\n    needs {b.needs}"
        for b in BENCHES
    )


def run_bench(name: str, *, as_json: bool, load_plan: Mapping[str, Any] | None = None) -> str:
    """Run a bench and return its report.

    Args:
        name: Which.
        as_json: Whether the report is JSON; a table if not.
        load_plan: Fields of a `LoadPlan` that are not to be the default; only for `load`.

    Raises:
        UsageError: There is no such bench, or it does not take these options.
    """
    if load_plan and name != "load":
        options = ", ".join(f"--{option}" for option in load_plan)
        raise UsageError(f"Only `aisle bench load` takes {options}.")
    for bench in BENCHES:
        if bench.name == name:
            report = (
                load_bench.run(load(), LoadPlan(**load_plan)) if load_plan else bench.run(load())
            )
            return report.to_json() if as_json else _table(report)
    raise UsageError(f"No bench is called {name!r}; there is {', '.join(b.name for b in BENCHES)}.")


def _table(report: Report) -> str:
    wide = max((len(figure.name) for figure in report.figures), default=0)
    lines = [f"{'figure':<{wide}} {'value':>12} {'95 % interval':>22} {'n':>4} {'asked':>8}  met"]
    lines += [_row(figure, wide) for figure in report.figures]
    stamp = ", ".join(f"{key} {value}" for key, value in report.stamp.items() if key != "weights")
    return "\n".join([*lines, stamp])


def _row(figure: Figure, wide: int) -> str:
    value = "not measured" if figure.value is None else f"{figure.value:.4g} {figure.unit}"
    interval = "" if figure.low is None else f"{figure.low:.4g} to {figure.high:.4g}"
    asked = "" if figure.reach is None else f"{figure.reach:g}"
    met = {None: "", True: "yes", False: "no"}[figure.met]
    return f"{figure.name:<{wide}} {value:>12} {interval:>22} {figure.n:>4} {asked:>8}  {met}"
