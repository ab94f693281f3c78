using System.Collections.Frozen;
using Matcher.Data;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// The simulator: people, catalogues, and the families of choosing that training and evaluation draw on. Nothing in it is fitted to shares.
/// </summary>
internal sealed class Simulator
{
    private const double TasteChange = 0.3;
    private const double WorstCounts = 0.5;

    private readonly FrozenDictionary<string, string> regions;

    private Simulator(Figures figures, Gazetteer gazetteer, Catalogue sample, int seed)
    {
        (Figures, Gazetteer, Sample, Seed) = (figures, gazetteer, sample, seed);
        regions = gazetteer.Districts.ToFrozenDictionary(district => district.Name, district => district.Region);
        Population = new(figures, gazetteer);
        Base = new("base", new(figures), ChoiceRule.Logit);
    }

    /// <summary>What it rests on.</summary>
    public Figures Figures { get; }

    /// <summary>Where people live.</summary>
    public Gazetteer Gazetteer { get; }

    /// <summary>The catalogue that ships.</summary>
    public Catalogue Sample { get; }

    /// <summary>Every draw starts from it.</summary>
    public int Seed { get; }

    /// <summary>Who the people are.</summary>
    public Population Population { get; }

    /// <summary>How they choose.</summary>
    public ChoiceModel Base { get; }

    /// <summary>Reads figures, gazetteer and sample catalogue.</summary>
    /// <param name="seed">Every draw starts from it.</param>
    /// <exception cref="InvalidDataException">A file is faulty; the message lists the faults.</exception>
    public static Simulator Load(int seed) =>
        new(Figures.Read(), Gazetteer.Read(DataFiles.Gazetteer), CatalogueFolder.Load(DataFiles.Catalogue), seed);

    /// <summary>The same with other figures.</summary>
    public Simulator With(Figures figures) => new(figures, Gazetteer, Sample, Seed);

    /// <summary>People who choose from the sample.</summary>
    public Choosers Choosers(ChoiceModel family, ProfileCompleteness completeness) => Choosers(family, completeness, [Sample]);

    /// <summary>People who choose from some catalogues.</summary>
    public Choosers Choosers(ChoiceModel family, ProfileCompleteness completeness, IReadOnlyList<Catalogue> catalogues) =>
        new(Population, family, catalogues, completeness, Seed);

    /// <summary>Made-up catalogues over the sample's year.</summary>
    /// <param name="count">How many.</param>
    /// <param name="purpose">Those for training are not those for testing.</param>
    /// <param name="cohorts">How many cohorts each has; null: as the sample, about.</param>
    /// <param name="seed">Another seed than the simulator's; null: its own.</param>
    public IReadOnlyList<Catalogue> Catalogues(int count, DrawPurpose purpose, int? cohorts = null, int? seed = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(index =>
                    RandomCatalogue.Draw(new Dice(seed ?? Seed, purpose, index), Gazetteer, Simulation.Choosers.FirstDay(Sample), cohorts)
                ),
        ];

    /// <summary>The region of a simulated home.</summary>
    public string RegionOf(Place home) => regions[home.Label!];

    /// <summary>
    /// Other families, which a ranker must do well on without having seen them. The last three doubt the noise, the curve of distance and
    /// that utilities add up.
    /// </summary>
    public IReadOnlyList<ChoiceModel> Others =>
        [
            Base with
            {
                Name = "other tastes",
                Weights = new(OtherTastes()),
            },
            Base with
            {
                Name = "five nearby courses",
                Rule = ChoiceRule.ConsiderationSet,
            },
            Base with
            {
                Name = "nested probit",
                Rule = ChoiceRule.NestedProbit,
            },
            Base with
            {
                Name = "distance by its logarithm",
                Distance = DistanceForm.Logarithm,
            },
            Base with
            {
                Name = "a limit of one's own",
                Distance = DistanceForm.Limit,
            },
            Base with
            {
                Name = "the worst counts more",
                WorstCountsMore = WorstCounts,
            },
        ];

    /// <summary>Populations whose tastes differ so much from the simulator's that their recorded choices have something to teach.</summary>
    public IReadOnlyList<ChoiceModel> Foreign =>
        [
            Base with
            {
                Name = "herd on two providers",
                Herd = new Dictionary<string, double> { ["specialist-national"] = 3, ["university-london"] = 3 },
            },
            Base with
            {
                Name = "hate distance",
                Weights = new(Figures.WithWeights((name, weight) => IsDistance(name) ? Times(weight, 2.5) : weight)),
            },
            Base with
            {
                Name = "plan ahead",
                Weights = new(
                    Figures.WithWeights(
                        (name, weight) =>
                            name switch
                            {
                                "startPerMonth" => weight with { Value = 0.3 },
                                "startBeyondSixMonths" => weight with { Value = -0.15 },
                                _ when IsDistance(name) => Times(weight, 0.5),
                                _ => weight,
                            }
                    )
                ),
            },
            Base with
            {
                Name = "three classes and noise",
                Noise = 0.1,
                Classes =
                [
                    new(
                        Figures.WithWeights(
                            (name, weight) =>
                                IsDistance(name) ? Times(weight, 0.3)
                                : name is "satisfaction" ? Times(weight, 4)
                                : weight
                        )
                    ),
                    new(
                        Figures.WithWeights(
                            (name, weight) =>
                                name is "preferredLevel" ? Times(weight, 0.3)
                                : name is "online" ? weight with { Value = 3 }
                                : weight
                        )
                    ),
                    new(
                        Figures.WithWeights(
                            (name, weight) =>
                                name is "outOfHours" ? weight with { Value = 2.5 }
                                : name is "daysAway" ? Times(weight, 6)
                                : weight
                        )
                    ),
                ],
            },
        ];

    private static bool IsDistance(string weight) =>
        weight.StartsWith("distance", StringComparison.Ordinal) && weight != "distanceOpenToTravel";

    private static Weight Times(Weight weight, double factor) => weight with { Value = weight.Value * factor };

    // Every weight within 30% of its value, and who is short of time minds evenings more instead of less.
    private Figures OtherTastes()
    {
        var dice = new Dice(Seed, DrawPurpose.ChoiceModel, 0);
        return Figures.WithWeights(
            (name, weight) =>
            {
                var factor = dice.Between(1 - TasteChange, 1 + TasteChange);
                return weight with { Value = weight.Value * factor * (name is "outOfHoursTimePoor" ? -1 : 1) };
            }
        );
    }
}
