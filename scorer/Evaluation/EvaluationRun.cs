using System.Text;
using Matcher.Data.Text;
using Matcher.Scorer.CommandLine;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>Measures a model in every way that its card shows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Scale">How much is measured.</param>
/// <param name="SkipLightGbm">Leaves LightGBM out of the comparison.</param>
/// <param name="Progress">Called at each step.</param>
/// <param name="Cancellation">Ends the work early.</param>
internal sealed record EvaluationRun(
    LoadedModel Model,
    EvaluationScale Scale,
    bool SkipLightGbm,
    StepProgress Progress,
    CancellationToken Cancellation
)
{
    /// <summary>Runs all of it.</summary>
    /// <param name="today">The day that the report names (UTC).</param>
    /// <exception cref="InvalidDataException">LightGBM's system library is missing; the message says how to get it.</exception>
    public EvaluationReport Run(DateOnly today)
    {
        var simulator = Simulator.Load(Model.Manifest.Seed);
        // First, because it may find that something is missing on this machine.
        var comparison = CompareRankers(simulator);
        var people = Step(
            "Ask the oracle",
            () => TestPerson.Draw(simulator.Choosers(simulator.Base, ProfileCompleteness.Varied), Scale.People, Scale.Draws, Cancellation)
        );
        var ranker = Ranker.Of(Ranker.Shipped, Model.Model);
        var madeUp = Step("Choose from made-up catalogues", () => ChooseFromMadeUp(simulator));
        var shares = Step(
            "Compare with published figures",
            () => ShareTable.Measure(simulator, Model.Model, Scale.Catalogues, Scale.People / 4, Cancellation)
        );
        var answers = new ServedRankings(Model.Model, simulator.Sample);
        var near = Step("Ask from every district", () => NearTable.Measure(simulator, answers, Scale.DistrictStep, Cancellation));
        var firstPlaces = Step(
            "See who comes first",
            () =>
                new[] { ProfileCompleteness.LocationOnly, ProfileCompleteness.Sparse }
                    .SelectMany(completeness => FirstPlaces.Measure(simulator, answers, completeness, Scale.DistrictStep, Cancellation))
                    .ToList()
        );
        var ceilings = Step(
            "Ask how sure anybody can be",
            () => Enum.GetValues<ProfileCompleteness>().Select(completeness => Ceiling(simulator, completeness, people, ranker)).ToList()
        );
        var holdOuts = HoldOut(simulator);
        var promises = Step(
            "Try the promises",
            () =>
                (IReadOnlyList<PromiseRow>)
                    [
                        .. new Promises(simulator, Model.Model, Scale.Pairs, Cancellation).Measure(),
                        .. new OrderPromises(simulator, Model.Model, Scale, Cancellation).Measure(),
                    ]
        );
        var effects = Step("Change requests", () => Effects.Measure(simulator, Model.Model, Scale.People, Cancellation));
        var uncertainty = Step("Assume otherwise", () => new Uncertainty(simulator, Scale, Cancellation).Measure(Model.Model));
        var learning = Step("Learn what others would learn from", () => new Learning(simulator, Scale, Cancellation));
        var curve = Step("Learn from foreign populations", () => learning.Curves().ToList());
        var luck = Step("Learn from a few", () => learning.Luck().ToList());
        return new()
        {
            ModelVersion = Model.Manifest.Version,
            ManifestSha256 = ModelFolder.Sha256(Encoding.UTF8.GetBytes(Model.Manifest.ToJson())),
            EvaluatedOn = today,
            Scale = Scale,
            Shares = shares,
            Travel = Travel.Measure(simulator, Scale.People * 5, Cancellation),
            Signs = Signs.Measure(madeUp),
            Ceilings = ceilings,
            Comparison = comparison.Rows(),
            GainOfTrees = comparison.GainOfTrees(),
            HoldOuts = holdOuts,
            Slices = Slices(simulator, people, ranker),
            Near = near,
            FirstPlaces = firstPlaces,
            Uncertainty = uncertainty,
            Promises = promises,
            Effects = effects,
            LearningCurve = curve,
            Luck = luck,
            Reliability = Agreement.Of(ranker, people, Cancellation).Reliability,
        };
    }

    /// <summary>The maps of the card.</summary>
    public IReadOnlyList<(string File, string Svg)> DrawMaps()
    {
        var simulator = Simulator.Load(Model.Manifest.Seed);
        return Maps.Draw(simulator, new(Model.Model, simulator.Sample));
    }

    private Comparison CompareRankers(Simulator simulator)
    {
        var comparison = new Comparison(simulator, Scale, SkipLightGbm, Cancellation);
        Steps(
            "Compare rankers",
            Scale.Seeds,
            done =>
            {
                for (var seed = 0; seed < Scale.Seeds; seed++)
                {
                    comparison.Repeat(seed);
                    done();
                }
            }
        );
        return comparison;
    }

    private List<List<Chooser>> ChooseFromMadeUp(Simulator simulator) =>
        simulator
            .Catalogues(Scale.Catalogues, DrawPurpose.TestCatalogue)
            .Select(
                (catalogue, index) =>
                    simulator
                        .Choosers(simulator.Base, ProfileCompleteness.Full, [catalogue])
                        .Draw(Scale.People / 2, DrawPurpose.Test, Cancellation, first: index * Scale.People)
            )
            .ToList();

    private List<HoldOutRow> HoldOut(Simulator simulator)
    {
        var rows = new List<HoldOutRow>();
        Steps(
            "Hold things out",
            HoldOuts.Count,
            done =>
            {
                foreach (var row in new HoldOuts(simulator, Scale, Cancellation).Measure(Model.Model))
                {
                    rows.Add(row);
                    done();
                }
            }
        );
        return rows;
    }

    private CeilingRow Ceiling(Simulator simulator, ProfileCompleteness completeness, List<TestPerson> varied, Ranker ranker)
    {
        var people =
            completeness is ProfileCompleteness.Varied
                ? varied
                : TestPerson.Draw(simulator.Choosers(simulator.Base, completeness), Scale.People, Scale.Draws, Cancellation);
        double First(Ranker of) => Agreement.Of(of, people, Cancellation).First;
        return new(EnumNames.Of(completeness), First(Ranker.Oracle), First(Ranker.HandRule), First(ranker));
    }

    private List<SliceRow> Slices(Simulator simulator, List<TestPerson> people, Ranker ranker)
    {
        var mean = Agreement.Shares(ranker, people, Cancellation).First;
        return
        [
            .. By("sector", person => EnumNames.Of(person.Chooser.Person.Sector!.Value)),
            .. By("experience", person => EnumNames.Of(person.Chooser.Person.Experience.Profile!.Value)),
            .. By("region", person => simulator.RegionOf(person.Chooser.Request.Home)),
        ];

        IEnumerable<SliceRow> By(string by, Func<TestPerson, string> group) =>
            people
                .GroupBy(group)
                .OrderBy(slice => slice.Key, StringComparer.Ordinal)
                .Select(slice =>
                {
                    var share = Agreement.Shares(ranker, [.. slice], Cancellation).First;
                    return new SliceRow(by, slice.Key, slice.Count(), share, mean - share);
                });
    }

    private T Step<T>(string step, Func<T> work)
    {
        Progress(step, 0, 1);
        var result = work();
        Progress(step, 1, 1);
        return result;
    }

    private void Steps(string step, int total, Action<Action> work)
    {
        var count = 0;
        Progress(step, 0, total);
        work(() => Progress(step, ++count, total));
    }
}
