"""`python -m summarizer` is the command."""

from summarizer.cli import main

raise SystemExit(main())
