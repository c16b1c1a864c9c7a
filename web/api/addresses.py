"""An address of the API and the endpoint that answers there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Address:
    """`template` is the path below /api/v1/, with {key} for a key; `name` is for reverse(), with `api-` before it."""

    template: str
    bare_name: str
    endpoint: type[Endpoint]
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name for reverse()."""
        return f"api-{self.bare_name}"

    @property
    def route(self) -> str:
        """The path as Django matches it."""
        return self.template.replace("{key}", "<str:key>")

    def view(self, **more: Any) -> Callable[..., Any]:
        """The view for urlpatterns."""
        return self.endpoint.as_view(**self.settings, **more)

    def instance(self) -> Endpoint:
        """The endpoint, to be asked what it takes and answers."""
        return self.endpoint(**self.settings)
