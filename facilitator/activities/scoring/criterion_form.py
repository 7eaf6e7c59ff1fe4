"""The form of a criterion: its words, its weight, its scale."""

from facilitator.activities.scoring.criteria import from_form
from facilitator.activities.scoring.presets import Criterion
from facilitator.core.stepview import StepView
from facilitator.kit.form import Form, FormField


def criterion_form(view: StepView, one: Criterion) -> Form:
    """A form that shows a criterion and says what is wrong with what is typed into it."""
    tr = view.tr
    more, less = tr("the more, the better"), tr("the less, the better")
    fields = [
        FormField("title", tr("Name"), one.title),
        FormField("question", tr("Question"), one.question),
        FormField("weight", tr("Weight"), tr.number(one.weight)),
        FormField("min", tr("From"), tr.number(one.min)),
        FormField("max", tr("To"), tr.number(one.max)),
        FormField("step", tr("In steps of"), tr.number(one.step)),
        FormField(
            "values",
            tr("Only these values"),
            " ".join(tr.number(value) for value in one.values),
            hint=tr("Instead of from, to and steps: 1 2 3 5 8 13 20"),
        ),
        FormField(
            "better", tr("What is good"), "less" if one.invert else "more", "choice", [("more", more), ("less", less)]
        ),
    ]
    return Form(
        tr, tr("Criterion “{title}”", title=one.title), fields, check=lambda values: from_form(view, one, values)[1]
    )
