using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Evaluation;

/// <summary>The card says what was measured and no more; every figure here is made up.</summary>
public sealed class ModelCardTests
{
    [Fact]
    public void The_same_manifest_and_report_give_the_same_card_and_the_same_plots()
    {
        Assert.Equal(ModelCard.Write(Manifest(), Report()), ModelCard.Write(Manifest(), Report()));
        Assert.Equal(Plots.Draw(Report()), Plots.Draw(Report()));
        Assert.DoesNotContain('\r', ModelCard.Write(Manifest(), Report()));
    }

    [Fact]
    public void The_card_shows_every_plot() =>
        Assert.All(
            Plots.Draw(Report()),
            plot => Assert.Contains($"]({plot.File})", ModelCard.Write(Manifest(), Report()), StringComparison.Ordinal)
        );

    [Fact]
    public void Goals_that_the_figures_meet_are_called_met()
    {
        var card = ModelCard.Write(Manifest(), Report());
        Assert.DoesNotContain("missed**", card, StringComparison.Ordinal);
        Assert.DoesNotContain("not measured", card, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("| 98.0% (97.0–99.0) | met |", card, StringComparison.Ordinal);
    }

    public static TheoryData<string> Goals_missed => [.. Missed.Keys];

    [Theory]
    [MemberData(nameof(Goals_missed))]
    public void A_goal_that_the_figures_miss_is_called_missed(string goal) =>
        Assert.Contains(
            Lines(Missed[goal]),
            line => line.Contains(goal, StringComparison.Ordinal) && line.EndsWith("| **missed** |", StringComparison.Ordinal)
        );

    [Fact]
    public void A_goal_just_missed_is_missed_though_it_looks_met_when_rounded()
    {
        var card = ModelCard.Write(Manifest(), Report() with { Comparison = [Agreeing(Ranker.Shipped, 0.9699)] });
        Assert.Contains("| 97.0% | **missed** |", card, StringComparison.Ordinal);
        Assert.Contains(
            "| 99.995% |",
            ModelCard.Write(Manifest(), Report() with { Promises = [new("the nearer", 20_000, 0.99995, 0.9)] }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Only_the_ranker_that_ships_meets_the_goals()
    {
        Assert.Contains(
            Lines(Report() with { Comparison = [Agreeing("hand rule", 0.99)] }),
            line => line.EndsWith("| not measured |", StringComparison.Ordinal)
        );
        Assert.Contains("| trees (unconstrained) | -1.0 | -1.0 |", ModelCard.Write(Manifest(), Report()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_scale_or_another_model_is_warned_of_before_anything_else()
    {
        Assert.StartsWith(
            "> **Measured at small scale",
            Lines(Report() with { Scale = EvaluationScale.Small })[2],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "> **These figures are of another model",
            Lines(Report() with { ModelVersion = "other" })[2],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("> **", ModelCard.Write(Manifest(), Report()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_without_a_wanted_level_misses_no_goal_of_wanted_levels() =>
        Assert.DoesNotContain(
            "missed**",
            ModelCard.Write(
                Manifest(),
                Report() with
                {
                    Near = [Near(), Near() with { Said = "nothing", WantedLeads = null, NearLeads = null }],
                }
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_trees_on_top_would_gain_is_said_with_its_interval() =>
        Assert.Contains(
            "by +0.3 percentage points (paired 95% interval -0.1 to +0.7)",
            ModelCard.Write(Manifest(), Report() with { GainOfTrees = new(0.003, -0.001, 0.007) }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Outside_choices_are_told_of()
    {
        const string nobodyChose = "Nobody's recorded choice";
        Assert.Contains(nobodyChose, ModelCard.Write(Manifest(), Report()), StringComparison.Ordinal);
        Assert.DoesNotContain(nobodyChose, ModelCard.Write(Manifest(outsideChoices: 3), Report()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_names_the_files_that_a_model_learned_from_and_the_command_that_makes_it_again()
    {
        var card = ModelCard.Write(
            Manifest(outsideChoices: 3) with
            {
                RecordedChoices = new()
                {
                    Files = [new("choices.csv", 1_200, "ab12"), new("our hub's.csv", 1, "cd34")],
                    SkipBadRows = true,
                    EverythingShown = true,
                },
            },
            Report()
        );
        Assert.Contains("`choices.csv`, 1,200 rows, SHA-256 ab12; `our hub's.csv`, 1 row, SHA-256 cd34", card, StringComparison.Ordinal);
        Assert.Contains(
            "train --choosers 1000 --seed 7 --choices choices.csv --choices 'our hub'\\''s.csv' --skip-bad-rows --everything-shown --out my-model",
            card,
            StringComparison.Ordinal
        );
        Assert.Contains("evaluate --model my-model", card, StringComparison.Ordinal);
        var without = ModelCard.Write(Manifest(), Report());
        Assert.Contains("none: it was trained without any", without, StringComparison.Ordinal);
        Assert.Contains("train --choosers 1000 --seed 7\n", without, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_is_no_number_is_left_out_and_meets_no_goal()
    {
        var card = ModelCard.Write(Manifest(), Report() with { Comparison = [Agreeing(Ranker.Shipped, double.NaN)] });
        Assert.DoesNotContain("NaN", card, StringComparison.Ordinal);
        Assert.Contains("| – | **missed** |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_measured_is_neither_drawn_nor_called_met()
    {
        var none = Report() with
        {
            Shares = [],
            Travel = [],
            Signs = [],
            Ceilings = [],
            Comparison = [],
            HoldOuts = [],
            Slices = [],
            Near = [],
            FirstPlaces = [],
            Uncertainty = [],
            Promises = [],
            Effects = [],
            LearningCurve = [],
            Luck = [],
            Reliability = [],
        };
        Assert.DoesNotContain(Lines(none), line => line.EndsWith("| met |", StringComparison.Ordinal));
        Assert.Contains(
            "| nobody | 0 | 0.0% | 0.0% | 0.0% | not measured |",
            ModelCard.Write(Manifest(), none with { HoldOuts = [new("nobody", 0, 0, 0, 0)] }),
            StringComparison.Ordinal
        );
        Assert.All(Plots.Draw(none), plot => Assert.DoesNotContain("NaN", plot.Svg, StringComparison.Ordinal));
    }

    private static readonly Dictionary<string, EvaluationReport> Missed = new()
    {
        ["oracle's first course, mean"] = Report() with { Comparison = [Agreeing(Ranker.Shipped, 0.96)] },
        ["oracle's first three, mean"] = Report() with { Comparison = [Agreeing(Ranker.Shipped, 0.96)] },
        ["calibration error"] = Report() with { Comparison = [Agreeing(Ranker.Shipped, 0.98) with { CalibrationError = Around(0.03) }] },
        ["Every published share inside"] = Report() with
        {
            Shares = [Share("level", "level6", simulated: 0.76) with { ServedSparse = Around(0.9) }],
        },
        ["says that it is something else |"] = Report() with
        {
            Shares = [Share("level", "level6", simulated: 0.76) with { RelabelledSparse = Around(0.6) }],
        },
        ["go as far as what is known"] = Report() with { Travel = [new("open", "meanMiles", new(24, 20, 30), 31)] },
        ["farther than 50 miles first"] = Report() with { Near = [Near() with { FarInstead = 0.006 }] },
        ["beyond another course of that level"] = Report() with { Near = [Near() with { BeyondNearest = 0.006 }] },
        ["The wanted level comes first"] = Report() with { Near = [Near() with { WantedLeads = 0.84 }] },
        ["and then what is near comes first"] = Report() with { Near = [Near() with { NearLeads = 0.999 }] },
        ["Every provider with places comes first"] = Report() with { FirstPlaces = [new("sparse", "north", 0, 0.1, 0.2)] },
        ["with its sign"] = Report() with { Signs = [new("Junior staff value accreditation more.", "share accredited", 0.8, 0.9, false)] },
        ["bring every foreign population to"] = Report() with
        {
            LearningCurve = [new("herd", 0, 0.8, 0.8, null), new("herd", 3_000, 0.96, 0.8, 0.9)],
        },
        ["as well as a logit that knows nothing before"] = Report() with
        {
            LearningCurve = [new("herd", 0, 0.8, 0.8, null), new("herd", 100, 0.8, 0.8, 0.81)],
        },
        ["never cost anything on average"] = Report() with { Luck = [new("unlike", 12, 30, -0.001, -0.01, 1)] },
        ["lose at most a point in"] = Report() with { Luck = [new("unlike", 12, 30, 0.001, -0.02, 0.94)] },
        ["| level | level 6 |"] = Report() with { Shares = [Share("level", "level6", simulated: 0.86)] },
        ["| open to travel | mean miles |"] = Report() with { Travel = [new("open", "meanMiles", new(24, 20, 30), 19)] },
        ["| a university |"] = Report() with { HoldOuts = [new("a university", 100, 0.5, 0.89, 0.95)] },
        ["| sector | further education |"] = Report() with { Slices = [new("sector", "furtherEducation", 100, 0.9, 0.06)] },
        ["| the nearer |"] = Report() with { Promises = [new("the nearer", 20_000, 0.99995, 0.9)] },
        ["| asks for Level 7 |"] = Report() with { Effects = [new("asks for Level 7", 100, 0.1, 0.5, 0.98)] },
    };

    private static string[] Lines(EvaluationReport report) => ModelCard.Write(Manifest(), report).Split('\n');

    private static ModelManifest Manifest(int outsideChoices = 0) =>
        new()
        {
            Version = "conditionalLogit-0123456789ab",
            Trainer = "made up",
            Seed = 7,
            RecordedShare = outsideChoices == 0 ? 0 : 0.1,
            CatalogueVersion = "sample-1",
            TrainedOn = Some.Today,
            Counts = new(1_000, 200, 40_000, outsideChoices),
            Confidence = default,
            Terms = [],
            ProviderEffects = [],
        };

    private static EvaluationReport Report() =>
        new()
        {
            ModelVersion = Manifest().Version,
            ManifestSha256 = "00",
            EvaluatedOn = Some.Today,
            Scale = EvaluationScale.Full,
            Shares = [Share("level", "level6", simulated: 0.76), Share("coverage", "regional", simulated: 0.8)],
            Travel = [new("notOpen", "meanMiles", new(24, 20, 30), 25), new("open", "beyond40", new(0.4, 0.3, 0.5), 0.45)],
            Signs = [new("Junior staff value accreditation more.", "share accredited", 0.95, 0.9, true)],
            Ceilings = [new("full", 0.45, 0.3, 0.44)],
            Comparison = [Agreeing(Ranker.Shipped, 0.98), Agreeing("trees (unconstrained)", 0.97), Agreeing("hand rule", 0.6)],
            GainOfTrees = new(0, -0.002, 0.002),
            HoldOuts = [new("a university", 100, 0.5, 0.93, 0.95)],
            Slices = [new("sector", "furtherEducation", 100, 0.95, 0.03)],
            Near = [Near()],
            FirstPlaces = [new("sparse", "north", 0.6, 0.7, 0.5), new("sparse", "south", 0.4, 0.3, 0.5), new("sparse", "full", 0, 0, 0)],
            Uncertainty = [new("distance weaker", 0.2, 0.1, 0.25, 18)],
            Promises = [new("the nearer", 20_000, 1, 0.9), new("the order of candidates", 20_000, 1, null)],
            Effects = [new("asks for Level 7", 100, 0.1, 0.5, 1)],
            LearningCurve = [new("herd", 0, 0.8, 0.85, null), new("herd", 100, 0.85, 0.9, 0.8), new("herd", 3_000, 0.97, 0.98, 0.96)],
            Luck = [new("unlike", 12, 30, 0, 0, 1)],
            Reliability = [new(30, 0.2, 0.21), new(70, 0.6, 0.58)],
        };

    private static ShareRow Share(string figure, string group, double simulated) =>
        new(
            figure,
            group,
            new(0.75, 0.62, 0.85),
            Around(simulated),
            Around(simulated),
            Around(simulated),
            Around(simulated),
            Around(simulated)
        );

    private static NearRow Near() => new("Level 6", 100, 0.001, 0.001, 0.9, 1, 12);

    private static ComparisonRow Agreeing(string name, double share) =>
        new(
            name,
            Around(0.5),
            share is 0.98 ? Around(share) : Spread.Of([share]),
            Around(share),
            Around(0.9),
            Around(0.7),
            Around(0.5),
            Around(0.7),
            Around(0.8),
            Around(1.2),
            Around(0.01)
        );

    private static Spread Around(double mean) => new(mean, mean - 0.01, mean + 0.01);
}
