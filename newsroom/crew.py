import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_STOP = 15


class Crew:
    """Processes that work side by side and end together: when one ends, when we are told to."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.members: dict[str, subprocess.Popen[bytes]] = {}
        self.signals = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup the closed terminal is to be ignored, so it stays so.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def start(self, name: str, command: list[str]) -> None:
        """In a session of its own, so that Ctrl-C reaches it through us, once and in order."""
        self.members[name] = subprocess.Popen(
            command, cwd=self.folder, env=self.environment, start_new_session=True
        )

    @property
    def fallen(self) -> str | None:
        """The name of a member that ended by itself."""
        ended = (name for name, member in self.members.items() if member.poll() is not None)
        return next(ended, None)

    def work_until(self, is_reached: Callable[[], bool]) -> bool:
        """Wait while everybody works; False when somebody fell or a signal came before."""
        while not self.signals and not self.fallen:
            if is_reached():
                return True
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return False

    def dismiss(self) -> None:
        """End everybody, gently at first; a second signal or too long a wait ends the patience."""
        signals = self.signals
        deadline = time.monotonic() + SECONDS_TO_STOP
        for member in self.members.values():
            member.terminate()
        for member in self.members.values():
            while member.poll() is None and self.signals == signals and time.monotonic() < deadline:
                time.sleep(SECONDS_BETWEEN_LOOKS)
            # The whole session: a server that was killed cannot end its own workers.
            with suppress(ProcessLookupError):
                os.killpg(member.pid, signal.SIGKILL)
            member.wait()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.signals += 1
