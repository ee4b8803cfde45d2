"""Two texts and what pairs them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from parallel.errors import ParallelError
from parallel.model.document import ENGLISH, TURKISH, Language, Place, SegmentId
from parallel.model.span import Span

PairId = NewType("PairId", str)
"""``001.abstract`` (found inside a document) or ``000~000-en`` (a document and its translation)."""
BeadId = NewType("BeadId", str)
"""The bead's first segment's id."""


@dataclass(frozen=True, slots=True)
class Languages:
    """Direction of a run."""

    source: Language = TURKISH
    """Language translated from."""
    target: Language = ENGLISH
    """Language translated into."""

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for a bead, as a person can read it."""

    kind: str
    """``length``, ``lexicon``, ``learnt``, ``number``, ``name``, ``cognate``, ``concept``, ``bead-type`` and others."""
    detail: str
    """What spoke for it: ``savaş = war``, ``1920``, ``misak-i-milli``."""
    gain: float
    """Nats it added to the log-likelihood ratio; negative when it spoke against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """A minimal group of segments that translate each other, by position."""

    source: Span
    """Positions in the source segments."""
    target: Span
    """Positions in the target segments."""
    cost: float = 0.0
    """Nats; lower is better."""
    confidence: float = 0.0
    """Estimated probability that the bead is right, 0 to 1."""
    evidence: tuple[Evidence, ...] = ()
    """Strongest first; empty unless asked for."""

    @property
    def kind(self) -> str:
        """Return the bead type: ``1-1``, ``2-1``, ``0-1``."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def two_sided(self) -> bool:
        """Whether neither side is empty."""
        return bool(self.source) and bool(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """All segments of both sides in ordered, touching beads: nothing lost, doubled or crossed."""

    source_size: int
    """Number of source segments."""
    target_size: int
    """Number of target segments."""
    beads: tuple[Bead, ...]
    """In reading order."""
    signature: str = ""
    """Version and settings that change the result."""

    def __post_init__(self) -> None:
        at_source = at_target = 0
        for bead in self.beads:
            if bead.source.start != at_source or bead.target.start != at_target or not (bead.source or bead.target):
                raise ParallelError(f"beads leave a gap or overlap at {bead.source.start}:{bead.target.start}")
            at_source, at_target = bead.source.end, bead.target.end
        if (at_source, at_target) != (self.source_size, self.target_size):
            raise ParallelError(f"beads end at {at_source}:{at_target}, texts at {self.source_size}:{self.target_size}")


class BeadState(StrEnum):
    """How far a person vouches for a bead."""

    AUTO = "auto"
    EDITED = "edited"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a bead as it stands in ``aligned/``."""

    segments: tuple[SegmentId, ...] = ()
    """Empty on the short side of an omission."""
    texts: tuple[str, ...] = ()
    """One per segment, as cut from the document."""
    places: tuple[Place, ...] = ()
    """Where each segment stands in the raw file; empty when it came from no file."""
    edited: str | None = None
    """What a person made of the text, where it differs from the segments."""
    extra: tuple[tuple[str, object], ...] = ()
    """Unknown fields of the file, kept in order."""

    def __post_init__(self) -> None:
        if len(self.texts) != len(self.segments) or len(self.places) not in {0, len(self.segments)}:
            raise ParallelError(
                f"{len(self.segments)} segments with {len(self.texts)} texts, {len(self.places)} places"
            )

    @property
    def text(self) -> str:
        """The edited text, else the segments' texts joined by one space."""
        return " ".join(self.texts) if self.edited is None else self.edited


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding a person has looked at and let pass."""

    check: str
    """Check id it silences on this bead."""
    reason: str
    """Why; never empty."""
    texts: str
    """Digest of both texts as they were; when they change the waiver no longer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedBead:
    """A bead with its texts, its state and everything a person has said of it."""

    id: BeadId
    """First segment's id."""
    source: Side
    """Source side."""
    target: Side
    """Target side."""
    confidence: float = 0.0
    """As computed when it was aligned, 0 to 1."""
    state: BeadState = BeadState.AUTO
    """Who vouches for it."""
    flagged: str = ""
    """Note of whoever flagged it; empty when not flagged."""
    excluded: str = ""
    """Reason it is never exported; empty when it is."""
    note: str = ""
    """Remark that asks for nothing."""
    waivers: tuple[Waiver, ...] = ()
    """Findings let pass."""
    version: int = 1
    """Raised by one with every change a person makes; taken back by undo."""
    evidence: tuple[Evidence, ...] = ()
    """What spoke for it, strongest first."""
    extra: tuple[tuple[str, object], ...] = ()
    """Unknown fields of the file, kept in order."""

    @property
    def revision(self) -> str:
        """Version and twelve hex digits over all a person can change: ``3-9f3a01bc2d4e``.

        Undo takes the version number back, so the number alone would let a stale page pass.
        """
        said = [self.id, self.state.value, self.flagged, self.excluded, self.note]
        for side in (self.source, self.target):
            said += ["", *side.segments, *side.texts, repr(side.edited)]
        said += [part for waiver in self.waivers for part in (waiver.check, waiver.reason, waiver.texts)]
        digest = sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self.version}-{digest[:12]}"

    @property
    def human(self) -> bool:
        """Whether a person has had it in hand: approved, edited, marked or remarked on."""
        return self.state is not BeadState.AUTO or bool(self.flagged or self.excluded or self.note or self.waivers)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBead:
    """A bead people worked on that stands nowhere at present."""

    bead: AlignedBead
    """As it last stood."""
    reason: str
    """Why it could not stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedPair:
    """What ``aligned/PAIR.jsonl`` holds."""

    id: PairId
    """File name without its ending."""
    languages: Languages
    """Direction."""
    source_name: str
    """File the source side came from, as the manifest names it."""
    target_name: str
    """File the target side came from."""
    beads: tuple[AlignedBead, ...]
    """In reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One two-sided pair of texts, as checks and scores see it."""

    source: str
    """Source text."""
    target: str
    """Target text."""
    paragraph: int = 0
    """Number of the paragraph it belongs to; quotes balance over a paragraph."""
    bead: BeadId | None = None
    """The bead it came from, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitext:
    """Rows in reading order with their direction."""

    name: str
    """Pair id or file name."""
    rows: Sequence[Row]
    """Two-sided pairs only."""
    languages: Languages = field(default_factory=Languages)
    """Direction."""
