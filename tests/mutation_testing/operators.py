"""Small wrong changes to a module, one at a time: what a slip of the hand would do and a test ought to notice."""

from __future__ import annotations

import ast
import copy
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType

BOUNDARY = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
NEGATION = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLS = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed module. `name` says what was changed and stays when lines move: it is what an argument refers to."""

    module: str
    name: str
    line: int
    make: Callable[[], CodeType]

    @property
    def lot(self) -> float:
        """A number from 0 to 1 that is always the same for the same mutant: a sample is all those below a bound."""
        return int.from_bytes(hashlib.sha256(self.name.encode()).digest()[:4]) / 2**32


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a node hangs: a field of its parent, or one place of a list there."""

    parent: ast.AST
    field: str
    index: int | None

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants(module: str, source: str, path: str, members: dict[str, list[str]]) -> list[Mutant]:
    """Every mutant of a module. `members` are the words of each enumeration, so that one is taken for the next."""
    tree = ast.parse(source)
    seen: Counter[str] = Counter()
    result = []
    for node, slot, where in _nodes(tree, tree, ""):
        for changed in _changes(node, members):
            text = getattr(changed, "change_text", "") or f"{_shown(node)} -> {_shown(changed)}"
            name = f"{module} {where}: {text}"
            seen[name] += 1
            if seen[name] > 1:
                name += f" ({seen[name]})"
            result.append(Mutant(module, name, getattr(node, "lineno", 0), _maker(tree, node, changed, slot, path)))
    return result


def _maker(tree: ast.Module, node: ast.AST, changed: ast.AST, slot: _Slot, path: str) -> Callable[[], CodeType]:
    def make() -> CodeType:
        slot.put(changed)
        try:
            return compile(ast.fix_missing_locations(tree), path, "exec")
        finally:
            slot.put(node)

    return make


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.comprehension):
        return "for … " + " ".join(f"if {ast.unparse(item)}" for item in node.ifs)
    return " ".join(ast.unparse(node).split())[:90]


SKIPPED_FIELDS = {"annotation", "returns", "decorator_list", "type_params", "bases"}


def _nodes(tree: ast.AST, node: ast.AST, where: str) -> Iterator[tuple[ast.AST, _Slot, str]]:
    """Nodes that carry behaviour, outermost first, each with its place and the function it stands in."""
    for field, value in ast.iter_fields(node):
        if field in SKIPPED_FIELDS or (isinstance(node, ast.JoinedStr | ast.FormattedValue) and field == "format_spec"):
            continue
        listed = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, child in listed:
            if not isinstance(child, ast.AST) or _idle(child, node):
                continue
            inside = where
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inside = f"{where}.{child.name}".lstrip(".")
            yield child, _Slot(node, field, index), where or "module"
            yield from _nodes(tree, child, inside)


def _idle(node: ast.AST, parent: ast.AST) -> bool:
    """Text for people, types, imports and assertions: nothing that a run decides by."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.expr_context | ast.operator | ast.cmpop):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return True
    if isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        return True
    if not (isinstance(node, ast.Assign) and isinstance(parent, ast.Module)):
        return False
    if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "TypeVar":
        return True
    exported = isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"
    return exported or isinstance(node.value, ast.Subscript)  # names of types


def _changes(node: ast.AST, members: dict[str, list[str]]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Attribute):
        yield from _members(node, members)
    elif type(node) in BY_KIND:
        yield from BY_KIND[type(node)](node)


def _members(node: ast.Attribute, members: dict[str, list[str]]) -> Iterator[ast.AST]:
    """The next word of an enumeration for this one."""
    words = members.get(node.value.id, []) if isinstance(node.value, ast.Name) else []
    if node.attr in words:
        yield _with(node, attr=words[(words.index(node.attr) + 1) % len(words)])


def _comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for index, operator in enumerate(node.ops):
        for table in (BOUNDARY, NEGATION):
            if type(operator) in table and (len(node.ops) == 1 or table is NEGATION):
                changed = table[type(operator)]()
                yield _with(node, ops=[changed if n == index else op for n, op in enumerate(node.ops)])


def _operands(node: ast.BoolOp) -> Iterator[ast.AST]:
    for index in range(len(node.values)):
        kept = [value for n, value in enumerate(node.values) if n != index]
        yield _with(node, values=kept) if len(kept) > 1 else kept[0]


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def _arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in ARITHMETIC:
        yield _with(node, op=ARITHMETIC[type(node.op)]())


def _augmented(node: ast.AugAssign) -> Iterator[ast.AST]:
    if type(node.op) in ARITHMETIC:
        yield _with(node, op=ARITHMETIC[type(node.op)]())
    yield ast.Pass()


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}~" if value else "~")


def _branches(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _tests(node: ast.If | ast.While) -> Iterator[ast.AST]:
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield _with(node, test=ast.UnaryOp(op=ast.Not(), operand=node.test))


def _filters(node: ast.comprehension) -> Iterator[ast.AST]:
    for index in range(len(node.ifs)):
        yield _with(node, ifs=[item for n, item in enumerate(node.ifs) if n != index])


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and node.func.id in CALLS:
        other = CALLS[node.func.id]
        keywords = [] if other == "list" else node.keywords
        yield _with(node, func=ast.Name(id=other, ctx=ast.Load()), keywords=keywords)
    for index, keyword in enumerate(node.keywords):
        if keyword.arg and keyword.arg not in ("key", "strict"):
            changed = _with(node, keywords=[keyword for n, keyword in enumerate(node.keywords) if n != index])
            changed.change_text = f"{ast.unparse(node.func)}(…) without {keyword.arg}"  # type: ignore[attr-defined]
            yield changed


def _statements(node: ast.Expr) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Call):
        yield ast.Pass()


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


BY_KIND: dict[type[ast.AST], Callable[..., Iterator[ast.AST]]] = {
    ast.Compare: _comparisons,
    ast.BoolOp: _operands,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.AugAssign: _augmented,
    ast.Constant: _constants,
    ast.IfExp: _branches,
    ast.If: _tests,
    ast.While: _tests,
    ast.comprehension: _filters,
    ast.Call: _calls,
    ast.Expr: _statements,
    ast.Continue: lambda _: iter((ast.Break(),)),
    ast.Break: lambda _: iter((ast.Continue(),)),
}
