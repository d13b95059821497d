"""The coach: turns what happens in a session into what is to be heard, and when.

At each change it plans the current step from where it is, and the next one as if the current
ends by itself, and sends both as one plan. Knows no process, no file and no screen.
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from media import tones
from media.phrases import estimate_seconds, text_of
from media.sound import Sound
from media.voice import Preparation, Progress, Voice
from media.wire import SoundCue
from workouts import cues as wishes
from workouts.cues import Cue, CueKind, CueStyle, Phrase, PlannedCue, Rank
from workouts.events import (
    Effort,
    EndedBy,
    Event,
    Paused,
    RepCounted,
    Resumed,
    ResumeStarted,
    SecondLeft,
    SessionFinished,
    StepFinished,
    StepLengthened,
    StepStarted,
    TimelineChanged,
)
from workouts.timeline import Step, StepKind, Timeline

TINY = 1e-6
SAME_MOMENT_S = 1e-3
DEFAULT_STYLE = CueStyle()
LONGEST_FAREWELL_S = 4.0  # what is still to be heard when a session is over
AFTER_PAUSE_TONE_S = 0.45
AFTER_FINISH_TONE_S = 0.95
COUNTED_TOO_MANY = 10  # reps counted by key beyond the target are still echoed


class Followed(Protocol):
    """What the coach asks of a session."""

    timeline: Timeline

    def active_s(self, now: float) -> float: ...


@dataclass(slots=True)
class _Place:
    """The step under way, as it lasts now."""

    timeline: Timeline
    index: int
    at: float  # active second it began, what was done of it earlier included
    visit: int  # grows at each jump, so that what is heard again has another id
    length: float
    joined_at: float = 0.0  # seconds into the step from which it is heard; 0 at its start
    entry: str = ""  # the tone that tells of joining it, where it was not reached by itself

    @property
    def step(self) -> Step:
        return self.timeline.steps[self.index]

    @property
    def endless(self) -> bool:
        return self.step.seconds is None

    @property
    def ends_at(self) -> float | None:
        return None if self.endless else self.at + self.length

    def ends_by_itself(self, at: float) -> bool:
        """Whether active second `at` is when this step is over without anybody's doing."""
        return self.ends_at is not None and abs(self.ends_at - at) < SAME_MOMENT_S

    def sized(self) -> Timeline:
        """The timeline with the current step as long as it now is."""
        if abs(self.length - self.step.planned_s) < TINY:
            return self.timeline
        steps = list(self.timeline.steps)
        steps[self.index] = replace(self.step, planned_s=self.length)
        return replace(self.timeline, steps=tuple(steps))


@dataclass(frozen=True, slots=True)
class _Said:
    """A planned voice and its wish, to know what a pause cut off."""

    wish: Cue
    step: int
    begins: float  # active seconds
    ends: float


