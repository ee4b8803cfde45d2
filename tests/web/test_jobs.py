"""Long work: told of, stopped, one writer at a time; files that come in."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parallel.errors import InputError, UsageError
from parallel.web.jobs.apart import apart
from parallel.web.jobs.running import EVERYTHING, KEPT, Job, Jobs, Outcome, State
from parallel.web.jobs.worker import work
from web.desks import Desk, ended, over

DONE = Outcome(key="job.built", values={"n": 1})


def finished(job: Job) -> Job:
    """Wait for a job's end."""
    ended(lambda: not job.running)
    return job


def test_a_job_tells_how_far_it_is() -> None:
    """Phase, done and total are seen while it runs, the outcome afterwards."""
    going = threading.Event()

    def slow(job: Job) -> Outcome:
        job.progress("001", 1, 3)
        assert going.wait(10)
        return DONE

    job = Jobs().start("build", frozenset(), slow)
    ended(lambda: job.phase)
    assert (job.state, job.phase, job.done, job.total) == (State.RUNNING, "001", 1, 3)
    going.set()
    assert finished(job).state is State.DONE
    assert job.outcome is DONE
    assert 0 <= job.seconds < 60


def test_a_job_stops_at_its_next_step() -> None:
    """Asked to stop it goes no further, and says so."""
    jobs, going = Jobs(), threading.Event()

    def slow(job: Job) -> Outcome:
        assert going.wait(10)
        job.progress("next", 1, 2)
        return DONE

    job = jobs.start("check", frozenset(), slow)
    job.cancel()
    assert job.stopping
    going.set()
    assert finished(job).state is State.CANCELLED
    assert job.outcome is None


def test_one_writer_at_a_time_per_document() -> None:
    """A job over the same pair is refused and the running one named; one over another pair goes on beside it."""
    jobs, going = Jobs(), threading.Event()

    def wait(_: Job) -> Outcome:
        assert going.wait(10)
        return DONE

    first = jobs.start("align", frozenset({"a"}), wait)
    with pytest.raises(UsageError) as refused:
        jobs.start("align", frozenset({"a", "b"}), wait)
    assert refused.value.hint == first.id
    with pytest.raises(UsageError):
        jobs.start("build", frozenset({EVERYTHING}), wait)
    jobs.start("align", frozenset({"b"}), wait)
    reader = jobs.start("export", frozenset(), wait)
    going.set()
    finished(reader)


def test_old_jobs_are_forgotten() -> None:
    """The list does not grow for ever."""
    jobs = Jobs()
    for _ in range(KEPT + 5):
        finished(jobs.start("build", frozenset(), lambda _: DONE))
    assert len(jobs.all()) == KEPT


@pytest.mark.parametrize("error", [InputError("refused", where="a:1"), ZeroDivisionError()])
def test_what_goes_wrong_ends_the_job_only(error: Exception) -> None:
    """A refusal is kept as one, a bug as its traceback."""

    def broken(_: Job) -> Outcome:
        raise error

    job = finished(Jobs().start("build", frozenset(), broken))
    assert job.state is State.FAILED
    assert (job.refusal is error) or "ZeroDivisionError" in job.fault


def test_work_apart_is_killed_at_once(desk: Desk) -> None:
    """Stopped in the middle, the process is gone and the pair is as it was saved last."""
    before = desk.workspace.aligned_path("d.abstract").read_bytes()
    job = Jobs().start("align", frozenset({"d.abstract"}), apart(desk.workspace, "align", {"pairs": ["d.abstract"]}))
    ended(lambda: job.stop)
    job.cancel()
    assert finished(job).state is State.CANCELLED
    assert desk.workspace.aligned_path("d.abstract").read_bytes() == before
    assert desk.beads()


