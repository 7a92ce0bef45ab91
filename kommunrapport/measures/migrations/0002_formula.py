import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OPERANDS = [("minuend", "first", "första mätningen"), ("subtrahend", "second", "andra mätningen")]


def name_the_formula(apps, schema_editor):
    """What was computed until now was a difference, also in the history."""
    for name in ("Measure", "HistoricalMeasure"):
        computed = apps.get_model("measures", name).objects.filter(first__isnull=False, second__isnull=False)
        computed.update(formula="difference")


def at_least_one_year(apps, schema_editor):
    """A horizon of no years was possible to type, and never meant anything."""
    for name in ("Target", "HistoricalTarget"):
        apps.get_model("measures", name).objects.filter(horizon_years=0).update(horizon_years=1)


def only_differences_can_go_back(apps, schema_editor):
    """Before this, a derived measure was always a difference: others would silently show another number."""
    if apps.get_model("measures", "Measure").objects.filter(formula="ratio").exists():
        raise RuntimeError("Det finns mätningar som räknas i procent. Ta bort dem innan du går tillbaka.")


def _renamed(model):
    return [migrations.RenameField(model, old, new) for old, new, _ in OPERANDS]


def _measure(verbose_name):
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="measures.measure",
        verbose_name=verbose_name,
    )


def _past_measure(verbose_name):
    return models.ForeignKey(
        blank=True,
        db_constraint=False,
        null=True,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="measures.measure",
        verbose_name=verbose_name,
    )


def _formula():
    return models.CharField(
        blank=True,
        choices=[("difference", "den första minus den andra"), ("ratio", "den första i procent av den andra")],
        default="",
        max_length=10,
        verbose_name="beräknas som",
    )


def _horizon():
    return models.PositiveSmallIntegerField(
        default=1,
        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)],
        verbose_name="sett över antal år",
    )


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("measure", "measures_measure_formula_is_whole"),
        *_renamed("measure"),
        *_renamed("historicalmeasure"),
        *(migrations.AlterField("measure", new, _measure(words)) for _, new, words in OPERANDS),
        *(migrations.AlterField("historicalmeasure", new, _past_measure(words)) for _, new, words in OPERANDS),
        migrations.AddField("measure", "formula", _formula(), preserve_default=False),
        migrations.AddField("historicalmeasure", "formula", _formula(), preserve_default=False),
        migrations.RunPython(name_the_formula, only_differences_can_go_back),
        migrations.RunPython(at_least_one_year, migrations.RunPython.noop),
        migrations.AddConstraint(
            "measure",
            models.CheckConstraint(
                condition=Q(formula="", first=None, second=None)
                | (~Q(formula="") & Q(first__isnull=False, second__isnull=False)),
                name="measures_measure_formula_is_whole",
                violation_error_message="En beräknad mätning behöver en formel och båda mätningarna den räknas av.",
            ),
        ),
        migrations.AddConstraint(
            "measure",
            models.CheckConstraint(
                condition=~Q(formula="ratio") | Q(measurement_unit="%"),
                name="measures_measure_ratio_is_percent",
                violation_error_message="Det som räknas i procent har enheten %.",
            ),
        ),
        migrations.AlterField("target", "horizon_years", _horizon()),
        migrations.AlterField("historicaltarget", "horizon_years", _horizon()),
    ]
