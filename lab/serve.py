"""Starts JupyterLab, and ends it when whoever started it is gone.

That one holds the other end of standard input and never writes to it: the end of the stream means that it asked for the
end or died, by whatever signal. Kernels, and the JVMs of their Sparks, end with the server.
"""

import os
import signal
import sys
import threading
import time

#: How long kernels may take to end.
GRACE_SECONDS = 15


def end_with(tether: int) -> None:
    while os.read(tether, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def main() -> None:
    from jupyterlab.labapp import LabApp

    # Kernels must not inherit it: one that reads it would take the end away from us.
    tether = os.dup(sys.stdin.fileno())
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, sys.stdin.fileno())
    threading.Thread(target=end_with, args=[tether], daemon=True).start()
    LabApp.launch_instance()


main()