def test_a_page_starts_watches_and_finds_a_job_again(desk: Desk) -> None:
    """Scoring: the job has an address that shows the same after a reload, in a list, as JSON and as events."""
    shown = over(desk, desk.post("/jobs", {"kind": "score"}))
    assert (shown["state"], shown["leads"]) == ("done", "/scores")
    assert "coverage" in desk.client.get("/scores").text
    (job,) = desk.client.app._app.state.jobs.all()  # type: ignore[attr-defined]  # the guard's own application
    assert "Scoring" in desk.client.get(f"/jobs/{job.id}").text
    assert job.id in desk.client.get("/jobs").text
    told = desk.client.get(f"/jobs/{job.id}/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    assert json.loads(told.text.split("data: ")[1])["state"] == "done"


def test_checks_are_run_beside_the_pages(desk: Desk) -> None:
    """What the job has seen the board shows at once."""
    shown = over(desk, desk.post("/jobs", {"kind": "check"}))
    assert shown["state"] == "done"
    assert desk.site.known_all(desk.site.editors())
    assert desk.client.get("/consistency").status_code == 200


def test_a_long_pair_is_not_checked_while_somebody_waits(
    opened: Callable[[tuple[tuple[str, str], ...]], Desk],
) -> None:
    """The board offers the job instead, and shows the findings once it is done."""
    desk = opened(tuple((f"Ordu {n} asker verdi.", f"The army gave {n + n % 2} men.") for n in range(1600)))
    assert 'data-kind="check"' in desk.client.get("/consistency").text
    assert over(desk, desk.post("/jobs", {"kind": "check"}))["state"] == "done"
    assert "finding" in desk.client.get("/consistency").text


def test_an_export_is_a_job(desk: Desk) -> None:
    """It writes into the workspace, under our own name."""
    shown = over(desk, desk.post("/jobs", {"kind": "export", "pairs": [], "format": "tmx", "states": "all"}))
    assert "exports/d.abstract.tmx" in shown["said"]
    assert (desk.workspace.exports_path / "d.abstract.tmx").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    "body",
    [{}, {"kind": 1}, {"kind": "rm"}, {"kind": "align", "pairs": "d"}, {"kind": "align", "pairs": ["../x"]},
     {"kind": "export", "format": "exe"}, {"kind": "add", "path": "/etc/passwd"}, {"kind": "memory"}],
)  # fmt: skip
def test_odd_jobs_are_refused(desk: Desk, body: dict[str, Any]) -> None:
    """Only what a page offers can be started; files only through their own address."""
    assert 400 <= desk.post("/jobs", body).status_code < 500
    assert desk.client.get("/jobs/ffff").status_code == 404
    assert desk.post("/jobs/ffff/cancel", {}).status_code == 400


def send(desk: Desk, kind: str, name: str, data: bytes, query: str = "") -> Any:
    """Send a file in as the page does."""
    headers = {
        "x-tren-token": desk.session.page,
        "sec-fetch-site": "same-origin",
        "accept": "application/json",
        "x-tren-name": name,
    }
    return desk.client.post(f"/uploads/{kind}{query}", content=data, headers=headers)


TMX = """<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header creationtool="t" creationtoolversion="1"
segtype="sentence" o-tmf="t" adminlang="en" srclang="tr" datatype="plaintext"/><body><tu><tuv xml:lang="tr"><seg>Ordu
İzmir’e girdi.</seg></tuv><tuv xml:lang="en"><seg>The army entered Izmir.</seg></tuv></tu></body></tmx>"""
EVIL = TMX.replace("<tmx", '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx', 1).replace("Ordu", "&x;")


def test_a_document_comes_in(desk: Desk) -> None:
    """It is listed, cleaned and can be read; nothing is left where it was laid down."""
    text = "LOZAN ÜZERİNE\n\nKonferans 20 Kasım 1922’de açıldı. Heyet geldi.\n".encode()
    shown = over(desk, send(desk, "document", "Lozan%20%C3%9Czerine.txt", text, "?language=tr"))
    assert (shown["state"], shown["leads"]) == ("done", "/d/lozan-uzerine"), shown
    assert "Konferans" in desk.client.get("/d/lozan-uzerine").text
    ended(lambda: not list((desk.workspace.hidden_path / "uploads").rglob("*")))


def test_aligned_text_and_memories_come_in(desk: Desk) -> None:
    """A TMX becomes a pair, or is remembered."""
    assert over(desk, send(desk, "pair", "eski.tmx", TMX.encode()))["leads"] == "/pairs/eski"
    assert "İzmir" in desk.client.get("/pairs/eski").text
    assert over(desk, send(desk, "memory", "bellek.tmx", TMX.encode()))["state"] == "done"
    rows = b"tr\ten\nOrdu geldi.\tThe army came.\n"
    assert over(desk, send(desk, "pair", "liste.tsv", rows))["state"] == "done"


def test_building_and_aligning_are_jobs(desk: Desk) -> None:
    """A pair is aligned anew and the page led to it; a build that is refused says why in one line."""
    over(desk, send(desk, "pair", "eski.tmx", TMX.encode()))
    shown = over(desk, desk.post("/jobs", {"kind": "align", "pairs": ["eski"]}))
    assert (shown["state"], shown["leads"], shown["said"]) == ("done", "/pairs/eski", "1 beads"), shown
    refused = over(desk, desk.post("/jobs", {"kind": "build"}))
    assert refused["state"] == "failed"
    assert "seeds/manifest.yaml" in refused["said"]
    (desk.workspace.root / "seeds" / "manifest.yaml").write_text("format: 1\ndocuments: []\n", "utf-8")
    assert over(desk, desk.post("/jobs", {"kind": "build"}))["state"] == "done"


