"""What each signal counts for, as fitted; how and on what: docs/measurements/alignment.md. Numbers only, no logic."""

from math import log

# A rare term tells more than a common one: inverse document frequency, raised, over the clauses of the pair.
RARITY_EXPONENT = 1.7
# What a term is worth in a text that has only one of its set of the thesaurus, or only a word with its beginning.
SAME_SET_FACTOR, SAME_BEGINNING_FACTOR = 0.7, 0.5
# What a word that only makes sentences counts for, beside others as rare.
FUNCTION_WORD_FACTOR = 0.25
# And a word of the vocabulary that a text comes to, beside the words it is written in.
CONCEPT_FACTOR = 0.3
# Below this likeness no two clauses are set side by side, however little there is to choose from.
MIN_OVERLAP = 0.1
# How sharply the best of a row stands out; in units of likeness.
SOFTMAX_TEMPERATURE = 0.05

BASE_LOGIT = -6.38
SYMMETRY_COEFFICIENT = 2.95  # times the shorter side over the longer: equal lengths speak for two versions of one text
WORD_OVERLAP_COEFFICIENT = 1.32  # the larger share of one clause's terms that the other has
RELATIVE_OVERLAP_COEFFICIENT = 1.37  # likeness over the mean best likeness of the pair
ROW_SHARE_COEFFICIENT = 1.22  # how much of the row's and the column's likeness this pair holds
LEAD_COEFFICIENT = 2.58  # what it leads the next best by, in row and column
RELATIVE_LEAD_COEFFICIENT = 0.65  # the same over the mean best likeness of the pair
NAME_OVERLAP_COEFFICIENT = 0.72  # the smaller share of one clause's names that the other has
ACT_OVERLAP_COEFFICIENT, OBJECT_OVERLAP_COEFFICIENT = (
    0.41,
    0.61,
)  # likeness of the acts and objects that the vocabulary finds in both

PRINTED_NUMBER_COEFFICIENT = 1.5  # one printed number, times how far the other sure links keep to theirs

# Links: the best assignment from LINK up, then clauses left over from JOIN up; from POSSIBLE up they are shown.
MIN_LINK_PROBABILITY, MIN_JOIN_PROBABILITY, MIN_POSSIBLE_PROBABILITY = 0.2, 0.3, 0.08
# Where this share of both texts is linked, two clauses that are left over link from a lower probability up.
MIN_LINKED_SHARE, MIN_LEFTOVER_PROBABILITY = 0.6, 0.15
# Two candidates closer than this, of which only one can be meant, are ambiguous.
AMBIGUITY_MARGIN = 0.02

# Below this logit no name, act or object in common can bring a pair of clauses up to where it is shown.
HOPELESS_LOGIT = (
    log(MIN_POSSIBLE_PROBABILITY / (1 - MIN_POSSIBLE_PROBABILITY))
    - NAME_OVERLAP_COEFFICIENT
    - ACT_OVERLAP_COEFFICIENT
    - OBJECT_OVERLAP_COEFFICIENT
)

# What a sentence model adds, where one is asked for; the others stay as they are. One set for all models.
MEANING_BASE_LOGIT = 0.955
MEANING_COSINE_COEFFICIENT = -1.034  # times the cosine: what two texts of one subject have anyway says little
MEANING_ROW_SHARE_COEFFICIENT = 0.655  # how much of the row's and the column's likeness this pair holds
MEANING_LEAD_COEFFICIENT = 3.322  # what it leads the next best by, in row and column
