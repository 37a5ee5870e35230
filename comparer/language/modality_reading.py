"""How a parsed sentence binds: from its root down through the verbs that say how to the verb that says what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from comparer.language.dependency_parse import Word
from comparer.language.frame import UnreadableSentenceError
from comparer.language.parse_tree import ParseTree
from comparer.language.phrase_lists import word_set
from comparer.model.norm import Modality
from comparer.resources.tables import load_table

_NO_PLAIN_DUTY = frozenset({Modality.MAY, Modality.EXPECTS, Modality.MUST_NOT, Modality.NEED_NOT})
_PRESENT_TAGS = frozenset({"VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class ModalReading:
    """The verb that says what is done, how it binds, and who is bound where that does not hang on the verb itself."""

    verb: Word
    modality: Modality
    force: str
    modal_words: tuple[Word, ...] = ()
    subject: Word | None = None
    aspect: str = ""
    is_passive_frame: bool = False
    is_right_to_thing: bool = False
    is_named_doing: bool = False


@cache
def governors() -> dict[str, Any]:
    """The verbs that say how another verb binds."""
    return load_table("governors")


def read_modality(tree: ParseTree, root: Word) -> ModalReading:
    """How the clause of this root binds. Raises UnreadableSentenceError where no word of it says so."""
    own = _own_modality(tree, root)
    for reader in (_read_impersonal, _read_passive_governor, _read_operative, _read_active_governor):
        reading = reader(tree, root, own)
        if reading is not None:
            return _with_aspect(tree, reading)
    if own is None:
        raise UnreadableSentenceError("no-binding-word")
    return _with_aspect(tree, own)


def contrary_modality(modality: Modality) -> Modality:
    """The modality of not doing, for the modality of doing."""
    contrary = load_table("modals")["contrary"].get(modality.value)
    if contrary is None:
        raise UnreadableSentenceError("negation-misplaced")
    return Modality(contrary)


def is_negated(tree: ParseTree, verb: Word) -> tuple[Word, ...]:
    """The words that negate this verb."""
    states = tree.children(verb, "acomp") if verb.lemma == "be" else ()
    return tuple(
        child
        for host in (verb, *states)
        for child in tree.children(host)
        if child.link == "neg"
        or (child.link == "advmod" and child.text.lower() in word_set("modals", "verb_negations"))
    )


def _own_modality(tree: ParseTree, verb: Word) -> ModalReading | None:
    """What the auxiliaries of a verb say: shall, may not; a plain present states, or declares."""
    negations = is_negated(tree, verb)
    if imperative := _read_imperative(tree, verb, negations):
        return imperative
    modals = [child for child in tree.children(verb, "aux") if child.tag == "MD"]
    if modals:
        modal = modals[0].text.lower()
        known = load_table("modals")["words"]
        name = load_table("modals")["parted"].get(modal, modal)
        if name == "need" and not negations and _has_negation(tree):
            raise UnreadableSentenceError("negation-unread", modal)  # need pay no more
        if name == "need":
            return ModalReading(verb, Modality.NEED_NOT if negations else Modality.MUST, "", (*modals[:1], *negations))
        if name not in known:
            raise UnreadableSentenceError("modal-unknown", modal)
        modality = Modality(known[name])
        if len(negations) == 1:
            modality = Modality(load_table("modals")["negated"][modality.value])
        elif negations:
            raise UnreadableSentenceError("two-negations")
        return ModalReading(verb, modality, "", (*modals[:1], *negations))
    finite = verb.tag in _PRESENT_TAGS or any(
        child.tag in _PRESENT_TAGS for child in tree.children(verb, "aux", "auxpass")
    )
    if not finite:
        return None
    force = "" if verb.lemma in word_set("governors", "declaring") else "present"
    return ModalReading(verb, Modality.DECLARES_NOT if negations else Modality.DECLARES, force, negations)


def _read_imperative(tree: ParseTree, verb: Word, negations: tuple[Word, ...]) -> ModalReading | None:
    """`Close the gate`, `Do not feed the deer`: a bare verb at the beginning that has no subject."""
    before = [word for word in tree.words if word.place < verb.place]
    opening_words = word_set("modals", "verb_negations") | word_set("modals", "order_openers")
    is_first = (
        verb.tag in ("VB", "VBP") and verb.link == "ROOT" and all(word.text.lower() in opening_words for word in before)
    )
    has_subject = tree.child(verb, "nsubj", "nsubjpass", "csubj", "expl", "auxpass") is not None
    if not is_first or has_subject or len(negations) > 1:
        return None
    return ModalReading(verb, Modality.MUST_NOT if negations else Modality.MUST, "", tuple(before))


def _has_negation(tree: ParseTree) -> bool:
    return any(word.text.lower() in word_set("modals", "sentence_negations") for word in tree.words)


def _infinitive(tree: ParseTree, verb: Word) -> Word | None:
    """The verb that another governs: `to` and an infinitive, or `from` and a gerund."""
    for child in tree.children(verb, "xcomp", "ccomp", "advcl"):
        is_passive = child.tag == "VBN" and tree.child(child, "auxpass") is not None  # required to be kept
        if any(part.tag == "TO" for part in tree.children(child, "aux")) and (child.tag == "VB" or is_passive):
            return child
        if child.tag == "VBG" and child.link == "xcomp":
            return child
    for preposition in tree.children(verb, "prep"):
        gerund = tree.child(preposition, "pcomp") or tree.child(preposition, "pobj")
        if gerund is not None and preposition.lemma in ("from", "of") and gerund.text.endswith("ing"):
            return gerund
    return None


def _combine(modality: Modality, is_outer_negated: bool) -> Modality:
    """What a governing word makes of the modality around it: shall not be required to is need not."""
    if is_outer_negated:
        name = load_table("modals")["negated_complement"].get(modality.value)
        if name is None and modality is Modality.NEED_NOT:
            name = "must"
        if name is None:
            raise UnreadableSentenceError("negation-misplaced")
        return Modality(name)
    return modality


def _read_passive_governor(tree: ParseTree, root: Word, own: ModalReading | None) -> ModalReading | None:
    """`is required to pay`, `is free to leave`, `is exempt from paying`."""
    verb, lemma = root, root.lemma
    if root.lemma == "be":
        complement = tree.child(root, "acomp", "attr")
        if complement is None:
            return None
        verb, lemma = complement, complement.text.lower()
        stem = governors()["complement_stems"].get(lemma)
        if stem is None:
            return None
        lemma = stem
    elif not tree.child(root, "auxpass"):
        return None
    name = governors()["passive"].get(lemma)
    inner = _infinitive(tree, verb) or _infinitive(tree, root)
    if name is None or own is None:
        return None
    if inner is None:
        return _read_named_doing(tree, root, lemma, own) or _read_noun_entitlement(tree, root, verb, lemma, own)
    if (
        own.modality in _NO_PLAIN_DUTY
        and own.modal_words[:1]
        and own.modal_words[0].text.lower() not in word_set("modals", "duty")
    ):
        raise UnreadableSentenceError("two-binding-words")
    modality = _combine(Modality(name), bool(is_negated(tree, root)))
    if is_negated(tree, inner):
        modality = contrary_modality(modality)
    subject = tree.child(root, "nsubj", "nsubjpass")
    words = (*own.modal_words, *tree.children(root, "auxpass"), verb)
    force = lemma if modality in (Modality.EXPECTS, Modality.EXPECTS_NOT) and lemma != "expect" else ""
    return ModalReading(inner, modality, force, words, subject)


def _read_named_doing(tree: ParseTree, root: Word, lemma: str, own: ModalReading) -> ModalReading | None:
    """`camping is permitted`, `whaling shall be prohibited`: the thing that is spoken of is the doing itself."""
    if lemma not in word_set("governors", "doing_named") or own.modality not in (
        Modality.MUST,
        Modality.MUST_NOT,
        Modality.DECLARES,
        Modality.DECLARES_NOT,
    ):
        return None
    modality = _combine(Modality(governors()["passive"][lemma]), bool(is_negated(tree, root)))
    words = (*own.modal_words, *tree.children(root, "auxpass"), root)
    return ModalReading(root, modality, "", words, is_named_doing=True)


def _read_noun_entitlement(
    tree: ParseTree, root: Word, verb: Word, lemma: str, own: ModalReading
) -> ModalReading | None:
    """`is exempt from the levy`, `is entitled to leave`: exemptions and rights to a thing, not to an act."""
    wanted = governors()["entitlement_prepositions"]
    prepositions = [child for host in (root, verb) for child in tree.children(host, "prep")]
    if not any(child.lemma == wanted.get(lemma) and tree.child(child, "pobj") for child in prepositions):
        if lemma in wanted and tree.child(root, "agent") and not _is_freed_by_somebody(tree, root):
            raise UnreadableSentenceError("word-unplaced", root.text)
        return None
    if own.modality not in (Modality.MUST, Modality.DECLARES):
        return None
    if _is_freed_by_somebody(tree, root) and own.modality is Modality.MUST:
        return None
    modality = Modality.MAY if lemma == "entitle" else Modality.NEED_NOT
    subject = tree.child(root, "nsubj", "nsubjpass")
    words = (*own.modal_words, *tree.children(root, "auxpass"))
    return ModalReading(verb, modality, "", words, subject, is_right_to_thing=True)


def _is_freed_by_somebody(tree: ParseTree, root: Word) -> bool:
    """`shall be exempted by the parish`: a duty of the parish; what is freed by law is bound by nobody."""
    agent = tree.child(root, "agent")
    named = tree.child(agent, "pobj") if agent is not None else None
    return named is not None and named.lemma.lower() not in word_set("governors", "legal_bases")


def _read_impersonal(tree: ParseTree, root: Word, own: ModalReading | None) -> ModalReading | None:
    """`it is forbidden to fish`, `it is lawful for the town to fish`, `nothing prevents the town from fishing`."""
    subject = tree.child(root, "nsubj", "nsubjpass", "expl")
    if subject is None or own is None:
        return None
    if subject.text.lower() == "nothing" and root.lemma in ("prevent", "preclude", "prohibit", "bar", "stop"):
        bound, inner = tree.child(root, "dobj"), _infinitive(tree, root)
        if bound is not None and inner is not None:
            return ModalReading(inner, Modality.MAY, "", (subject, root), bound)
        return None
    if subject.text.lower() != "it":
        return None
    complement = tree.child(root, "acomp", "attr", "oprd") if root.lemma == "be" else root
    if complement is None:
        return None
    name = governors()["impersonal"].get(complement.text.lower())
    inner = _infinitive(tree, root) or _infinitive(tree, complement)
    if name is None or inner is None:
        return None
    modality = _combine(Modality(name), bool(is_negated(tree, root)))
    bound = tree.child(inner, "nsubj")
    for preposition in (*tree.children(root, "prep"), *tree.children(complement, "prep")):
        if preposition.lemma == "for" and bound is None:
            bound = tree.child(preposition, "pobj")
    words = (subject, root, complement, *is_negated(tree, root))
    return ModalReading(inner, modality, "", words, bound, is_passive_frame=bound is None)


def _read_operative(tree: ParseTree, root: Word, _own: ModalReading | None) -> ModalReading | None:
    """`urges the parties to withdraw`, `demands that the parties withdraw`, `authorises the force to search`."""
    name = governors()["operative"].get(root.lemma)
    is_finite = root.tag in ("VBZ", "VBP", "NNS", "NNP", "NN") and not any(
        child.tag == "MD" for child in tree.children(root, "aux")
    )
    if name is None or not is_finite or tree.child(root, "auxpass"):
        return None
    candidates = tree.children(root, "ccomp", "xcomp", "advcl", "acl", "relcl")
    inner = next(
        (
            child
            for child in candidates
            if child.link == "ccomp"
            or (child.link == "acl" and any(part.text.lower() == "that" for part in tree.children(child, "mark")))
            or any(part.tag == "TO" for part in tree.children(child, "aux"))
        ),
        None,
    )
    negation = is_negated(tree, root)
    if inner is None or negation:
        return None
    inner_modal = _own_modality(tree, inner) if tree.child(inner, "aux") and inner.tag == "VB" else None
    modality = Modality(name)
    has_own_modal = inner_modal is not None and inner_modal.modal_words[:1] and inner_modal.modal_words[0].tag == "MD"
    if has_own_modal and inner_modal is not None and modality is Modality.MUST:
        modality = inner_modal.modality
    elif is_negated(tree, inner):
        modality = contrary_modality(modality)
    subject = tree.child(inner, "nsubj", "nsubjpass") or tree.child(root, "dobj")
    force = root.lemma if modality in (Modality.EXPECTS, Modality.EXPECTS_NOT) else ""
    return ModalReading(inner, modality, force, (root,), subject)


def _read_active_governor(tree: ParseTree, root: Word, own: ModalReading | None) -> ModalReading | None:
    """`undertakes to pay`, `shall refrain from paying`, `shall endeavour to pay`."""
    inner = _infinitive(tree, root)
    if inner is None or own is None or tree.child(root, "auxpass"):
        return None
    words = (*own.modal_words, root)
    is_inner_negated = bool(is_negated(tree, inner))
    has_modal = bool(own.modal_words[:1]) and own.modal_words[0].tag == "MD"
    if root.lemma in word_set("governors", "contrary"):
        modality = contrary_modality(own.modality) if own.modality is not Modality.MAY else Modality.NEED_NOT
        if not has_modal:
            modality = Modality.MUST_NOT
        return ModalReading(inner, modality, "", words)
    if root.lemma in word_set("governors", "effort") and any(part.tag == "TO" for part in tree.children(inner, "aux")):
        if own.modality not in (Modality.MUST, Modality.DECLARES):
            return None
        modality = Modality.EXPECTS_NOT if is_inner_negated else Modality.EXPECTS
        return ModalReading(inner, modality, f"effort to {root.lemma}", words)
    if root.lemma in word_set("governors", "intent") and not has_modal and own.modality is Modality.DECLARES:
        modality = Modality.EXPECTS_NOT if is_inner_negated else Modality.EXPECTS
        return ModalReading(inner, modality, "intent", words)
    name = governors()["active"].get(root.lemma)
    if name is None or (has_modal and own.modality is not Modality.MUST):
        return None
    if is_negated(tree, root):
        if root.lemma != "need":
            return None
        return ModalReading(inner, Modality.NEED_NOT, "", words)
    modality = contrary_modality(Modality(name)) if is_inner_negated else Modality(name)
    return ModalReading(inner, modality, "", words)


def _with_aspect(tree: ParseTree, reading: ModalReading) -> ModalReading:
    """`begin to withdraw`, `continue to fund`: the act is that of the inner verb at another point of its course."""
    verb = reading.verb
    inner = _infinitive(tree, verb) if verb.lemma in word_set("governors", "aspect") else None
    if inner is None:
        return reading
    if is_negated(tree, inner):
        raise UnreadableSentenceError("negation-misplaced")
    subject = reading.subject or tree.child(verb, "nsubj", "nsubjpass")
    return replace(reading, verb=inner, aspect=verb.lemma, subject=subject)
