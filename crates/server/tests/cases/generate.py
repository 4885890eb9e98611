#!/usr/bin/env python3
"""Writes din-spec-27076.json: what the arithmetic of DIN SPEC 27076 gives for several hundred sets of answers.

Independent of the product: the table and the rule below were written from the description of the rule in prose
(shared/facts/cyberrisikocheck.md, 2.5 and 2.6, and issue 2), not from the program. The only thing shared is the ids.
If the program and this table disagree, one of them misread the prose: find out which before changing either.

    python3 generate.py > din-spec-27076.json      (same output every time: the random cases have a fixed seed)

A case is `base` (the answer to every question that `answers` does not name; null: no answer) plus `answers`
(null: this one is not answered). `expect.areas` has "fulfilled/relevant" for every area; `expect.requirements` has one
letter per requirement 01 to 27: F fulfilled, O open, N not applicable, ? something that matters is not answered.
"""

import itertools
import json
import random
import sys

# (area, ids of its requirements). 2.4
AREAS = [
    ("organisation", range(1, 8)),
    ("identities", range(8, 11)),
    ("backup", range(11, 15)),
    ("patches", range(15, 18)),
    ("malware", range(18, 21)),
    ("systems", range(21, 28)),
]
# Number of parts by requirement, all of which must be met. 2.5, column "parts"; 25 has the parts 1, 2 and 4.
PARTS = dict(zip(range(1, 28), [
    1, 3, 1, 2, 2, 2, 4,
    2, 2, 1,
    1, 1, 2, 3,
    2, 1, 2,
    1, 2, 2,
    1, 2, 1, 1, 3, 2, 1,
]))
TOP = [1, 5, 11, 15, 20]
# "crc-11.0 = no makes requirement 11 open, not irrelevant"; the others take their requirement out.
TAKES_OUT = {7: "crc-07.0", 24: "crc-24.0", 25: "crc-25.0", 26: "crc-26.0"}
MAKES_OPEN = {11: "crc-11.0"}
TAKES_OUT_PART = {"crc-25.4": "crc-25.3"}


def name(number):
    return f"crc-{number:02}"


def parts(number):
    endings = [1, 2, 4] if number == 25 else range(1, PARTS[number] + 1)
    return [f"{name(number)}.{ending}" for ending in endings]


def status(number):
    found = [TAKES_OUT.get(number), MAKES_OPEN.get(number)]
    found += [TAKES_OUT_PART.get(part) for part in parts(number)]
    return [question for question in found if question]


STATUS = [question for number in PARTS for question in status(number)]
# In the order of the numbers, as the facts file lists them: 25.0, 25.1, 25.2, 25.3, 25.4.
QUESTIONS = [question for number in PARTS for question in sorted(status(number) + parts(number))]
assert len(PARTS) == 27 and sum(PARTS.values()) == 48 and len(STATUS) == 6 and len(QUESTIONS) == 54


def judge(number, given):
    """(letter, questions that matter and are not answered) of one requirement."""
    if number in TAKES_OUT and given.get(TAKES_OUT[number]) == "no":
        return "N", []
    if number in MAKES_OPEN and given.get(MAKES_OPEN[number]) == "no":
        return "O", []
    needed = []
    if number in TAKES_OUT:
        needed.append(TAKES_OUT[number])
    if number in MAKES_OPEN:
        needed.append(MAKES_OPEN[number])
    relevant_parts = []
    for part in parts(number):
        decider = TAKES_OUT_PART.get(part)
        if decider:
            needed.append(decider)
            if given.get(decider) == "no":
                continue
        relevant_parts.append(part)
    missing = [question for question in needed + relevant_parts if question not in given]
    if missing:
        return "?", missing
    # A status question answered "unknown" counts as relevant: nothing more to do about it.
    return ("F" if all(given[part] == "yes" for part in relevant_parts) else "O"), []


def expect(given):
    letters, missing, raw, maximum, areas, top_open = "", [], 0, 0, {}, []
    for area, numbers in AREAS:
        fulfilled = relevant = 0
        for number in numbers:
            letter, lacking = judge(number, given)
            letters += letter
            missing += lacking
            worth = 3 if number in TOP else 1
            if letter != "N":
                maximum += worth
                relevant += 1
            if letter == "F":
                raw += worth
                fulfilled += 1
            if letter == "O" and number in TOP:
                raw -= 3
                top_open.append(name(number))
        areas[area] = f"{fulfilled}/{relevant}"
    missing.sort()
    complete = not missing
    return {
        "complete": complete,
        "points": max(0, raw) if complete else None,
        "raw": raw if complete else None,
        "maximum": maximum,
        "areas": areas,
        "requirements": letters,
        "top_open": top_open,
        "unanswered": missing,
    }


CASES, SEEN = [], set()


def case(title, base, answers=None):
    answers = answers or {}
    given = {question: answers.get(question, base) for question in QUESTIONS}
    given = {question: answer for question, answer in given.items() if answer is not None}
    fingerprint = tuple(given.get(question) for question in QUESTIONS)
    if fingerprint in SEEN:
        return None
    SEEN.add(fingerprint)
    changes = {question: answers[question] for question in QUESTIONS if answers.get(question, base) != base}
    result = expect(given)
    CASES.append({"name": title, "base": base, "answers": changes, "expect": result})
    return result


def all_of(answer, numbers):
    return {part: answer for number in numbers for part in parts(number)}


STATUS_YES = dict.fromkeys(STATUS, "yes")
EVERY = list(PARTS)
PLAIN = [number for number in EVERY if number not in TOP]

