using Matcher.Api.BatchRuns.Allocation;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Says to a person why they were placed where they were, and nowhere better.</summary>
internal static class PlacementReason
{
    /// <summary>A sentence or two.</summary>
    public static string Of(PersonResult person, PlacedPerson place)
    {
        if (place.Rank == 1)
            return "This is your first choice.";
        if (place.Eligible == 0)
            return $"You can take no course. {string.Join(' ', person.NothingFits)}".TrimEnd();
        if (place.Choices == 0)
            return "You accept no cohort: your lowest rank leaves none.";
        if (place is { Cohort: < 0, Choices: 1 })
            return $"The one cohort that you would go to has no place for you: {Causes(place)}.";
        return place.Cohort < 0
            ? $"None of the {Cohorts(place.Choices)} that you would go to has a place for you: {Causes(place)}."
            : $"{Cohorts(place.Full + place.NotViable)} that you would rather go to {(place.Full + place.NotViable == 1 ? "has" : "have")} no place for you: {Causes(place)}.";
    }

    private static string Cohorts(int count) => count == 1 ? "1 cohort" : $"{count} cohorts";

    private static string Causes(PlacedPerson place) =>
        (place.Full, place.NotViable) switch
        {
            (var full, 0) => full == 1 ? "it is full" : $"{full} are full",
            (0, var closed) => closed == 1 ? "it has too few people to run" : $"{closed} have too few people to run",
            var (full, closed) =>
                $"{full} {(full == 1 ? "is" : "are")} full and {closed} {(closed == 1 ? "has" : "have")} too few people to run",
        };
}
