using System.Collections.Frozen;
using Matcher.Data;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Reading;

namespace Matcher.Scorer.Simulation;

/// <summary>The calibrated simulator: people, catalogues, and the families of choosing that training and evaluation draw on.</summary>
internal sealed class Simulator
{
    private const int CalibrationPeople = 20_000;
    private const double TasteChange = 0.3;

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
    public Family Base { get; }

    /// <summary>Reads figures, gazetteer and sample catalogue, and calibrates on the sample.</summary>
    /// <param name="seed">Every draw starts from it.</param>
    /// <param name="people">How many people to calibrate on.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="InvalidDataException">A file is faulty; the message lists the faults.</exception>
    public static Simulator Calibrated(int seed, CancellationToken cancellation, int people = CalibrationPeople)
    {
        var simulator = new Simulator(Figures.Read(), Gazetteer.Read(DataFiles.Gazetteer), CatalogueFolder.Load(DataFiles.Catalogue), seed);
        Calibration.Fit(simulator.Figures, simulator.Base.Weights, simulator.Choosers(simulator.Base, Telling.Full).Draw(people, DrawPurpose.Calibration, cancellation));
        return simulator;
    }

    /// <summary>People who choose from the sample.</summary>
    public Choosers Choosers(Family family, Telling telling) => Choosers(family, telling, [Sample]);

    /// <summary>People who choose from some catalogues.</summary>
    public Choosers Choosers(Family family, Telling telling, IReadOnlyList<Catalogue> catalogues) => new(Population, family, catalogues, telling, Seed);

    /// <summary>Made-up catalogues over the sample's year.</summary>
    /// <param name="count">How many.</param>
    /// <param name="purpose">Those for training are not those for testing.</param>
    /// <param name="cohorts">How many cohorts each has; null: as the sample, about.</param>
    /// <param name="seed">Another seed than the simulator's; null: its own.</param>
    public IReadOnlyList<Catalogue> Catalogues(int count, DrawPurpose purpose, int? cohorts = null, int? seed = null) =>
        [.. Enumerable.Range(0, count).Select(index => RandomCatalogue.Draw(new Dice(seed ?? Seed, purpose, index), Gazetteer, Simulation.Choosers.FirstDay(Sample), cohorts))];

    /// <summary>The region of a simulated home.</summary>
    public string RegionOf(Place home) => regions[home.Label!];

    /// <summary>The three other families that a ranker must do well on without having seen them.</summary>
    public IReadOnlyList<Family> Others => [
        Base with { Name = "nested probit", Rule = ChoiceRule.NestedProbit },
        new("other tastes", WithConstants(OtherTastes()), ChoiceRule.Logit),
        Base with { Name = "five nearby courses", Rule = ChoiceRule.FiveNearby },
    ];

    /// <summary>People whose tastes differ so much that their recorded choices have something to teach.</summary>
    public Family Outsiders => new("outsiders", WithConstants(Figures.WithWeights((name, weight) => name switch
    {
        _ when name.StartsWith("distance", StringComparison.Ordinal) && name != "distanceOpenToTravel" => weight with { Value = weight.Value * 0.3 },
        "preferredLevel" => weight with { Value = 1.5 },
        "online" => weight with { Value = 4 },
        "outOfHours" => weight with { Value = 1.5 },
        "satisfaction" or "startPerMonth" => weight with { Value = weight.Value * 2.5 },
        "overnight" => weight with { Value = 1.5 },
        "wordOfMouth" => weight with { Value = 0 },
        _ => weight,
    })), ChoiceRule.Logit);

    // Every weight within 30% of its value, and who minds days away and who likes evenings the other way round.
    private Figures OtherTastes()
    {
        var dice = new Dice(Seed, DrawPurpose.Family, 0);
        return Figures.WithWeights((name, weight) =>
        {
            var factor = dice.Between(1 - TasteChange, 1 + TasteChange);
            return weight with { Value = weight.Value * factor * (name is "daysAwaySenior" or "outOfHoursTimePoor" ? -1 : 1) };
        });
    }

    private ChoiceWeights WithConstants(Figures figures)
    {
        var weights = new ChoiceWeights(figures);
        Base.Weights.Level.CopyTo(weights.Level, 0);
        Base.Weights.ProviderType.CopyTo(weights.ProviderType, 0);
        return weights;
    }
}
