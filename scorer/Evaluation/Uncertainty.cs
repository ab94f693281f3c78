using Matcher.Data.Domain;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// How much of the order rests on what 52 interviewees, and judgement, leave open: the ranker learns anew from simulators with other level
/// wishes, drawn as 52 other people might have stated them, and with weaker and stronger distance, and first places are counted again.
/// </summary>
internal sealed class Uncertainty(Simulator simulator, EvaluationScale scale, CancellationToken cancellation)
{
    private const int ChoosersShare = 3;

    // The ends of the range in the evidence for distance, as factors on its middle.
    private const double WeakDistance = 0.7;
    private const double StrongDistance = 1.3;

    /// <summary>
    /// The share of first places of each provider, for location only: what the shipped model gives, with the least and the most over the
    /// others; and how many first courses differ.
    /// </summary>
    /// <param name="shipped">The model that ships.</param>
    public IReadOnlyList<UncertaintyRow> Measure(RankingModel shipped)
    {
        var own = First(shipped);
        return
        [
            .. Variants()
                .Select(variant =>
                {
                    var first = First(Learn(variant.Simulator));
                    var providers = own.Zip(first).Where(pair => pair.First.Weight > 0).ToList();
                    var all = providers.Sum(pair => pair.First.Weight);
                    double Share(Func<(Place Own, Place Other), bool> of) => providers.Sum(pair => of(pair) ? pair.First.Weight : 0) / all;
                    var largest = first.GroupBy(place => place.Provider).Max(provider => provider.Sum(place => place.Weight)) / all;
                    return new UncertaintyRow(
                        variant.Name,
                        Share(pair => pair.Own.Course != pair.Other.Course),
                        Share(pair => pair.Own.Provider != pair.Other.Provider),
                        largest,
                        first.Sum(place => place.Weight * place.Miles) / all
                    );
                }),
        ];
    }

    private IEnumerable<(string Name, Simulator Simulator)> Variants()
    {
        yield return ("distance weaker by 30%", WithDistance(WeakDistance));
        yield return ("distance stronger by 30%", WithDistance(StrongDistance));
        for (var draw = 0; draw < scale.Seeds; draw++)
        {
            var shares = Redraw(
                simulator.Figures.Of<Accreditation>("level"),
                simulator.Figures.Interviewees("level"),
                new Dice(simulator.Seed, DrawPurpose.ChoiceModel, 1 + draw)
            );
            yield return (
                $"level wishes redrawn, {draw + 1}",
                simulator.With(
                    simulator.Figures.WithPopulation(
                        (name, value) =>
                            name switch
                            {
                                "level.nonAccredited" => shares[0],
                                "level.level6" => shares[1],
                                "level.level7" => shares[2],
                                _ => value,
                            }
                    )
                )
            );
        }
    }

    private Simulator WithDistance(double factor) =>
        simulator.With(
            simulator.Figures.WithWeights(
                (name, weight) =>
                    name.StartsWith("distance", StringComparison.Ordinal) && name != "distanceOpenToTravel"
                        ? weight with
                        {
                            Value = weight.Value * factor,
                        }
                        : weight
            )
        );

    // As many people as were interviewed, each with one of the wishes; a group that nobody drew keeps half a person.
    private static double[] Redraw(double[] shares, double people, Dice dice)
    {
        var counts = new double[shares.Length];
        for (var person = 0; person < people; person++)
            counts[dice.Pick(shares)]++;
        return Array.ConvertAll(counts, count => Math.Max(0.5, count) / people);
    }

    private RankingModel Learn(Simulator other)
    {
        var (choices, validation) = new ModelTraining(Math.Max(100, scale.Choosers / ChoosersShare), simulator.Seed).Draw(
            other,
            cancellation
        );
        return Learner.Learn(choices, validation, cancellation).Model;
    }

    private List<Place> First(RankingModel model)
    {
        var answers = new ServedRankings(model, simulator.Sample);
        var today = Choosers.FirstDay(simulator.Sample);
        return
        [
            .. simulator
                .Gazetteer.Districts.Index()
                .Where(district => district.Index % scale.DistrictStep == 0)
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .Select(district =>
                {
                    var first = answers.To(
                        new() { Home = new(district.Item.Position, district.Item.Name, Data.Places.Precision.District) },
                        today
                    )[0];
                    return new Place(
                        district.Item.Postcodes,
                        first.Candidate.Cohort.Course.Id,
                        first.Candidate.Cohort.Course.Provider.Id,
                        first.Miles
                    );
                }),
        ];
    }

    private sealed record Place(double Weight, string Course, string Provider, double Miles);
}
