"""Sentences in the project's own voice: word errors, prices, a shop's terms, noise.

Verbatim texts are known here, which the recordings of people lack; the voice is one, and
clear, so that errors are fewer than of people; some texts hold typing errors, which count
under every setting. The shop's terms show what hints gain, ordinary sentences what they cost.
"With hints" is as sessions hear; "prompt" puts the shop's words before the decoder instead.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.config import Settings
from evals.bench.figure import Figure
from evals.bench.stt.hinted import Hinted, TermShop
from evals.bench.stt.in_noise import SNRS_DB, noisy
from evals.bench.stt.priced_texts import PRICED
from evals.bench.stt.recogniser import Recognisers, cut_to_speech, recognise_all
from evals.bench.stt.section import Section, difference, ratio, share
from evals.rates import Tally
from evals.speech_texts import (
    TermUtterance,
    missed,
    ordinary_texts,
    shared_catalogs,
    term_utterances,
    terms_of,
)
from evals.spoken_set import speak
from evals.wer import confusions, errors_of
from evals.words import words_of
from speech.audio_file import Samples
from speech.hints import NO_HINTS, Hints
from speech.sound_alike.term import Term

ORDINARY = 120
OF_INDEX = 120
OF_A_CATALOG = 40
IN_NOISE = 60
WORSE_BY = 0.002
HALF = 0.5
_Hints = Hints | Sequence[Hints]

_SEED = 11
"""Other sentences than those that the repair was tuned on."""


@dataclass(frozen=True, slots=True)
class _Set:
    """Spoken sentences and what was heard, by setting."""

    said: tuple[TermUtterance, ...]
    heard: Mapping[str, Sequence[str]]

    def errors(self, setting: str) -> Tally:
        """Return the word errors under a setting."""
        each = [errors_of(s.text, h) for s, h in zip(self.said, self.heard[setting], strict=True)]
        return Tally(tuple(e.errors for e in each), tuple(e.words for e in each))

    def terms_missed(self, setting: str) -> Tally:
        """Return the terms that are not in the transcript."""
        pairs = list(zip(self.said, self.heard[setting], strict=True))
        return Tally(
            tuple(sum(missed(term, h) for term in s.terms) for s, h in pairs),
            tuple(len(s.terms) for s, _ in pairs),
        )

    def numbers_missed(self, setting: str) -> Tally:
        """Return the numbers that are not in the transcript."""
        said = [_numbers(s.text) for s in self.said]
        heard = [_numbers(h) for h in self.heard[setting]]
        return Tally(
            tuple((a - b).total() for a, b in zip(said, heard, strict=True)),
            tuple(a.total() for a in said),
        )


def measure(
    parts: Recognisers,
    hinted: Hinted,
    noises: Mapping[str, Samples],
    settings: Settings,
    data: Path | None,
) -> Section:
    """Speak the sentences and return the figures over them."""

    def hear(said: Sequence[TermUtterance], hints: Mapping[str, _Hints]) -> _Set:
        whole = [clip.samples() for clip in speak([s.text for s in said], settings)]
        cut = [cut_to_speech(samples, parts.silero) for samples in whole]
        return _Set(
            tuple(said),
            {
                name: [one.text for one in recognise_all(parts.engine, cut, one_hint)]
                for name, one_hint in hints.items()
            },
        )

    ordinary = hear(_plain(ordinary_texts(data, ORDINARY, _SEED)), _all(hinted))
    priced = hear(_plain(PRICED), _without_prompt(hinted))
    index = hear(term_utterances(terms_of(parts.vocabulary), OF_INDEX, _SEED), _all(hinted))
    catalogs = shared_catalogs(data) if data else {}
    others = {name: hear(*_of_catalog(terms)) for name, terms in catalogs.items()}
    mixes = _in_noise(parts, settings, noises, hinted, ordinary.said[::2][:IN_NOISE])
    sets = {"ordinary": ordinary, "prices": priced, "index": index}
    sets |= others
    return Section(
        (
            *_ordinary_figures(ordinary, priced),
            *_term_figures("index", [index]),
            *_term_figures("other catalogs", list(others.values())),
            *mixes,
        ),
        tuple(detail for name, one in sets.items() for detail in _details(name, one)),
    )


def _of_catalog(
    terms: Sequence[Term],
) -> tuple[Sequence[TermUtterance], dict[str, _Hints]]:
    """Return sentences with a catalog's terms, and what a session of that shop is told."""
    said = term_utterances(terms, OF_A_CATALOG, _SEED)
    shop = TermShop(terms)
    hints: dict[str, _Hints] = {
        "plain": NO_HINTS,
        "prompt": shop.prompt,
        "repair": [shop.hints(one.terms) for one in said],
    }
    return said, hints


