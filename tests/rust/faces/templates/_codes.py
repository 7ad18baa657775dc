"""The closed lists as types. The lists themselves, with their labels and messages, are ``hoso.ISSUE_CODES`` and so on.

Made from the declarations in ``core`` by ``UPDATE=1 cargo test -p hoso-tests faces``; do not edit.
"""

from typing import Literal, TypeAlias
