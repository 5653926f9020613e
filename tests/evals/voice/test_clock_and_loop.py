"""Waiting is skipped, work is not; and a process as a whole lives by the clock."""

import asyncio
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import pytest

from evals.voice.clock import VirtualClock, Work
from evals.voice.loop import VirtualLoop
from tests.patience import PATIENCE_S

_T = TypeVar("_T")


def _run(
    main: Callable[[VirtualClock, Work], Coroutine[Any, Any, _T]], *, flows: bool = True
) -> tuple[_T, float, float]:
    """Run it and return its result, the real seconds and the skipped ones."""
    clock = VirtualClock(flows=flows)
    work = Work()
    began = time.monotonic()
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(clock, work)) as runner:
        result = runner.run(main(clock, work))
    return result, time.monotonic() - began, clock.skipped_s


def test_waiting_is_skipped_where_that_is_allowed() -> None:
    async def main(clock: VirtualClock, _: Work) -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        await asyncio.sleep(0.05)
        honest = loop.time() - began
        with clock.skipping():
            await asyncio.sleep(3600)
        return honest, loop.time() - began

    (honest, whole), real_s, skipped_s = _run(main)
    assert honest >= 0.05
    assert whole > 3600
    assert real_s < PATIENCE_S
    assert 3590 < skipped_s <= 3600


def test_timers_fire_in_their_order() -> None:
    async def main(clock: VirtualClock, _: Work) -> list[str]:
        seen: list[str] = []

        async def after(seconds: float, name: str) -> None:
            await asyncio.sleep(seconds)
            seen.append(name)

        with clock.skipping():
            await asyncio.gather(after(30, "third"), after(1, "first"), after(20, "second"))
        return seen

    assert _run(main)[0] == ["first", "second", "third"]


def test_work_in_an_executor_takes_as_long_as_it_takes() -> None:
    async def main(clock: VirtualClock, _: Work) -> tuple[float, int]:
        loop = asyncio.get_running_loop()
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.02)
                ticks += 1

        with clock.skipping():
            ticking = asyncio.create_task(tick())
            began = loop.time()
            await asyncio.to_thread(time.sleep, 0.3)
            took = loop.time() - began
            ticking.cancel()
        return took, ticks

    (took, ticks), real_s, _ = _run(main)
    assert 0.3 <= took <= real_s
    assert ticks <= took / 0.02 + 1


def test_work_of_another_thread_holds_the_clock_and_its_result_is_not_outrun() -> None:
    async def main(clock: VirtualClock, work: Work) -> tuple[float, str]:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[str] = loop.create_future()

        def elsewhere() -> None:
            time.sleep(0.2)
            loop.call_soon_threadsafe(done.set_result, "done")
            work.end()

        with clock.skipping():
            began = loop.time()
            work.begin()
            threading.Thread(target=elsewhere).start()
            result = await asyncio.wait_for(done, 60)
            return loop.time() - began, result

    (took, result), real_s, _ = _run(main)
    assert result == "done"
    assert 0.2 <= took <= real_s


def test_work_takes_no_time_where_nothing_is_timed_and_time_never_goes_back() -> None:
    async def main(clock: VirtualClock, _: Work) -> list[float]:
        loop = asyncio.get_running_loop()
        with clock.skipping():
            began = loop.time()
            await asyncio.to_thread(time.sleep, 0.2)
            worked = loop.time() - began
            await asyncio.sleep(5)
            waited = loop.time() - began
        after = loop.time() - began
        await asyncio.sleep(0.05)
        return [worked, waited, after, loop.time() - began]

    (worked, waited, after, last), _, _ = _run(main, flows=False)
    assert worked == pytest.approx(0.0, abs=0.001)
    assert waited == pytest.approx(5.0, abs=0.001)
    assert waited <= after <= last
    assert last >= after + 0.05


def test_an_open_connection_is_waited_for() -> None:
    async def main(clock: VirtualClock, _: Work) -> float:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readline()
            await asyncio.to_thread(time.sleep, 0.2)
            writer.write(b"yes\n")
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        loop = asyncio.get_running_loop()
        with clock.skipping():
            began = loop.time()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"well?\n")
            await asyncio.wait_for(reader.readline(), 30)
            took = loop.time() - began
            writer.close()
        server.close()
        return took

    took, real_s, _ = _run(main)
    assert 0.2 <= took <= real_s


def test_a_process_lives_by_its_clock_and_gets_its_own_exception_back() -> None:
    program = """
        from evals.voice.virtually import run_virtually, skipping, skipped_s

        async def main():
            import asyncio, time
            began = [time.time(), time.monotonic(), time.perf_counter()]
            with skipping():
                await asyncio.sleep(1000)
            took = [now - then for now, then in
                    zip([time.time(), time.monotonic(), time.perf_counter()], began)]
            assert all(1000 <= each < 1060 for each in took), took
            assert skipped_s() > 990
            await asyncio.to_thread(lambda: None)
            raise KeyError("its own")

        try:
            run_virtually(main)
        except KeyError:
            print("came back")
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert told.stdout.strip() == "came back"


def test_a_process_that_keeps_the_real_clock_is_refused() -> None:
    program = """
        import livekit.agents
        from evals.voice.virtually import run_virtually

        async def main():
            return None

        try:
            run_virtually(main)
        except RuntimeError as error:
            print(error)
        run_virtually(main, real_time=True)
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "before the assistant is imported" in told.stdout