class Coach:
    """Follows one session at a time. Moments are readings of `time.monotonic`."""

    def __init__(self, voice: Voice, sound: Sound, style: CueStyle = DEFAULT_STYLE) -> None:
        self.voice = voice
        self.sound = sound
        self.style = style
        self.ends_at = 0.0  # reading of the clock by which all that is planned has sounded
        self._place: _Place | None = None
        self._session: Followed | None = None
        self._timeline: Timeline | None = None
        self._visits = 0
        self._single = 0
        self._paused = False
        self._said: list[_Said] = []
        self._cut: _Said | None = None
        self._voice_version = -1
        self._told: set[str] = set()

    # -- before a session

    def texts(self, timeline: Timeline) -> list[str]:
        """All that can be said in a session, in the order it is first needed."""
        found: dict[str, None] = {}
        for step in timeline.steps:
            for cue in wishes.step_cues(timeline, step.index, self.style):
                found.update(dict.fromkeys(text_of(phrase) for phrase in cue.phrases))
        found.update(dict.fromkeys(text_of(phrase) for phrase in _at_any_time(timeline)))
        return list(found)

    def begin(self, session: Followed, progress: Progress | None = None) -> Preparation:
        """Wake the sound and have the clips made; the session need not wait for them."""
        self._session = session
        timeline = self._timeline = session.timeline
        self._place, self._said, self._cut = None, [], None
        self._visits += 1
        self._paused = False
        self.sound.wake()
        return self.voice.prepare(self.texts(timeline), progress)

    def use_voice(self, voice: Voice) -> None:
        """Another voice from now on, in the middle of a session too."""
        self.voice, self._voice_version = voice, -1
        if self._place:
            self.voice.prepare(self.texts(self._place.timeline))

    # -- during a session

    def follow(self, event: Event, now: float) -> None:
        """Make heard what an event means. Every event of a session, in order, comes here."""
        assert self._session, "begin() comes first"
        # The reading at which active second 0 would have been, had nothing ever paused.
        origin = now - self._session.active_s(now)
        match event:
            case StepStarted(at=at, step=step, into=into):
                self._enter(at, step, into, now, origin)
            case StepLengthened(seconds=seconds) if self._place:
                self._place.length = seconds
                self._send(now, origin, event.at)
            case TimelineChanged(at=at, timeline=timeline):
                self._change(timeline, now, origin, at)
            case Resumed(at=at):
                self._paused = False
                self._send(now, origin, at)
            case SecondLeft(at=at) if self.voice.version != self._voice_version:
                self._send(now, origin, at)  # clips have come since the last plan
            case _:
                self._answer(event, now)

    def _answer(self, event: Event, now: float) -> None:
        """What is heard at once, whatever is planned."""
        match event:
            case StepFinished(effort=Effort(ended_by=EndedBy.DONE | EndedBy.DROPPED)):
                self._let_go(now)
            case Paused(at=at, asleep=asleep):
                self._pause(at, now, asleep=asleep)
            case ResumeStarted(at=at, lead_s=lead_s):
                self._lead_in(at, lead_s, now)
            case RepCounted(number=number, of=of):
                self._echo(number, of, now)
            case SessionFinished(at=at, completed=completed):
                self._end(at, now, completed=completed)

    def say(self, text: str) -> bool:
        """Say something now, for trying a voice out; False while its clip is not made."""
        clip, seconds = self.voice.clip(text), self.voice.seconds(text)
        if clip is None or seconds is None:
            return False
        now = time.monotonic()
        self._single += 1
        name = f"single-{self._single}"
        self.sound.play_now(SoundCue(name, now, CueKind.VOICE, Rank.NAME, clip=str(clip)))
        self.ends_at = max(self.ends_at, now + seconds)
        return True

    def news(self) -> str:
        """What the athlete has not yet been told about voice and sound; empty when nothing."""
        for why in (self.sound.state.why, self.voice.state.why):
            if why and why not in self._told:
                self._told.add(why)
                return why
        return ""

    def finish(self) -> None:
        """Let the last sounds be heard, some seconds at most, then give the device back."""
        left = min(self.ends_at - time.monotonic(), LONGEST_FAREWELL_S)
        if left > 0 and self.sound.state.ok:
            threading.Event().wait(left)
        self.close()

    def close(self) -> None:
        self.sound.close()
        self.voice.close()

    def _enter(self, at: float, step: Step, into: float, now: float, origin: float) -> None:
        assert self._timeline, "begin() comes first"
        natural = self._is_natural(at, step)
        if not natural and self._place:
            self.sound.cancel()
        if not natural:
            self._visits += 1
            self._said = []
        works = step.kind is StepKind.WORK
        self._place = _Place(
            self._timeline,
            step.index,
            at - into,
            self._visits,
            max(into, step.planned_s),
            joined_at=into,
            entry="start" if works and not natural else "",
        )
        self._send(now, origin, at)

    def _is_natural(self, at: float, step: Step) -> bool:
        """Whether the step before ended by itself, so that this one is already planned."""
        place = self._place
        if place is None or self._paused:
            return False
        return step.index == place.index + 1 and place.ends_by_itself(at)

    def _change(self, timeline: Timeline, now: float, origin: float, at: float) -> None:
        self._timeline = timeline
        place = self._place
        if not place:
            return
        before, place.timeline = place.step, timeline
        after = place.step
        if (before.side, before.exercise.id) != (after.side, after.exercise.id):
            # What was announced is no longer true: say it anew.
            self.sound.cancel()
            self._visits += 1
            into = at - place.at
            place.visit, place.joined_at, place.entry = self._visits, into, ""
            announced = next(iter(self._voices_of(place)), None)
            self._cut = _Said(announced, place.index, into, into) if announced else None
        self._send(now, origin, at)

    def _pause(self, at: float, now: float, *, asleep: bool) -> None:
        self._paused = True
        self.sound.cancel()
        self._cut = next((said for said in self._said if said.begins <= at < said.ends), None)
        if self._place:
            self._visits += 1
            self._place.visit = self._visits
            self._place.joined_at = at - self._place.at
            self._place.entry = self._place.entry or "resume"
        if not asleep:
            self._play_tone("pause", now)
            self._play_voice(Phrase("paused"), now + AFTER_PAUSE_TONE_S, Rank.NAME)

    def _lead_in(self, at: float, lead_s: float, now: float) -> None:
        """Count to the moment time goes on, and plan on from there in the same breath."""
        goes_on = now + lead_s
        counted = [
            self._tone_cue("count", goes_on - left, Rank.COUNT)
            for left in (3, 2, 1)
            if left <= lead_s + TINY
        ]
        self._send(now, goes_on - at, at, counted)

    def _echo(self, number: int, of: int, now: float) -> None:
        last_two = of > 3 and number == of - 2
        said = Phrase("last_two") if last_two else Phrase("number", (number,))
        self._play_voice(said, now, Rank.NAME)

    def _let_go(self, now: float) -> None:
        """The athlete ended an effort: the same sign as when the clock does."""
        place, self._place = self._place, None
        self.sound.cancel()
        if place and place.index + 1 < len(place.timeline.steps):
            self._play_tone("end", now)

    def _end(self, at: float, now: float, *, completed: bool) -> None:
        place, self._place = self._place, None
        if completed and place and not self._paused and place.ends_by_itself(at):
            return  # the end and the praise are planned and on their way
        self.sound.cancel()
        self.ends_at = now
        if not completed:
            return
        self._play_tone("finish", now)
        if self._timeline and (said := wishes.last_phrase(self._timeline.kind, self.style)):
            self._play_voice(said, now + AFTER_FINISH_TONE_S, Rank.PRAISE)

    # -- making a plan

    def _send(
        self, now: float, origin: float, at: float, first: list[SoundCue] | None = None
    ) -> None:
        """Plan from active second `at` on: the rest of this step, and the next."""
        place = self._place
        if not place or (self._paused and first is None):
            return
        self._voice_version = self.voice.version
        self._said = [said for said in self._said if said.begins <= at < said.ends]
        cues = list(first or [])
        cues += self._step_cues(place, at, origin, begun=True)
        following = self._following(place)
        if following:
            cues += self._step_cues(following, following.at, origin, begun=False)
        self.ends_at = max([now, *(self._cue_ends(cue) for cue in cues)])
        self.sound.plan(cues)

    def _following(self, place: _Place) -> _Place | None:
        ends_at, index = place.ends_at, place.index + 1
        if ends_at is None or index >= len(place.timeline.steps):
            return None
        timeline = place.sized()
        return _Place(timeline, index, ends_at, place.visit, timeline.steps[index].planned_s)

    def _step_cues(
        self, place: _Place, at: float, origin: float, *, begun: bool
    ) -> Iterator[SoundCue]:
        """The cues of one step that are still to come at active second `at`."""
        into = at - place.at
        wanted = list(self._audible(self._wishes(place, begun=begun)))
        length = None if place.endless else place.length
        planned = wishes.fit(wanted, self._length, length)
        for cue in planned:
            if cue.dropped or (begun and cue.at < into - TINY):
                continue
            wish = _wish_of(cue, wanted)
            begins = place.at + cue.at
            if cue.kind is CueKind.VOICE:
                if cue.rank > Rank.COUNT and self._talks_over(wish, place, begins, cue.seconds):
                    continue
                self._said.append(_Said(wish, place.index, begins, begins + cue.seconds))
            name = _name(place, cue, wish)
            yield self._cue(cue, name, origin + begins)

    def _wishes(self, place: _Place, *, begun: bool) -> list[Cue]:
        """The wishes of a step, with what joining it in the middle adds and takes away."""
        found = wishes.step_cues(place.sized(), place.index, self.style)
        if not begun:
            return found
        joined = place.joined_at
        found = [cue for cue in found if cue.at >= joined - TINY]
        if self._cut and self._cut.step == place.index and place.step.kind is not StepKind.WORK:
            again = replace(self._cut.wish, at=joined, slack=max(self._cut.wish.slack, 2.0))
            found.append(again)
        if place.entry:
            found = [cue for cue in found if (cue.at, cue.tone) != (joined, "start")]
            found.insert(0, Cue(joined, CueKind.TONE, Rank.START, place.entry))
        return found

    def _voices_of(self, place: _Place) -> Iterator[Cue]:
        for cue in wishes.step_cues(place.sized(), place.index, self.style):
            if cue.kind is CueKind.VOICE:
                yield cue

    def _audible(self, found: list[Cue]) -> Iterator[Cue]:
        """Leave out wordings whose clip is not there (yet): nothing gives way to silence."""
        for cue in found:
            if cue.kind is not CueKind.VOICE:
                yield cue
                continue
            phrases = tuple(p for p in cue.phrases if self.voice.seconds(text_of(p)) is not None)
            if phrases:
                yield replace(cue, phrases=phrases)
            elif cue.rank is Rank.COUNT:  # what counts down is never left out
                yield wishes.counted_by_tone(cue)

    def _talks_over(self, wish: Cue, place: _Place, begins: float, seconds: float) -> bool:
        """Whether another voice of an earlier plan is still speaking then."""
        return any(
            said.begins < begins + seconds
            and begins < said.ends
            and (said.step, said.wish.at) != (place.index, wish.at)
            for said in self._said
        )

    def _length(self, what: Phrase | str) -> float:
        if isinstance(what, str):
            return tones.seconds(what)
        return self.voice.seconds(text_of(what)) or 0.0

    def _cue(self, cue: PlannedCue, name: str, moment: float) -> SoundCue:
        clip: Path | None = self.voice.clip(text_of(cue.phrase)) if cue.phrase else None
        return SoundCue(name, moment, cue.kind, int(cue.rank), cue.tone, str(clip or ""))

    def _cue_ends(self, cue: SoundCue) -> float:
        if cue.tone:
            return cue.at + tones.seconds(cue.tone)
        return max((cue.at + said.ends - said.begins for said in self._said), default=cue.at)

    # -- single sounds

    def _tone_cue(self, tone: str, moment: float, rank: Rank) -> SoundCue:
        self._single += 1
        return SoundCue(f"single-{self._single}", moment, CueKind.TONE, int(rank), tone)

    def _play_tone(self, tone: str, now: float) -> None:
        self.sound.play_now(self._tone_cue(tone, now, Rank.STOP))
        self.ends_at = max(self.ends_at, now + tones.seconds(tone))

    def _play_voice(self, phrase: Phrase, moment: float, rank: Rank) -> None:
        text = text_of(phrase)
        clip, seconds = self.voice.clip(text), self.voice.seconds(text)
        if clip and seconds:
            self._single += 1
            name = f"single-{self._single}"
            self.sound.play_now(SoundCue(name, moment, CueKind.VOICE, int(rank), clip=str(clip)))
            self.ends_at = max(self.ends_at, moment + seconds)