# The corners, with figures that the facts file states: 37 in full, −15 at worst.
full = case("everything is met", "yes")
assert (full["points"], full["raw"], full["maximum"]) == (37, 37, 37)
worst = case("everything is relevant and nothing is met", "no", STATUS_YES)
assert (worst["points"], worst["raw"], worst["maximum"]) == (0, -15, 37)
assert list(worst["areas"].values()) == ["0/7", "0/3", "0/4", "0/3", "0/3", "0/7"]
case("nothing is known, not even what is relevant", "unknown")
case("nothing is known of what is relevant", "unknown", STATUS_YES)
case("every answer is no, the status questions too", "no")
case("everything is met, all status questions unknown", "yes", dict.fromkeys(STATUS, "unknown"))
case("nothing is met, all status questions unknown", "no", dict.fromkeys(STATUS, "unknown"))

# One requirement at a time.
for number in EVERY:
    case(f"only {name(number)} is open", "yes", all_of("no", [number]))
    case(f"only {name(number)} is unknown", "yes", all_of("unknown", [number]))
    case(f"only {name(number)} is met", "no", STATUS_YES | all_of("yes", [number]))
for question in [part for number in EVERY if PARTS[number] > 1 for part in parts(number)]:
    case(f"one part is not met: {question}", "yes", {question: "no"})
    case(f"one part is unknown: {question}", "yes", {question: "unknown"})

# The TOP requirements in every combination.
for pattern in itertools.product("FO", repeat=5):
    opened = [number for number, letter in zip(TOP, pattern) if letter == "O"]
    met = [number for number in TOP if number not in opened]
    label = " ".join(f"{number:02}" for number in opened) or "none"
    case(f"TOP open: {label}; all others met", "yes", all_of("no", opened))
    case(f"TOP open: {label}; all others open", "no", STATUS_YES | all_of("yes", met))

# Around the floor: all TOP open (−15), then 0 to 22 others met: raw −15 to 7.
for count in range(len(PLAIN) + 1):
    result = case(f"all TOP open, {count} others met", "no", STATUS_YES | all_of("yes", PLAIN[:count]))
    assert result is None or result["raw"] == count - 15
    shuffled = random.Random(count).sample(PLAIN, count)
    case(f"all TOP open, {count} others met, picked at random", "no", STATUS_YES | all_of("yes", shuffled))

# The status questions in every combination.
for pattern in itertools.product(["yes", "no"], repeat=len(STATUS)):
    decided = dict(zip(STATUS, pattern))
    label = " ".join(question[4:] for question, answer in decided.items() if answer == "no") or "none"
    case(f"status no: {label}; everything else met", "yes", decided)
    needless = {
        part: None for number in EVERY for part in parts(number)
        if decided.get(TAKES_OUT.get(number)) == "no" or decided.get(MAKES_OPEN.get(number)) == "no"
        or decided.get(TAKES_OUT_PART.get(part)) == "no"
    }
    if decided["crc-25.0"] == "no":
        needless["crc-25.3"] = None
    case(f"status no: {label}; what hangs on it left empty, everything else open", "no", decided | needless)
for question in STATUS:
    case(f"status unknown: {question}; everything else met", "yes", {question: "unknown"})
    case(f"status unknown: {question}; everything else open", "no", STATUS_YES | {question: "unknown"})

# Something is missing.
case("not begun", None)
for question in QUESTIONS:
    case(f"missing: {question}", "yes", {question: None})
for area, numbers in AREAS:
    questions = [question for number in numbers for question in status(number) + parts(number)]
    case(f"only the area {area} is answered, all yes", None, dict.fromkeys(questions, "yes"))
    case(f"only the area {area} is answered, all no", None, dict.fromkeys(questions, "no"))
    case(f"the area {area} is missing", "yes", dict.fromkeys(questions, None))
case("only the status questions are answered, all yes", None, STATUS_YES)
case("only the status questions are answered, all no", None, dict.fromkeys(STATUS, "no"))
case("only the status questions are answered, all unknown", None, dict.fromkeys(STATUS, "unknown"))
case("only the status questions are missing", "yes", dict.fromkeys(STATUS, None))
case("no wireless network, and nobody said who would use it", "yes", {"crc-25.0": "no", "crc-25.3": None})
case("guests are not in the wireless network, but is there one", "yes", {"crc-25.0": None, "crc-25.3": "no"})

# At random, with a fixed seed.
dice = random.Random(27076)
for number in range(1, 61):
    weights = dice.choice([(8, 1, 1), (1, 1, 1), (1, 8, 1), (4, 3, 1)])
    drawn = {question: dice.choices(["yes", "no", "unknown"], weights)[0] for question in QUESTIONS}
    case(f"at random, complete, {number}", dice.choice(["yes", "no"]), drawn)
for number in range(1, 41):
    gaps = dice.choice([1, 5, 20])
    drawn = {question: dice.choices(["yes", "no", "unknown", None], (30, 20, 5, gaps))[0] for question in QUESTIONS}
    case(f"at random, with gaps, {number}", dice.choice(["yes", None]), drawn)

lines = ",\n".join("    " + json.dumps(entry, separators=(", ", ": ")) for entry in CASES)
sys.stdout.write(
    '{\n  "source": "generate.py beside this file, from the prose of the rule; do not edit by hand",\n'
    f'  "questions": {json.dumps(QUESTIONS)},\n'
    f'  "requirements": {json.dumps([name(number) for number in EVERY])},\n'
    f'  "cases": [\n{lines}\n  ]\n}}\n'
)
complete = sum(entry["expect"]["complete"] for entry in CASES)
print(f"{len(CASES)} cases, {complete} complete, {len(CASES) - complete} incomplete", file=sys.stderr)