def _plain(texts: Sequence[str]) -> list[TermUtterance]:
    return [TermUtterance(text, ()) for text in texts]


def _all(hinted: Hinted) -> dict[str, _Hints]:
    return {"plain": hinted.plain, "prompt": hinted.prompt, "repair": hinted.repair}


def _without_prompt(hinted: Hinted) -> dict[str, _Hints]:
    return {"plain": hinted.plain, "repair": hinted.repair}


def _ordinary_figures(ordinary: _Set, priced: _Set) -> tuple[Figure, ...]:
    plain, repair = ordinary.errors("plain"), ordinary.errors("repair")
    return (
        share("ordinary text: word error rate, plain", plain),
        share("ordinary text: word error rate, with hints", repair),
        difference("ordinary text: with hints less plain", repair, plain, reach=WORSE_BY),
        difference("ordinary text: prompt alone less plain", ordinary.errors("prompt"), plain),
        share("prices and sizes: word error rate, plain", priced.errors("plain")),
        share("prices and sizes: word error rate, with hints", priced.errors("repair")),
        share("prices and sizes: numbers missed, plain", priced.numbers_missed("plain")),
        share("prices and sizes: numbers missed, with hints", priced.numbers_missed("repair")),
    )


def _term_figures(name: str, sets: Sequence[_Set]) -> tuple[Figure, ...]:
    def together(setting: str) -> Tally | None:
        return sum((one.terms_missed(setting) for one in sets), Tally((), ())) if sets else None

    def errors(setting: str) -> Tally | None:
        return sum((one.errors(setting) for one in sets), Tally((), ())) if sets else None

    return (
        share(f"terms of {name}: missed, plain", together("plain")),
        share(f"terms of {name}: missed, prompt", together("prompt")),
        share(f"terms of {name}: missed, with hints", together("repair")),
        ratio(
            f"terms of {name}: missed with hints over plain",
            together("repair"),
            together("plain"),
            reach=HALF,
        ),
        difference(
            f"terms of {name}: word error rate, with hints less plain",
            errors("repair"),
            errors("plain"),
        ),
    )


def _in_noise(
    parts: Recognisers,
    settings: Settings,
    noises: Mapping[str, Samples],
    hinted: Hinted,
    said: Sequence[TermUtterance],
) -> tuple[Figure, ...]:
    """Return word error rates of the ordinary sentences with noise under them."""
    whole = [clip.samples() for clip in speak([s.text for s in said], settings)]
    figures: list[Figure] = []
    for snr_db in SNRS_DB:
        mixes = noisy(whole, noises, snr_db, parts.silero)
        cut = [cut_to_speech(samples, parts.silero) for samples in mixes]
        heard = {
            name: [one.text for one in recognise_all(parts.engine, cut, hints)]
            for name, hints in (("plain", hinted.plain), ("repair", hinted.repair))
        }
        both = _Set(tuple(said), heard)
        figures += [
            share(f"ordinary text at {snr_db} dB: word error rate, plain", both.errors("plain")),
            difference(
                f"ordinary text at {snr_db} dB: with hints less plain",
                both.errors("repair"),
                both.errors("plain"),
            ),
        ]
    return tuple(figures)


def _numbers(text: str) -> Counter[str]:
    return Counter(word for word in words_of(text) if word[0].isdecimal())


def _details(name: str, heard: _Set) -> list[dict[str, object]]:
    """Return what was said and heard where any setting erred."""
    found: list[dict[str, object]] = []
    for index, said in enumerate(heard.said):
        by_setting = {setting: texts[index] for setting, texts in heard.heard.items()}
        wrong = {setting: confusions(said.text, text) for setting, text in by_setting.items()}
        if any(wrong.values()):
            found.append({"set": name, "said": said.text, **by_setting, "wrong": wrong})
    return found
