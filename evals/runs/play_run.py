"""A run from its plan to its last trial: begun or gone on with, and stopped at any moment."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.config import Settings
from assistant.errors import UsageError
from evals.errors import RunChanged, RunStopped
from evals.runs.assistant import scratch_home
from evals.runs.chosen import choose
from evals.runs.folder import (
    Begun,
    RunNote,
    holds_run,
    lost_products,
    read_begun,
    read_run,
    write_catalog,
    write_note,
    write_scenarios,
)
from evals.runs.homes import homes
from evals.runs.journal import Journal, read_journal, unwritable
from evals.runs.lock import locked
from evals.runs.messages import Look, Looked, Play, Played, Setup, Survey, Surveyed
from evals.runs.order import left_of, spread, trials_of
from evals.runs.progress import Progress, Screen
from evals.runs.record import TrialRecord
from evals.runs.request import RunRequest
from evals.runs.run import SOUNDS_FOLDER, TRIALS_FILE, Plan, Run
from evals.runs.stamp import begin_stamp, changed_since, end_stamp
from evals.runs.trial import Trial
from evals.runs.workers import Lost, Workers
