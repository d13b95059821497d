"""`python -m media.figure` bakes every pose that changed; see bake.py."""

import sys

from media.figure.authoring import PoseError
from media.figure.bake import write

try:
    again = write()
except PoseError as error:
    sys.exit(str(error))
sys.stdout.write(f"baked {len(again)}: {' '.join(again)}\n")
