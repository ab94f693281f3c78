using System.Reflection;

namespace Matcher.Scorer.Simulation;

/// <summary>The weights of <c>choice-weights.csv</c> by their names, and the constants that <see cref="Calibration"/> fits.</summary>
internal sealed class ChoiceWeights
{
    /// <summary>Takes every weight from the figures.</summary>
    /// <exception cref="InvalidDataException">One is missing.</exception>
    public ChoiceWeights(Figures figures)
    {
        foreach (var property in typeof(ChoiceWeights).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite))
        {
            var weight = figures.WeightOf(char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            property.SetValue(this, property.PropertyType == typeof(Weight) ? weight : weight.Value);
        }
    }

    /// <summary>Utility of each level beyond what the weights explain (alternative-specific constants), in the enum's order; fitted.</summary>
    public double[] Level { get; } = new double[3];

    /// <summary>The same for each type of provider; fitted.</summary>
    public double[] ProviderType { get; } = new double[3];

    public Weight PreferredLevel { get; private set; }

    public double LevelStep { get; private set; }

    public double WritingLevel6 { get; private set; }

    public double WritingLevel7 { get; private set; }

    public double JuniorAccredited { get; private set; }

    public double OldHandNonAccredited { get; private set; }

    public double SpecialistNonAccredited { get; private set; }

    public double SpecialistLevel7 { get; private set; }

    public double TimePoorNonAccredited { get; private set; }

    public Weight Distance { get; private set; }

    public double DistanceFrom15 { get; private set; }

    public double DistanceFrom40 { get; private set; }

    public double DistanceFrom80 { get; private set; }

    public double DistanceOpenToTravel { get; private set; }

    public Weight Novelty { get; private set; }

    public double NoveltyOpenToTravel { get; private set; }

    public double MissedFirst { get; private set; }

    public double MissedSession { get; private set; }

    public double MissedOneToOne { get; private set; }

    public double HoursShort { get; private set; }

    public double HoursFarShort { get; private set; }

    public double DaysAway { get; private set; }

    public double DaysAwaySenior { get; private set; }

    public Weight Online { get; private set; }

    public Weight OutOfHours { get; private set; }

    public double OutOfHoursTimePoor { get; private set; }

    public Weight BackToBack { get; private set; }

    public Weight PaceFourWeeks { get; private set; }

    public Weight BalanceStep { get; private set; }

    public Weight SectorContent { get; private set; }

    public double OtherSectorContent { get; private set; }

    public double GeneralContentUnusual { get; private set; }

    public double BenchmarkShare { get; private set; }

    public Weight Satisfaction { get; private set; }

    public double KnownProvider { get; private set; }

    public double WordOfMouth { get; private set; }

    public double WordOfMouthMiles { get; private set; }

    public double NearStation { get; private set; }

    public Weight Overnight { get; private set; }

    public Weight StartPerMonth { get; private set; }

    public double StartBeyondSixMonths { get; private set; }
}
