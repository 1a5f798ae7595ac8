"""What is typed of pictures: which files, of which room, what is to be seen in them and which part to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from zaal.domain.pictures import LONGEST_ALT

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from zaal.queries.pictures import HousePictures, Managed

ACCEPTED: Final = "image/jpeg,image/png,image/webp,image/avif"
CUT: Final = ("left", "top", "width")
# At which field a refusal is said; what is not here is said above all of them.
FIELD_OF: Final = {"crop_outside": "width", "picture_too_small": "width", "space_unknown": "space"}


class SeveralFiles(forms.ClearableFileInput):
    """A field of a page that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more; Django's own field takes one."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Return the files, each of which has a name and is not empty."""
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class UploadForm(forms.Form):
    """Which files, and of which room they are."""

    pictures = FilesField(
        label=lazy("Pictures"),
        widget=SeveralFiles(attrs={"accept": ACCEPTED}),
        help_text=lazy("JPEG, PNG, WebP or AVIF, several at once; at most 20 MB and 60 million pixels each."),
    )
    space = forms.ChoiceField(label=lazy("Of which room"), required=False)

    def __init__(self, house: HousePictures, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_rooms(self.fields["space"], house)


class DescribeForm(forms.Form):
    """What is to be seen in a picture, by language; of which room it is; and which part of it is shown, in per cent."""

    space = forms.ChoiceField(label=lazy("Of which room"), required=False)
    left = forms.DecimalField(label=lazy("From the left, %"), min_value=0, max_value=100, decimal_places=1)
    top = forms.DecimalField(label=lazy("From the top, %"), min_value=0, max_value=100, decimal_places=1)
    width = forms.DecimalField(label=lazy("Width, %"), min_value=1, max_value=100, decimal_places=1)

    def __init__(self, house: HousePictures, picture: Managed, data: Any = None) -> None:
        told = {
            "space": picture.space or "",
            "left": round(picture.crop.x * 100, 1),
            "top": round(picture.crop.y * 100, 1),
            "width": round(picture.crop.width * 100, 1),
            **{f"alt_{language}": words for language, words in picture.alts.items()},
        }
        super().__init__(data, initial=told, auto_id=f"id_{picture.reference}_%s")
        _offer_rooms(self.fields["space"], house)
        self.first = house.first_language
        for code, _name in sorted(settings.LANGUAGES, key=lambda one: one[0] != self.first):
            name = get_language_info(code)["name_translated"]
            self.fields[f"alt_{code}"] = forms.CharField(
                label=_("What is to be seen, in %(language)s") % {"language": name},
                max_length=LONGEST_ALT,
                required=code == self.first,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
            )

    def first_alt(self) -> forms.BoundField:
        """Return the words that have to be there."""
        return self[f"alt_{self.first}"]

    def other_alts(self) -> list[forms.BoundField]:
        """Return the words in the other languages."""
        return [self[name] for name in self.fields if name.startswith("alt_") and name != f"alt_{self.first}"]

    def cut_fields(self) -> list[forms.BoundField]:
        """Return the numbers that say which part is shown."""
        return [self[name] for name in CUT]

    def alts(self) -> dict[str, str]:
        """Return the words of a valid form by language."""
        return {name.removeprefix("alt_"): told for name, told in self.cleaned_data.items() if name.startswith("alt_")}

    def cut(self) -> tuple[float, float, float] | None:
        """Return left, top and width of a valid form as fractions; None where they were left as they are."""
        if not set(CUT) & set(self.changed_data):
            return None
        left, top, width = (float(self.cleaned_data[name]) / 100 for name in CUT)
        return left, top, width

    def refuse(self, code: str, sentence: str) -> None:
        """Say a refusal at the field it is about."""
        at = f"alt_{self.first}" if code.startswith("alt_") else FIELD_OF.get(code)
        self.add_error(at, sentence)


def _offer_rooms(field: forms.Field, house: HousePictures) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one above
    field.choices = [("", _("The house itself")), *house.rooms]