def test_an_export_that_comes_back_makes_its_changes(desk: Desk) -> None:
    """It is proposed first and made when asked for."""
    sent = desk.client.get("/export/file?format=tmx").text.replace("It decided.", "It resolved.")
    sent = sent.replace("Istanbul was occupied.", "Istanbul was under occupation.")
    assert "1" in over(desk, send(desk, "pair", "d.tmx", sent.encode()))["said"]
    assert desk.beads()[2].target.text == "Istanbul was occupied."
    assert over(desk, send(desk, "pair", "d.tmx", sent.encode(), "?apply=1"))["state"] == "done"
    assert desk.beads()[2].target.text == "Istanbul was under occupation."


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("document", "a.exe", b"MZ"),
        ("document", "a.txt", b""),
        ("document", "a.pdf", b"not a pdf"),
        ("document", "a.docx", b"not a zip"),
        ("document", "a.txt", b"\0\0\0ELF"),
        ("document", "", b"x"),
        ("document", "..", b"x"),
        ("document", "%2e%2e%2f.txt", b"x"),
        ("document", "%ff.txt", b"x"),
        ("document", "a" * 300 + ".txt", b"x"),
        ("pair", "a.html", b"<script>"),
        ("memory", "a.tsv", b"a\tb"),
        ("nope", "a.txt", b"x"),
    ],
)
def test_files_that_are_not_what_they_should_be_are_refused(desk: Desk, kind: str, name: str, data: bytes) -> None:
    """Refused before any reader sees them, in one line; nothing is laid down."""
    answer = send(desk, kind, name, data)
    assert 400 <= answer.status_code < 500
    assert "\n" not in answer.json()["error"]
    assert not (desk.workspace.hidden_path / "uploads").exists()


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("pair", "evil.tmx", EVIL.encode()),
        ("memory", "evil.tmx", EVIL.encode()),
        ("document", "kırık.pdf".encode().hex() and "kirik.pdf", b"%PDF-1.4\ngarbage"),
        ("document", "kirik.docx", b"PK\x03\x04garbage"),
        ("document", "bos.txt", b"   \n \xc2\xa0"),
        ("pair", "bos.tsv", b"tr\ten\n"),
    ],
)
def test_damaged_files_end_their_job_with_one_line(desk: Desk, kind: str, name: str, data: bytes) -> None:
    """The reader's refusal is shown under the file's own name; the workspace is as it was."""
    before = desk.workspace.manifest_bytes()
    shown = over(desk, send(desk, kind, name, data))
    assert shown["state"] == "failed", shown
    assert str(desk.workspace.root) not in shown["said"]
    assert "Traceback" not in shown["said"]
    assert "root:" not in shown["said"]
    assert desk.workspace.manifest_bytes() == before


def test_a_path_in_a_name_is_not_a_path(desk: Desk) -> None:
    """Of a name with folders only the last part is looked at."""
    shown = over(desk, send(desk, "document", "..%2F..%2Fetc%2Fnot.txt", b"Ordu geldi.", "?language=tr"))
    assert shown["leads"] == "/d/not"
    assert (desk.workspace.root / "seeds" / "not.txt").exists()


def test_large_files_are_refused_by_length_alone(desk: Desk) -> None:
    """Twenty megabytes at most; other addresses take no more than before."""
    headers = {"x-tren-token": desk.session.page, "sec-fetch-site": "same-origin", "content-length": "20000001"}
    assert desk.client.post("/uploads/document", content=b"", headers=headers).status_code == 413
    assert desk.client.post("/jobs", content=b"x" * 300_000, headers=headers).status_code == 413


def test_an_upload_without_the_token_is_refused(desk: Desk) -> None:
    """Files are changes like any other."""
    headers = {"sec-fetch-site": "same-origin", "x-tren-name": "a.txt"}
    assert desk.client.post("/uploads/document", content=b"x", headers=headers).status_code == 403


def test_the_worker_tells_of_bugs(desk: Desk, tmp_path: Path) -> None:
    """A fault is handed over whole."""
    path = tmp_path / "x.txt"
    path.write_text("x", "utf-8")
    told: list[Any] = []
    asked = {"root": str(desk.workspace.root), "kind": "no such work", "path": str(path), "name": "x.txt"}
    work(asked, told.append)
    assert "KeyError" in told[-1]["fault"]
