"""Parses mended where a plain sentence shows what a parser missed: the verb after the one modal is its main verb.

A parser now and then takes `Landlords with 12 flats shall register` for a noun with a clause hung on it. The sentence
has one modal, and no word that would open a clause before it: its verb is the root, what stands before it the subject.
"""

from __future__ import annotations

from comparer.language.dependency_parse import Word

Words = tuple[Word, ...]
_CLAUSE_LINKS = frozenset({"relcl", "pcomp", "acl", "ccomp", "advcl", "pobj", "appos", "parataxis"})
_CLAUSE_OPENERS = frozenset({"who", "which", "that", "whose", "whom", "if", "unless", "where", "when", "what"})


def repair_parse(words: Words) -> Words:
    """The words with what a parser is known to miss put right: plural things before `and`, the main verb."""
    if [word.place for word in words] != list(range(len(words))):
        return words
    return _root_at_modal(_free_reduced_clause(_join_like_things(_join_plural_things(words))))


def _join_plural_things(words: Words) -> Words:
    """`Cafes and wine bars` as two things: a plural beside another noun is a thing of its own and narrows nothing."""
    for word in words:
        head = words[word.head]
        joined = next((entry for entry in words if entry.head == word.place and entry.link == "conj"), None)
        is_hung = word.tag == "NNS" and word.link in ("nmod", "compound") and head.tag == "NNS"
        if not is_hung or joined is None or not word.place < joined.place < head.place:
            continue
        mended = {
            word.place: word._replace(link=head.link, head=head.head),
            head.place: head._replace(link="conj", head=word.place),
            joined.place: joined._replace(link="compound", head=head.place),
        }
        return tuple(mended.get(entry.place, entry) for entry in words)
    return words


def _join_like_things(words: Words) -> Words:
    """`proof of age and proof of residence` as two proofs: a thing named again with its own `of` joins the first."""
    for word in words:
        within = words[word.head]
        joint = words[within.head]
        named = words[joint.head]
        is_joined = word.link == "conj" and within.link == "pobj" and joint.lemma == "of" and joint.link == "prep"
        has_own = any(entry.head == word.place and entry.lemma == "of" for entry in words)
        if is_joined and named.lemma == word.lemma and named.tag == word.tag and has_own:
            mended = {word.place: word._replace(head=named.place)}
            for entry in words:
                if entry.head == within.place and entry.link in ("cc", "punct") and entry.place < word.place:
                    mended[entry.place] = entry._replace(head=named.place)
            return tuple(mended.get(entry.place, entry) for entry in words)
    return words


def _free_reduced_clause(words: Words) -> Words:
    """`Letters posted after noon shall be taxed`: a past form right after a thing, before the one modal, narrows it."""
    modal = _single_modal(words)
    if modal is None or words[0].place == modal.head:
        return words
    verb = words[modal.head]
    clause = next((word for word in words if word.tag in ("VBD", "VBN") and _is_taken_for_clause(word, verb)), None)
    thing = words[clause.place - 1] if clause is not None and clause.place else None
    is_subject = thing is not None and thing.tag in ("NNS", "NN") and thing.link in ("nsubj", "nsubjpass")
    if clause is None or thing is None or not is_subject or thing.head != clause.place:
        return words
    mended = {
        verb.place: verb._replace(link="ROOT", head=verb.place),
        thing.place: thing._replace(link=_subject_link(words, verb), head=verb.place),
        clause.place: clause._replace(link="acl", head=thing.place, tag="VBN"),
    }
    return tuple(
        mended.get(word.place, word._replace(head=verb.place) if _ends_sentence(word, clause) else word)
        for word in words
    )


def _is_taken_for_clause(word: Word, verb: Word) -> bool:
    """Whether the parser took a verb before the modal for the main verb, or for a subject by itself."""
    is_root = word.head == word.place and verb.link in ("conj", "ccomp", "advcl") and verb.head == word.place
    return word.place < verb.place and (is_root or (word.link.startswith("csubj") and word.head == verb.place))


def _single_modal(words: Words) -> Word | None:
    modals = [word for word in words if word.tag == "MD" and word.link == "aux"]
    return modals[0] if len(modals) == 1 else None


def _subject_link(words: Words, verb: Word) -> str:
    """How the subject hangs on a verb, which may be a passive."""
    is_passive = any(word.link == "auxpass" and word.head == verb.place for word in words)
    return "nsubjpass" if is_passive else "nsubj"


def _ends_sentence(word: Word, clause: Word) -> bool:
    return word.link == "punct" and word.head == clause.place


def _root_at_modal(words: Words) -> Words:
    """The words with the verb of the one modal as their root, where the parser rooted them in a noun or preposition."""
    roots = [word for word in words if word.head == word.place]
    modal = _single_modal(words)
    if len(roots) != 1 or modal is None or roots[0].tag[:2] not in ("NN", "IN", "DT", "VB", "JJ"):
        return words
    root = roots[0]
    verb = words[modal.head]
    is_hung = verb.link in _CLAUSE_LINKS and verb.tag[:2] == "VB" and root.place < modal.place < verb.place
    opened = any(word.text.lower() in _CLAUSE_OPENERS for word in words[: modal.place])
    if not is_hung or opened:
        return words
    return _root_at_verb(words, root, verb)


def _root_at_verb(words: Words, root: Word, verb: Word) -> Words:
    subject = next((word for word in words if word.head == verb.place and word.link in ("nsubj", "nsubjpass")), None)
    mended = {verb.place: verb._replace(link="ROOT", head=verb.place)}
    if root.tag[:2] in ("VB", "JJ"):
        if subject is None or root.tag not in ("VBN", "VBG", "JJ") or subject.place != root.place + 1:
            return words
        mended[root.place] = root._replace(link="amod", head=subject.place)
        return _replace_words(words, mended, root, verb)
    if root.tag[:2] == "IN":
        if subject is None:
            return words
        mended[root.place] = root._replace(link="prep", head=verb.place)
        return _replace_words(words, mended, root, verb)
    mended[root.place] = root._replace(link=_subject_link(words, verb), head=verb.place)
    if subject is not None:
        joint = _preposition_before(words, subject, verb)
        if joint is None:
            return words
        mended[subject.place] = subject._replace(link="pobj", head=joint.place)
    return _replace_words(words, mended, root, verb)


def _preposition_before(words: Words, subject: Word, verb: Word) -> Word | None:
    """The preposition that the noun taken for a subject belongs to: that of the verb, or the last before the noun."""
    if verb.link == "pcomp":
        return words[verb.head]
    before = [word for word in words[: subject.place] if word.tag == "IN" and word.link == "prep"]
    last = before[-1] if before else None
    has_object = last is not None and any(word.head == last.place and word.link == "pobj" for word in words)
    return None if last is None or has_object else last


def _replace_words(words: Words, mended: dict[int, Word], root: Word, verb: Word) -> Words:
    """All words with the mended ones in place, stops and what stands after the verb hung on the verb."""
    result = []
    for word in words:
        if word.place in mended:
            result.append(mended[word.place])
        elif word.head == root.place and (word.link == "punct" or word.place > verb.place):
            result.append(word._replace(head=verb.place))
        else:
            result.append(word)
    return tuple(result)
