"""Damage to a sample: bits, cuts, swaps and insertions, rows and columns out of order; of a workbook also inside it."""

import csv
import io
import json
import random
import warnings
import zipfile
from collections.abc import Callable

from tests.fuzz.samples import Sample

ODD = (
    *(
        b"\0",
        b'"',
        b"'",
        b";",
        b",",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"<",
    ),
    *(b"&", b"]]>", b"[", b"{", b"=1+1", b"\xed\xa0\x80", "٣".encode(), "İß".encode(), b"\x1a", b"sep=;\n", b"e400"),
    *(
        "é€😀".encode(),
        "é€".encode("utf-16"),
        "é€".encode("cp1252"),
        b"9" * 5000,
        b"x" * 140_000,
        b"[" * 3000,
        b"a." * 900,
    ),
)

VALUES = (
    *(
        b"1",
        b"-1",
        b"1e400",
        b"nan",
        b"-inf",
        b'""',
        b'"x"',
        b'"\\u0000"',
        b"[]",
        b"[1]",
        b"[[]]",
        b"[{}]",
        b"{}",
        b"{ nl = 1 }",
    ),
    *(
        b"true",
        b"1979-05-27",
        b"9" * 400,
        b"9" * 5000,
        b"[" * 1500,
        b'["AMB-1", 2]',
        b'"AMB-1"',
        b'"multiple"',
        b'"text"',
        b"0.1",
    ),
)


def mutated(sample: Sample, dice: random.Random) -> tuple[str, bytes]:
    """The name and the bytes of the sample after one to four kinds of damage, most often one."""
    data = sample.data
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        data = dice.choice(_kinds(sample, data))(data, dice)
    return _name(sample.name, dice), data


def _kinds(sample: Sample, data: bytes) -> list[Callable[[bytes, random.Random], bytes]]:
    if data.startswith(b"PK\x03\x04"):
        return [_flipped, _cut, _inserted, _inside, _inside, _inside, _inside]
    if sample.reader == "frozen":
        return [_other_json, _other_json, _other_json, _flipped, _cut]
    if sample.reader in ("map", "instrument"):
        return [_other_value, _other_value, _other_value, _flipped, _cut, _inserted, _lines]
    return [_flipped, _cut, _swapped, _inserted, _inserted, _lines, _lines, _cells, _cells, _other_encoding]


def _name(name: str, dice: random.Random) -> str:
    """Now and then with an end that promises something else."""
    stem = name.rpartition(".")[0]
    return (
        name if dice.random() < 0.85 else f"{stem}.{dice.choice(('xlsx', 'xls', 'ods', 'xlsb', 'csv', 'txt', 'toml'))}"
    )


def _flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 20)) if changed else 0):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(data: bytes, dice: random.Random) -> bytes:
    first, last = sorted(dice.randrange(len(data) + 1) for _ in "ab")
    return dice.choice((data[:last], data[first:], data[:first] + data[last:]))


def _swapped(data: bytes, dice: random.Random) -> bytes:
    one, two, three = sorted(dice.randrange(len(data) + 1) for _ in "abc")
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _inserted(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 5))):
        place = dice.randrange(len(data) + 1)
        data = data[:place] + dice.choice(ODD) + data[place:]
    return data


def _lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    place = dice.randrange(len(lines))
    match dice.randrange(5):
        case 0:
            dice.shuffle(lines)
        case 1:
            lines[place:place] = [lines[place]] * dice.choice((1, 2, 500))
        case 2:
            del lines[place]
        case 3:
            lines[place] = lines[place].rstrip(b"\r\n")
        case _:
            lines.insert(place, dice.choice((b"\n", b";;;\n", b"\r\n\r\n", b'"\n', b"# x\n")))
    return b"".join(lines)


def _cells(data: bytes, dice: random.Random) -> bytes:
    """Columns shuffled, doubled or dropped, or one cell changed, as a program does it that reads and writes CSV."""
    try:
        text = data.decode("utf-8-sig")
        separator = max(";,\t", key=text.count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except (UnicodeDecodeError, csv.Error):
        return data
    width = max(map(len, rows), default=0)
    order = list(range(width))
    kind = dice.randrange(4)
    if kind == 0:
        dice.shuffle(order)
    elif width and kind == 1:
        order.insert(dice.randrange(width), dice.randrange(width))
    elif width and kind == 2:
        order.pop(dice.randrange(width))
    elif rows and rows[place := dice.randrange(len(rows))]:
        cell = dice.choice(ODD).decode("latin-1")
        rows[place][dice.randrange(len(rows[place]))] = dice.choice((cell, cell, "", "3", "0", "8", "weet ik niet"))
    text_out = io.StringIO()
    writer = csv.writer(text_out, delimiter=separator, quoting=dice.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    writer.writerows([row[column] if column < len(row) else "" for column in order] for row in rows)
    return text_out.getvalue().encode()


def _other_value(data: bytes, dice: random.Random) -> bytes:
    """One value of a TOML file exchanged for one of another type, or dropped, or its table given another name."""
    lines = data.split(b"\n")
    at = [number for number, line in enumerate(lines) if b" = " in line or line.startswith(b"[")]
    if at:
        place = dice.choice(at)
        key, _, _ = lines[place].partition(b" = ")
        name = lines[place].strip(b"[]")
        other = (
            key + b" = " + dice.choice(VALUES),
            key + b" = " + dice.choice(VALUES),
            b"",
            b"[" + name + b"]",
            name + b" = 1",
        )
        lines[place] = dice.choice(other)
    return b"\n".join(lines)


def _other_encoding(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("utf-8-sig", "replace")
    return text.encode(dice.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig", "utf-32", "utf-7")), "replace")


def _inside(data: bytes, dice: random.Random) -> bytes:
    """One part of the archive damaged, dropped, doubled or exchanged for another; the archive itself stays whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # damaged before: then there is no inside
        return _flipped(data, dice)
    place = dice.randrange(len(parts)) if parts else 0
    name, content = parts[place] if parts else ("x", b"")
    match dice.randrange(6):
        case 0:
            parts[place : place + 1] = []
        case 1:
            parts[place : place + 1] = [(name, dice.choice(parts)[1] if parts else b"")]
        case 2:
            parts[place : place + 1] = [(f"{name}x", content)]
        case _:
            parts[place : place + 1] = [(name, dice.choice((_flipped, _cut, _inserted, _swapped))(content, dice))]
    return zipped(parts, dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def zipped(parts: list[tuple[str, bytes]], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts; a name may come twice."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive, warnings.catch_warnings(action="ignore"):
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return made.getvalue()


def _other_json(data: bytes, dice: random.Random) -> bytes:
    """One value somewhere in a JSON text exchanged, dropped or doubled."""
    try:
        whole = json.loads(data)
    except ValueError:
        return data
    at = whole
    while isinstance(at, (dict, list)) and at:
        key = dice.choice(list(at)) if isinstance(at, dict) else dice.randrange(len(at))
        if not isinstance(at[key], (dict, list)) or not at[key] or dice.random() < 0.15:
            _exchange(at, key, dice)
            break
        at = at[key]
    return json.dumps(whole).encode()


def _exchange(at: dict | list, key: str | int, dice: random.Random) -> None:
    if dice.random() < 0.25:
        del at[key]
    elif isinstance(at, list) and dice.random() < 0.3:
        at.insert(key, at[key])
    else:
        at[key] = dice.choice(
            (None, True, 0, -1, 3.5, "", "x", [], {}, [[]], 10**30, float("nan"), float("inf"), ["a", 1])
        )
