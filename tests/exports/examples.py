"""What an imported row needs to be valid; an import makes it, so there is nothing to fill."""

from uuid import UUID

VALUES = {"ImportedRow": {"kind": "milestones", "source": UUID(int=7)}}
