using Matcher.Data;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Benchmarks.Workloads;

/// <summary>
/// The model and the requests, made once in this process for all benchmarks in it. BenchmarkDotNet makes the benchmark classes itself, so
/// what they work on can't be handed to them: <see cref="Current"/> holds it.
/// </summary>
internal sealed class Workbench
{
    /// <summary>How many different requests of a size there are.</summary>
    public const int Requests = 16;

    private const int Seed = 1;

    private static Workbench? current;

    private readonly LoadedModel model = LoadedModel.Load(DataFiles.Model);
    private readonly Dictionary<int, IReadOnlyList<Choice>> requests = [];

    private Workbench(CancellationToken cancellation)
    {
        var simulator = Simulator.Load(Seed);
        foreach (var (candidates, cohorts) in Sizes)
            requests.Add(candidates, Draw(simulator, candidates, cohorts, cancellation));
    }

    /// <summary>What this process works on.</summary>
    public static Workbench Current => current ?? throw new InvalidOperationException("The workbench is prepared before a benchmark runs.");

    /// <summary>
    /// How many candidates a request has, and how many cohorts a catalogue needs for that: most of them are not eligible, or over.
    /// </summary>
    public static IReadOnlyDictionary<int, int?> Sizes { get; } =
        new Dictionary<int, int?>
        {
            [40] = null,
            [150] = 800,
            [1_000] = 6_000,
        };

    /// <summary>Reads and simulates all of it, in some seconds.</summary>
    public static void Prepare(CancellationToken cancellation) => current = new(cancellation);

    /// <summary>Requests of a size.</summary>
    public Workload Of(int candidates) => new(model, requests[candidates], candidates);

    // People who weren't learned from, and of what they are offered as much as is wanted: it comes in random order.
    private static IReadOnlyList<Choice> Draw(Simulator simulator, int candidates, int? cohorts, CancellationToken cancellation)
    {
        var catalogues = cohorts is null ? [simulator.Sample] : simulator.Catalogues(1, DrawPurpose.TestCatalogue, cohorts);
        var choosers = simulator
            .Choosers(simulator.Base, ProfileCompleteness.Varied, catalogues)
            .Draw(Requests * 20, DrawPurpose.Test, cancellation);
        var enough = Choice.Of([.. choosers.Where(chooser => chooser.Alternatives.Length >= candidates).Take(Requests)]);
        if (enough.Count < Requests)
        {
            throw new InvalidOperationException(
                $"Only {enough.Count} of {choosers.Count} people find {candidates} candidates among {cohorts} cohorts."
            );
        }
        // Whom they took does not matter here: the first of those that are left stands for it.
        return [.. enough.Select(choice => new Choice(choice.Profile, choice.Today, choice.Candidates[..candidates], 0))];
    }
}
