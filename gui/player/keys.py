"""The keys of the player: what each asks for, as the name of a wish and what it sends."""

from PySide6.QtCore import Qt

HELD = ("step_lengthened", "step_shortened", "volume_requested")  # go on while a key is held
Wish = tuple[str, tuple[object, ...]]
_KEY = Qt.Key
_NAMED: dict[str, tuple[Qt.Key, ...]] = {
    "pause_toggled": (
        _KEY.Key_Space,
        _KEY.Key_MediaPlay,
        _KEY.Key_MediaTogglePlayPause,
        _KEY.Key_MediaPause,
    ),
    "next_requested": (_KEY.Key_Right, _KEY.Key_N, _KEY.Key_PageDown, _KEY.Key_MediaNext),
    "back_requested": (_KEY.Key_Left, _KEY.Key_P, _KEY.Key_PageUp, _KEY.Key_MediaPrevious),
    "drop_requested": (_KEY.Key_D,),
    "done_requested": (_KEY.Key_Return, _KEY.Key_Enter),
    "count_requested": (_KEY.Key_C,),
    "step_lengthened": (_KEY.Key_Up,),
    "step_shortened": (_KEY.Key_Down,),
    "swap_requested": (_KEY.Key_S,),
    "mute_toggled": (_KEY.Key_M,),
    "full_screen_toggled": (_KEY.Key_F, _KEY.Key_F11),
    "turn_requested": (_KEY.Key_T,),
    "how_to_requested": (_KEY.Key_I,),
    "pocket_toggled": (_KEY.Key_W,),
    "leave_requested": (_KEY.Key_Escape,),
}
_SENDING: dict[Qt.Key, Wish] = {
    _KEY.Key_E: ("variation_requested", ("easier",)),
    _KEY.Key_H: ("variation_requested", ("harder",)),
    _KEY.Key_1: ("effort_said", ("hard",)),
    _KEY.Key_2: ("effort_said", ("right",)),
    _KEY.Key_3: ("effort_said", ("easy",)),
    _KEY.Key_Plus: ("volume_requested", (10,)),
    _KEY.Key_Equal: ("volume_requested", (10,)),
    _KEY.Key_Minus: ("volume_requested", (-10,)),
}
_ALL: dict[Qt.Key, Wish] = {
    **{key: (name, ()) for name, keys in _NAMED.items() for key in keys},
    **_SENDING,
}


def wish_of(key: Qt.Key, *, warm_up: bool) -> Wish | None:
    """What a key asks for; in a warm-up digits are the minutes that are left."""
    if warm_up and _KEY.Key_1 <= key <= _KEY.Key_9:
        return "only_minutes_requested", (int(key) - int(_KEY.Key_0),)
    if warm_up and key == _KEY.Key_L:
        return "less_time_toggled", ()
    return _ALL.get(key)