def script_rows(
    timeline: Timeline, voice: Voice, style: CueStyle = DEFAULT_STYLE
) -> list[dict[str, Any]]:
    """Everything that will be heard over a timeline, and what there was no room for.

    `at` and `seconds` as planned (the clip's length, or an estimate before it is made), `kind`
    tone, voice or click, `text` what is said or the tone's name, `rank`, `dropped`.
    """

    def length(what: Phrase | str) -> float:
        if isinstance(what, str):
            return tones.seconds(what)
        text = text_of(what)
        return voice.seconds(text) or estimate_seconds(text)

    return [
        {
            "at": planned.at,
            "seconds": round(planned.seconds, 3),
            "kind": planned.kind.value,
            "text": text_of(planned.phrase) if planned.phrase else planned.tone,
            "rank": int(planned.rank),
            "dropped": planned.dropped,
        }
        for planned in wishes.plan(timeline, length, style)
    ]


def _wish_of(planned: PlannedCue, found: list[Cue]) -> Cue:
    """The wish a planned cue came from."""
    for cue in found:
        if (cue.kind, cue.rank) != (planned.kind, planned.rank):
            continue
        if planned.phrase is None and (cue.at, cue.tone) == (planned.at, planned.tone):
            return cue
        late = planned.at - cue.at
        if planned.phrase in cue.phrases and -TINY <= late <= cue.slack + TINY:
            return cue
    return Cue(planned.at, planned.kind, planned.rank, planned.tone)


def _name(place: _Place, cue: PlannedCue, wish: Cue) -> str:
    """The same wish has the same name in every plan, wherever in its slack it was put."""
    what = cue.tone or (wish.phrases[0].key if wish.phrases else "")
    return f"{place.visit}/{place.index}/{wish.at:.3f}/{cue.kind}/{what}"


def _at_any_time(timeline: Timeline) -> Iterator[Phrase]:
    """What keys may bring about."""
    yield Phrase("paused")
    for step in timeline.steps:
        if step.kind is StepKind.WORK and step.self_paced:
            yield from (Phrase("number", (n,)) for n in range(1, step.reps + COUNTED_TOO_MANY))
            yield Phrase("last_two")
