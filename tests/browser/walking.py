"""Walks through the site that count every activation: by mouse, and by keyboard alone.

Typing is no click; following a link, pressing a button and sending a search are one each.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

# More stops than this on the way to a control, and nobody goes there by keyboard.
MOST_STOPS = 400
IS_FOCUSED = "element => element === document.activeElement"


@dataclass
class Walk(ABC):
    """A reader who began at the home page; `clicks` is what the answer has cost so far."""

    page: Page
    clicks: int = 0

    @abstractmethod
    def activate(self, control: Locator) -> None:
        """Use a link or a button."""

    @abstractmethod
    def search(self, words: str) -> None:
        """Ask the search box."""

    @abstractmethod
    def date(self, label: str, day: str) -> None:
        """Enter a day (YYYY-MM-DD) into a date box."""

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Use the link whose whole name this is."""
        place = within or self.page.locator("body")
        self.go(place.get_by_role("link", name=name, exact=True).first)

    def menu(self, name: str) -> None:
        """Use the main menu."""
        self.follow(name, within=self.page.get_by_role("navigation", name="Main"))

    def cell(self, actor: str, contribution: str) -> None:
        """Follow the cell of the first matrix on the page."""
        table = self.page.locator("table.matrix").first
        heads = [text.split("\n")[0].strip() for text in table.locator("thead th").all_inner_texts()]
        place = next(n for n, head in enumerate(heads) if head.startswith(contribution))
        row = table.locator("tbody tr").filter(has=self.page.get_by_role("rowheader", name=actor))
        self.go(row.locator("td").nth(place - 1).get_by_role("link"))

    def show(self) -> None:
        """Press the button beside the date boxes."""
        self.go(self.page.get_by_role("form", name="Dates of this page").get_by_role("button"))

    def go(self, control: Locator) -> None:
        """Use what leads to another page, or changes this one, and wait for what it shows."""
        control.wait_for()
        with self.page.expect_navigation():
            self.activate(control)
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
        self.clicks += 1

    def shown(self) -> str:
        """The words of the page as a reader sees them, spaces made single."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())


class Mouse(Walk):
    """Points and clicks."""

    def activate(self, control: Locator) -> None:
        control.click()

    def search(self, words: str) -> None:
        box = self.page.get_by_role("searchbox")
        box.fill(words)
        self.go(self.page.get_by_role("search", name="The whole record").get_by_role("button"))

    def date(self, label: str, day: str) -> None:
        self.page.get_by_label(label).fill(day)


class Keyboard(Walk):
    """Has only keys: Tab and the arrows lead to a control, / to the search box, Enter uses it."""

    def activate(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def search(self, words: str) -> None:
        self.page.keyboard.press("/")
        assert self.page.get_by_role("searchbox").evaluate(IS_FOCUSED)
        self.page.keyboard.type(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.clicks += 1

    def date(self, label: str, day: str) -> None:
        """In the order of the box's parts, which is that of the browser's own language."""
        box = self.page.get_by_label(label)
        self.reach(box)
        year, month, date = day.split("-")
        for parts in (month + date + year, date + month + year):
            self.page.keyboard.type(parts)
            if box.input_value() == day:
                return
            self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{day} could not be typed into {label}")

    def reach(self, control: Locator) -> None:
        """Move the focus there as a reader without a mouse does."""
        control.wait_for()
        if control.evaluate("element => element.closest('table.matrix') && element.tabIndex < 0"):
            self._by_arrows(control)
            return
        for _ in range(MOST_STOPS):
            if control.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab did not reach {control}")

    def _by_arrows(self, cell: Locator) -> None:
        """From the first cell of a matrix, which alone is a stop of Tab, down and to the right."""
        self.reach(self.page.locator("table.matrix .cell[tabindex='0']").first)
        row, column = cell.evaluate(
            """cell => [[...cell.closest("table").querySelectorAll("tbody tr")].filter(r => r.querySelector(".cell"))
                .indexOf(cell.closest("tr")), cell.closest("td").cellIndex - 1]"""
        )
        for key, times in (("ArrowDown", row), ("ArrowRight", column)):
            for _ in range(times):
                self.page.keyboard.press(key)
        assert cell.evaluate(IS_FOCUSED), "the arrows did not lead to the cell"
