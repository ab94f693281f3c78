using System.Reflection;

namespace Matcher.Scorer.Simulation;

/// <summary>The weights of <c>choice-weights.csv</c> by their names.</summary>
internal sealed class ChoiceWeights
{
    /// <summary>Takes every weight from the figures.</summary>
    /// <exception cref="InvalidDataException">One is missing.</exception>
    public ChoiceWeights(Figures figures)
    {
        foreach (
            var property in typeof(ChoiceWeights)
                .GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.CanWrite)
        )
        {
            var weight = figures.WeightOf(char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            property.SetValue(this, property.PropertyType == typeof(Weight) ? weight : weight.Value);
        }
    }

    public Weight PreferredLevel { get; private set; }

    public double LevelStep { get; private set; }

    public double WritingLevel6 { get; private set; }

    public double WritingLevel7 { get; private set; }

    public double JuniorAccredited { get; private set; }

    public double MiddleAccredited { get; private set; }

    public double OldHandNonAccredited { get; private set; }

    public double SpecialistNonAccredited { get; private set; }

    public double TimePoorNonAccredited { get; private set; }

    public Weight Distance { get; private set; }

    public double DistanceFrom15 { get; private set; }

    public double DistanceFrom40 { get; private set; }

    public double DistanceFrom80 { get; private set; }

    public double DistanceOpenToTravel { get; private set; }

    public Weight NoveltyOpenToTravel { get; private set; }

    public double MissedFirst { get; private set; }

    public double MissedSession { get; private set; }

    public double MissedBeyondQuarter { get; private set; }

    public double MissedOneToOne { get; private set; }

    public double HoursShort { get; private set; }

    public double HoursFarShort { get; private set; }

    public double DaysAway { get; private set; }

    public Weight Online { get; private set; }

    public Weight OutOfHours { get; private set; }

    public double OutOfHoursTimePoor { get; private set; }

    public Weight BackToBack { get; private set; }

    public Weight PaceFourWeeks { get; private set; }

    public Weight BalanceStep { get; private set; }

    public Weight SectorContent { get; private set; }

    public double SectorContentUsual { get; private set; }

    public double OtherSectorContent { get; private set; }

    public double GeneralContentUnusual { get; private set; }

    public double BenchmarkShare { get; private set; }

    public Weight Satisfaction { get; private set; }

    public double KnownProvider { get; private set; }

    public double WantedProviderType { get; private set; }

    public double NearStation { get; private set; }

    public Weight Overnight { get; private set; }

    public Weight StartPerMonth { get; private set; }

    public double StartBeyondSixMonths { get; private set; }

    public double StartsTooSoon { get; private set; }
}
