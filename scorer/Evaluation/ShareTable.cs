using Matcher.Data.Domain;
using Matcher.Data.Text;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// What 52 interviewees chose beside what simulated people choose and what is served to them, over made-up catalogues. Nothing is fitted to
/// these shares: what providers supply has to explain them, whatever the providers say that they are.
/// </summary>
internal static class ShareTable
{
    private const double Normal95 = 1.96;

    /// <summary>Measures every figure.</summary>
    /// <param name="simulator">The simulator.</param>
    /// <param name="model">What serves.</param>
    /// <param name="catalogues">How many made-up catalogues.</param>
    /// <param name="people">How many people choose from each.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IReadOnlyList<ShareRow> Measure(
        Simulator simulator,
        RankingModel model,
        int catalogues,
        int people,
        CancellationToken cancellation
    )
    {
        var madeUp = simulator.Catalogues(catalogues, DrawPurpose.TestCatalogue);
        var relabelled = madeUp
            .Select((catalogue, index) => RandomCatalogue.Relabel(catalogue, new Dice(simulator.Seed, DrawPurpose.Relabelling, index)))
            .ToList();
        var (full, sparse) = (Choose(madeUp, ProfileCompleteness.Full), Choose(madeUp, ProfileCompleteness.Sparse));
        var (relabelledFull, relabelledSparse) = (
            Choose(relabelled, ProfileCompleteness.Full),
            Choose(relabelled, ProfileCompleteness.Sparse)
        );
        return
        [
            .. Rows("level", course => course.Accreditation),
            .. Rows("providerType", course => course.Provider.Type),
            .. Rows("coverage", course => course.Provider.Coverage),
        ];

        List<List<Served>> Choose(IReadOnlyList<Catalogue> from, ProfileCompleteness completeness) =>
            [
                .. from.Select(
                    (catalogue, index) =>
                        Serve(
                            model,
                            simulator
                                .Choosers(simulator.Base, completeness, [catalogue])
                                .Draw(people, DrawPurpose.Test, cancellation, first: index * people * 2),
                            cancellation
                        )
                ),
            ];

        IEnumerable<ShareRow> Rows<T>(string figure, Func<Course, T> group)
            where T : struct, Enum =>
            Enum.GetValues<T>()
                .Select(each =>
                {
                    Spread Share(List<List<Served>> over, Func<Served, double[]> probabilities) =>
                        Spread.Of([
                            .. over.Select(served =>
                                served.Average(one =>
                                    one.Chooser.Alternatives.Index()
                                        .Sum(alternative =>
                                            group(alternative.Item.Cohort.Course).Equals(each) ? probabilities(one)[alternative.Index] : 0
                                        )
                                )
                            ),
                        ]);
                    return new ShareRow(
                        figure,
                        EnumNames.Of(each),
                        Wilson(simulator.Figures.Share(figure, EnumNames.Of(each)), simulator.Figures.Interviewees(figure)),
                        Share(full, one => one.Chooser.Probabilities),
                        Share(full, one => one.Probabilities),
                        Share(sparse, one => one.Probabilities),
                        Share(relabelledFull, one => one.Probabilities),
                        Share(relabelledSparse, one => one.Probabilities)
                    );
                });
    }

    /// <summary>The 95% interval of a share (Wilson, 1927).</summary>
    public static Spread Wilson(double share, double count)
    {
        const double z = Normal95;
        var middle = (share + z * z / (2 * count)) / (1 + z * z / count);
        var half = z / (1 + z * z / count) * Math.Sqrt(share * (1 - share) / count + z * z / (4 * count * count));
        return new(share, middle - half, middle + half);
    }

    private static List<Served> Serve(RankingModel model, List<Chooser> choosers, CancellationToken cancellation)
    {
        var score = model.ScoresOf(cancellation);
        return
        [
            .. choosers
                .Zip(Choice.Of(choosers))
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .Select(pair =>
                {
                    var scores = score(pair.Second);
                    ChoiceProbability.OfBest(scores, pair.Second.Best(scores), scores);
                    return new Served(pair.First, scores);
                }),
        ];
    }

    // Somebody with the model's probability of each alternative beside their own.
    private sealed record Served(Chooser Chooser, double[] Probabilities);
}
