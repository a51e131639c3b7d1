"""How large an article and its package may be; every reader keeps to these."""

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 5_000_000
# A book has some ten thousand of each; what has more is made to keep the program busy.
MAX_LINES = 200_000
MAX_BLOCKS = 200_000
# Packages (docx, odt, epub).
MAX_INFLATED = 200_000_000
MAX_ENTRIES = 2_000
MAX_DIRECTORY_BYTES = 2_000_000
# Apache POI's bound against bombs (ZipSecureFile, minimum inflate ratio 0.01, from 100 kB on).
MAX_RATIO = 100
RATIO_FROM = 100_000
# XML: expat itself knows no bound on depth; libxml2 stops at 256.
MAX_DEPTH = 256
MAX_NODES = 600_000
MAX_XML_BYTES = 60_000_000
# PDF, in a process of its own.
PDF_SECONDS = 30
PDF_MEMORY = 1_000_000_000
PDF_PAGES = 2_000
