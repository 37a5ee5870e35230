"""The parts of one norm: the branches of its verb, each put where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from comparer.language.adjuncts import classify_adjunct, read_adjunct, read_opener
from comparer.language.dependency_parse import Word
from comparer.language.frame import Adjunct, AdjunctKind, Figure, FigureRole, Frame, PhraseList, UnreadableSentenceError
from comparer.language.inflection import canonical_word
from comparer.language.modality_reading import ModalReading, contrary_modality, governors
from comparer.language.noun_phrases import read_phrase_list
from comparer.language.parse_tree import ParseTree
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import Bound, QuantityKind
from comparer.model.norm import Modality

SUBJECT_LINKS = ("nsubj", "nsubjpass", "csubj")


_FUNCTION_LINKS = frozenset({"aux", "auxpass", "punct", "cc", "neg", "preconj", "expl", "intj"})


@dataclass(slots=True)
class _Parts:
    """What hangs on the verb, as it is collected."""

    bearers: PhraseList = field(default_factory=PhraseList)
    objects: PhraseList = field(default_factory=PhraseList)
    adjuncts: list[Adjunct] = field(default_factory=list)
    times: list[Figure] = field(default_factory=list)
    particles: list[str] = field(default_factory=list)
    selectors: list[Word] = field(default_factory=list)


def list_joined_verbs(tree: ParseTree, verb: Word) -> list[Word]:
    joined: list[Word] = []
    for child in tree.children(verb, "conj"):
        if child.tag[:2] in ("VB", "JJ", "MD") or _is_bare_noun(tree, verb, child):
            joined += [child, *list_joined_verbs(tree, child)]
    return joined


def _is_bare_noun(tree: ParseTree, verb: Word, child: Word) -> bool:
    """`fish` beside `hunt`: tagged a noun, joined to a verb and with nothing that stands beside a noun."""
    links = {entry.link for entry in tree.children(child)}
    return child.tag == "NN" and verb.tag == "VB" and links <= {"cc", "conj", "prep", "dobj", "punct"}


def build_frame(tree: ParseTree, reading: ModalReading, root: Word, first: Frame | None) -> Frame:
    verb = reading.verb
    if verb.lemma == "mean":
        raise UnreadableSentenceError("definition")
    parts = _Parts()
    is_passive = tree.child(verb, "auxpass") is not None and not reading.is_right_to_thing
    hosts = [verb] if first is not None or verb.place == root.place else [verb, *_verbs_between(tree, verb, root)]
    modal_places = {word.place for word in reading.modal_words} | {host.place for host in hosts}
    subject = (
        reading.subject or None
        if reading.is_passive_frame
        else reading.subject or next((word for host in hosts for word in tree.children(host, *SUBJECT_LINKS)), None)
    )
    for host in hosts:
        for child in tree.children(host):
            is_read = child.place in modal_places or (subject is not None and child.place == subject.place)
            if child.link in _FUNCTION_LINKS and child.place not in modal_places:
                _require_function_word(tree, child)
            if is_read or child.link in _FUNCTION_LINKS or child in list_joined_verbs(tree, host):
                continue
            if child.link == "mark" or (child.link in ("prep",) and _holds(tree, child, modal_places)):
                continue
            _read_part(tree, parts, child, subject, host is verb, reading.is_right_to_thing)
    _attach_selectors(tree, parts)
    subject_list = read_phrase_list(tree, subject) if subject is not None else PhraseList()
    if first is not None and subject is None:
        subject_list = first.objects if is_passive else first.bearers
    modality = reading.modality
    if is_passive:
        modality, subject_list = _without_negative_determiner(modality, subject_list)
        parts.objects = _merge(subject_list, parts.objects)
    else:
        parts.bearers = subject_list
        modality, parts.bearers = _without_negative_determiner(modality, parts.bearers)
        modality, parts.objects = _without_negative_determiner(modality, parts.objects)
    act = "do" if reading.is_named_doing else " ".join(filter(None, (reading.aspect, _act_word(verb, parts))))
    if reading.is_right_to_thing and modality is Modality.NEED_NOT:
        act = "bear"
    return Frame(
        modality=modality,
        force=reading.force,
        act=act,
        bearers=parts.bearers,
        objects=parts.objects,
        adjuncts=tuple(parts.adjuncts),
        times=tuple(parts.times),
        modal_text=tree.source_text(sorted(set(reading.modal_words))),
        is_passive=is_passive,
    )


def _require_function_word(tree: ParseTree, word: Word) -> None:
    """Raises where a word that is passed over carries more than its function."""
    is_odd_joint = word.link in ("cc", "preconj") and word.text.lower() not in (
        "and",
        "or",
        "but",
        "nor",
        "both",
        "either",
    )
    if is_odd_joint or (word.link != "punct" and len(tree.subtree(word)) > 1 and word.link not in ("aux", "cc")):
        raise UnreadableSentenceError("word-unplaced", word.text)


def _verbs_between(tree: ParseTree, verb: Word, root: Word) -> list[Word]:
    """The governing verbs from the verb of the act up to the root, whose adjuncts are those of the act."""
    between: list[Word] = []
    current = verb
    while current.place != root.place and len(between) < 6:
        current = next(word for word in tree.words if word.place == current.head)
        between.append(current)
    return between


def _holds(tree: ParseTree, child: Word, places: set[int]) -> bool:
    return any(word.place in places for word in tree.subtree(child))


def _merge(first: PhraseList, second: PhraseList) -> PhraseList:
    return PhraseList(
        (*first.items, *second.items), first.link or second.link or ("to" if first.items and second.items else "")
    )


def _act_word(verb: Word, parts: _Parts) -> str:
    word = canonical_word(verb.lemma if verb.tag[:2] == "VB" else verb.text.lower())
    return " ".join((word, *parts.particles))


def _without_negative_determiner(modality: Modality, phrases: PhraseList) -> tuple[Modality, PhraseList]:
    """`no boat may land` forbids what `any boat may land` allows."""
    negative = [
        item
        for item in phrases.items
        if item.determiner in ("no", "neither") or item.head in ("nobody", "none", "nothing")
    ]
    if not negative:
        return modality, phrases
    if len(negative) != len(phrases.items):
        raise UnreadableSentenceError("negation-of-one")
    items = tuple(replace(item, determiner="any", head=_positive_head(item.head)) for item in phrases.items)
    if modality is Modality.MAY:
        return Modality.MUST_NOT, PhraseList(items, phrases.link)
    return contrary_modality(modality), PhraseList(items, phrases.link)


def _positive_head(head: str) -> str:
    return {"nobody": "anybody", "none": "any", "nothing": "anything"}.get(head, head)


def _read_part(
    tree: ParseTree,
    parts: _Parts,
    child: Word,
    subject: Word | None,
    is_of_verb: bool,
    is_right_to_thing: bool = False,
) -> None:
    """Puts one branch of the verb where it belongs."""
    quantity = tree.quantity(child)
    if quantity is not None and quantity.is_time:
        parts.times += tree.figures([child], FigureRole.ACT)
        rest = [word for word in tree.subtree(child) if word.place != child.place]
        for word in tree.children(child):
            if word.link not in _FUNCTION_LINKS and rest:
                _read_part(tree, parts, word, subject, is_of_verb)
    elif child.link == "prep" and is_right_to_thing and child.text.lower() in ("to", "from"):
        named = tree.child(child, "pobj")
        parts.objects = _merge(parts.objects, read_phrase_list(tree, named) if named is not None else PhraseList())
    elif child.link == "prt":
        parts.particles.append(child.text.lower())
    elif child.link == "agent":
        _read_agent(tree, parts, child)
    elif child.link in ("dobj", "attr", "oprd", "acomp", "npadvmod") and is_of_verb:
        parts.objects = _merge(parts.objects, _read_object(tree, parts, child))
    elif child.link in ("dobj", "attr", "oprd", "acomp"):
        if subject is None or child.place != subject.place:
            parts.adjuncts.append(read_adjunct(tree, AdjunctKind.OTHER, "", child))
    elif child.link == "dative":
        _read_receiver(tree, parts, child)
    elif child.link in ("prep", "advcl", "advmod", "ccomp", "xcomp", "npadvmod"):
        _read_addition(tree, parts, child)
    else:
        parts.adjuncts.append(read_adjunct(tree, AdjunctKind.OTHER, child.link, child))


def _read_receiver(tree: ParseTree, parts: _Parts, child: Word) -> None:
    """To whom something is given; `for` and other prepositions say another thing."""
    if child.tag == "IN" and child.text.lower() != "to":
        _read_addition(tree, parts, child._replace(link="prep"))
        return
    inner = tree.child(child, "pobj") if child.tag in ("IN", "TO") else child
    parts.adjuncts.append(read_adjunct(tree, AdjunctKind.RECEIVER, "to", inner or child))


def _read_agent(tree: ParseTree, parts: _Parts, child: Word) -> None:
    """By whom it is done; `amended by a two-thirds majority` says how, not by whom."""
    bound = tree.child(child, "pobj")
    phrase = tree.phrase(child)
    is_decision = phrase.endswith(tuple(word_set("governors", "ends_of_deciding")))
    if bound is not None and _is_bare_figure(tree, child) and not is_decision:
        parts.objects = _merge(parts.objects, _measured_by(tree, child))
    elif phrase in word_set("governors", "manner_phrases"):
        parts.adjuncts.append(read_adjunct(tree, AdjunctKind.MANNER, "by", child))
    elif bound is not None and bound.lemma in word_set("governors", "ways_of_acting"):
        parts.adjuncts.append(read_adjunct(tree, AdjunctKind.CONDITION, "by", child))
    elif bound is not None:
        parts.bearers = read_phrase_list(tree, bound)


def _read_object(tree: ParseTree, parts: _Parts, head: Word) -> PhraseList:
    """The object, without the conditions and times that the parser hung on it."""
    moved: list[Word] = []
    for child in tree.children(head):
        opener = child.text.lower()
        quantity = tree.quantity(child)
        if (
            (quantity is not None and quantity.is_time)
            or (child.link == "prep" and (opener in _moving_openers() and not is_exception(child)))
            or _holds_at_figure(tree, head, child)
            or (child.link in ("advcl", "advmod") and (tree.child(child, "mark", "advmod") is not None))
        ):
            moved.append(child)
    within = [word for word in tree.subtree(head, moved) if word.place != head.place]
    moved += [word for word in within if _is_manner_of_verb(tree, word)]
    if head.head != head.place and _is_caused(tree, head):
        hidden = [
            word
            for word in tree.subtree(head)
            if (figure := tree.quantity(word)) and figure.is_time and word not in moved
        ]
        parts.times += tree.figures(hidden, FigureRole.ACT)
        moved += hidden
        return read_phrase_list(tree, head, moved)
    moved += _hidden_deadlines(tree, head)
    for child in moved:
        if child.link in _LOOSE_LINKS and _is_manner_of_verb(tree, child):
            parts.adjuncts.append(read_adjunct(tree, AdjunctKind.MANNER, "", child))
        else:
            _read_part(tree, parts, child, None, True)
    clauses = [word for word in tree.subtree(head, moved) if word.link == "relcl"]
    cases = [clause for clause in clauses if _is_case(tree, tree.governor(clause) or head, clause)]
    parts.adjuncts += [_read_case(tree, child) for child in cases]
    return read_phrase_list(tree, head, [*moved, *cases])


def _hidden_deadlines(tree: ParseTree, head: Word) -> list[Word]:
    """`list the machines it uses by 1 May`: a date at the end of the sentence, in a present clause beside a thing.

    It is the date of the act; behind a clause of the past (`who have not paid by 1 May`) it is not.
    """
    last = next((word for word in reversed(tree.words) if word.link != "punct"), head)
    figure = tree.quantity(last)
    clause = tree.governor(last)
    if (
        figure is None
        or clause is None
        or figure.kind is not QuantityKind.DEADLINE
        or figure.unit not in ("date", "day")
    ):
        return []
    is_beside = clause.link == "relcl" and clause.tag in ("VBZ", "VBP") and head.link in ("dobj", "pobj")
    return [last] if is_beside and clause in tree.subtree(head) and head.place < clause.place else []


_LOOSE_LINKS = ("amod", "acl", "oprd")
_MANNER_LINKS = ("prep", *_LOOSE_LINKS)


def _is_manner_of_verb(tree: ParseTree, word: Word) -> bool:
    """Whether a phrase such as `in writing` hangs on a thing for the parser, and says how the act is done."""
    return word.link in _MANNER_LINKS and tree.phrase(word) in word_set("governors", "manner_phrases")


def _is_caused(tree: ParseTree, word: Word) -> bool:
    """Whether a word hangs on a verb whose object does what follows: have the guard leave."""
    governor = tree.governor(word)
    return governor is not None and governor.lemma in word_set("governors", "causing")


def _is_case(tree: ParseTree, thing: Word, clause: Word) -> bool:
    """Whether a clause with where or when beside a thing says in which case the norm holds: a guide where asked."""
    opened = any(word.text.lower() in ("where", "when") for word in tree.children(clause, "advmod", "mark"))
    return opened and thing.lemma not in word_set("governors", "picked_by_where")


def _read_case(tree: ParseTree, clause: Word) -> Adjunct:
    body = tree.subtree(clause)
    opener = next(word for word in body if word.text.lower() in ("where", "when"))
    rest = [word for word in body if word.place != opener.place]
    return Adjunct(
        kind=AdjunctKind.CONDITION,
        opener=opener.text.lower(),
        words=tree.comparable_words(rest),
        source_text=tree.source_text(body),
        figures=tree.figures(body, FigureRole.SELECTS),
    )


def _holds_at_figure(tree: ParseTree, thing: Word, child: Word) -> bool:
    """Whether a figure after a thing is where the verb holds it: keep noise below 45 decibels."""
    verb = tree.governor(thing)
    is_holding = verb is not None and verb.lemma in word_set("governors", "keeping") and thing.link in ("dobj", "attr")
    return is_holding and child.link == "prep" and child.text.lower() in ("over", "of") and _is_bounded(tree, child)


def _is_bounded(tree: ParseTree, preposition: Word) -> bool:
    openers = word_set("measures", "prepositional_bounds")
    return _is_bare_figure(tree, preposition) and any(
        (phrase := tree.quantity(word)) is not None and phrase.opener in openers for word in tree.subtree(preposition)
    )


def _moving_openers() -> frozenset[str]:
    return frozenset({"without", "after", "before", "until", "unless", "during", "pending", "upon", "following", "by"})


def is_exception(child: Word) -> bool:
    return child.text.lower() == "except"


def _read_addition(tree: ParseTree, parts: _Parts, child: Word) -> None:
    """A preposition, an adverb or a clause beside the act."""
    opener, body = read_opener(tree, child)
    if child.link == "advmod" and child.text.lower() in word_set("governors", "stress"):
        return
    if child.link == "prep" and child.text.lower() in ("by", "to", "at") and _is_bare_figure(tree, child):
        parts.objects = _merge(parts.objects, _measured_by(tree, child))
        return
    verb = tree.governor(child) or child
    if _is_object_of_verb(tree, verb, child):
        parts.particles.append(child.text.lower())
        parts.objects = _merge(parts.objects, _read_object(tree, parts, tree.children(child)[0]))
        return
    is_holding = verb.lemma in word_set("governors", "keeping") or parts.objects.items == ()
    if child.link == "prep" and opener == "over" and is_holding and _is_bounded(tree, child):
        parts.objects = _merge(parts.objects, _measured_by(tree, child))
        return
    last = parts.objects.items[-1] if parts.objects.items else None
    is_every = last is not None and last.determiner in word_set("drafting", "universal")
    if _picks_object(tree, child, opener, body, is_every):
        parts.selectors.append(child)
        return
    kind = classify_adjunct(tree, child, opener, body)
    if child.link in ("ccomp", "xcomp") and _is_caused(tree, child):
        hidden = [word for word in body if (figure := tree.quantity(word)) and figure.is_time]
        parts.times += tree.figures(hidden, FigureRole.ACT)
        adjunct = read_adjunct(tree, kind, opener, child)
        parts.adjuncts.append(
            replace(
                adjunct,
                words=tuple(word for word in adjunct.words if word != "@"),
                figures=tuple(figure for figure in adjunct.figures if not figure.phrase.is_time),
            )
        )
        return
    times = [word for word in body if (figure := tree.quantity(word)) and figure.is_time]
    adjunct = read_adjunct(tree, kind, opener, child)
    if times and len(adjunct.words) <= 1:
        parts.times += tree.figures(times, FigureRole.ACT)
        return
    if (end := _rate_at_end(tree, child, body)) is not None:
        parts.times += tree.figures([end], FigureRole.ACT)
        adjunct = read_adjunct(tree, kind, opener, child, [end])
    parts.adjuncts.append(adjunct)


def _rate_at_end(tree: ParseTree, child: Word, body: Sequence[Word]) -> Word | None:
    """`without warning at least once a month`: how often, at the end of an addition that has no verb of its own."""
    figure = tree.quantity(body[-1]) if child.link == "prep" and len(body) > 2 else None
    is_rate = figure is not None and figure.kind is QuantityKind.FREQUENCY
    has_verb = any(word.tag[:2] == "VB" for word in body[1:])
    is_joined = len(body) > 1 and body[-2].tag == "CC"  # weekly in summer and monthly in winter
    return body[-1] if is_rate and not has_verb and not is_joined else None


def _is_object_of_verb(tree: ParseTree, verb: Word, child: Word) -> bool:
    """Whether verb and preposition are one act, and what follows is its object: look after the hedge."""
    verbs = governors()["prepositional_verbs"].get(child.text.lower(), ())
    is_joined = child.link == "prep" and verb.lemma in verbs and verb.tag[:2] == "VB"
    is_alone = tree.child(verb, "dobj", "dative", "auxpass", "acomp") is None
    named = tree.children(child)
    return is_joined and is_alone and len(named) == 1 and named[0].link == "pobj" and tree.quantity(named[0]) is None


def _picks_object(tree: ParseTree, child: Word, opener: str, body: Sequence[Word], is_every: bool) -> bool:
    """Whether a phrase after the object picks some of it by a figure: boats over 12 tonnes, firms with 12 workers."""
    if child.link != "prep":
        return False
    if opener in word_set("governors", "picking_openers") and is_every:
        return True
    phrases = [phrase for word in body if (phrase := tree.quantity(word)) is not None and not phrase.is_time]
    if opener == "over" and _is_bare_figure(tree, child):
        return True
    is_property = bool({word.lemma for word in body} & word_set("governors", "properties"))
    is_bounded = bool(phrases) and phrases[0].bound is not Bound.EXACT
    return opener == "with" and bool(phrases) and (is_property or is_bounded or phrases[0].unit == "")


def _attach_selectors(tree: ParseTree, parts: _Parts) -> None:
    """Puts the phrases that pick by a figure beside the last thing of the object."""
    for child in parts.selectors:
        is_several = bool(parts.objects.items) and (
            parts.objects.items[-1].is_plural
            or parts.objects.items[-1].determiner in ("", "all", "any", "every", "each")
        )
        if not is_several or any(key.startswith("poss:") for key in parts.objects.items[-1].modifiers):
            parts.adjuncts.append(read_adjunct(tree, AdjunctKind.OTHER, child.text.lower(), child))
            continue
        *items, last = parts.objects.items
        branch = tree.subtree(child)
        last = replace(
            last,
            modifiers=last.modifiers | {" ".join(tree.comparable_words(branch))},
            figures=(*last.figures, *tree.figures(branch, FigureRole.SELECTS)),
            source_text=f"{last.source_text} {tree.source_text(branch)}",
        )
        parts.objects = PhraseList((*items, last), parts.objects.link)


def _is_bare_figure(tree: ParseTree, preposition: Word) -> bool:
    measured = tree.child(preposition, "pobj")
    if measured is None:
        return False
    number = tree.child(measured, "nummod")
    return tree.quantity(measured) is not None or (number is not None and tree.quantity(number) is not None)


def _measured_by(tree: ParseTree, preposition: Word) -> PhraseList:
    measured = tree.child(preposition, "pobj")
    phrases = read_phrase_list(tree, measured) if measured is not None else PhraseList()
    word = preposition.text.lower()
    items = tuple(
        replace(
            item,
            head=f"{word} {item.head}",
            figures=tuple(replace(entry, relation=entry.relation or word) for entry in item.figures),
        )
        for item in phrases.items
    )
    return PhraseList(items, phrases.link)
