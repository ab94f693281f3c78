using Matcher.Data.Domain;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// What the report says in words of who chooses what more, over made-up catalogues. The sections are those of the evaluation.
/// </summary>
internal static class Signs
{
    private const double TimePoorHours = 2;
    private const double NearMiles = 50;

    private static readonly Statement[] All =
    [
        new(
            "people short of time choose non-accredited more (3.3)",
            "share non-accredited",
            chooser => chooser.Person.Availability.StudyHoursPerWeek < TimePoorHours,
            chooser => chooser.Person.Availability.StudyHoursPerWeek >= TimePoorHours,
            Share(Accreditation.NonAccredited)
        ),
        new(
            "people outside the senior team choose accredited more (3.3)",
            "share accredited",
            chooser => !IsSenior(chooser),
            IsSenior,
            Share(Accreditation.Level6, Accreditation.Level7)
        ),
        new(
            "old hands choose non-accredited more than newbies (3.3)",
            "share non-accredited",
            chooser => chooser.Person.Experience.Profile is ExperienceProfile.OldHand,
            chooser => chooser.Person.Experience.Profile is ExperienceProfile.Newbie,
            Share(Accreditation.NonAccredited)
        ),
        new(
            "those open to travel go farther (2.4.3, 3.2.1)",
            "expected miles",
            chooser => chooser.Person.OpenToTravel is true,
            chooser => chooser.Person.OpenToTravel is false,
            chooser => Expected(chooser, alternative => alternative.Miles)
        ),
        new(
            "accredited courses daunt who has little practice in academic writing (3.4)",
            "share accredited, less for them",
            chooser => chooser.Person.Experience.AcademicWriting is not AcademicWriting.Rusty,
            chooser => chooser.Person.Experience.AcademicWriting is AcademicWriting.Rusty,
            Share(Accreditation.Level6, Accreditation.Level7)
        ),
        new(
            "the level outweighs the distance for most: who wants Level 6 takes it (2.4.3)",
            "share Level 6, against one half",
            chooser => chooser.Person.PreferredAccreditation is Accreditation.Level6,
            _ => true,
            Share(Accreditation.Level6),
            Others: 0.5
        ),
        new(
            "special schools and alternative provision choose content of their own more (3.4, 5.2.3)",
            "share with such content, where there is some within 50 miles",
            chooser => chooser.Person.Sector is Sector.Special or Sector.AlternativeProvision && HasNear(chooser),
            chooser => chooser.Person.Sector is Sector.Secondary && HasNear(chooser),
            chooser => Expected(chooser, alternative => IsForThem(alternative) ? 1 : 0)
        ),
    ];

    /// <summary>Measures every statement.</summary>
    /// <param name="madeUp">People who chose from each made-up catalogue, and say everything.</param>
    public static IReadOnlyList<SignRow> Measure(IReadOnlyList<List<Chooser>> madeUp)
    {
        var all = madeUp.SelectMany(choosers => choosers).ToList();
        return [.. All.Select(Sign)];

        SignRow Sign(Statement statement)
        {
            var first = Mean(statement.Those);
            var second = statement.Others ?? Mean(statement.Rest);
            return new(statement.Name, statement.Measure, first, second, first > second);

            double Mean(Func<Chooser, bool> group) => all.Where(group).Select(statement.Of).DefaultIfEmpty(0).Average();
        }
    }

    private static bool IsForThem(Alternative alternative) =>
        alternative.Cohort.Course.Sectors.Any(sector => sector is Sector.Special or Sector.AlternativeProvision);

    private static bool HasNear(Chooser chooser) =>
        chooser.Alternatives.Any(alternative => alternative.Miles <= NearMiles && IsForThem(alternative));

    private static bool IsSenior(Chooser chooser) => chooser.Person.Experience.Seniority is Seniority.Senior or Seniority.MultiSite;

    private static Func<Chooser, double> Share(params Accreditation[] levels) =>
        chooser => Expected(chooser, alternative => levels.Contains(alternative.Cohort.Course.Accreditation) ? 1 : 0);

    private static double Expected(Chooser chooser, Func<Alternative, double> of) =>
        chooser.Alternatives.Zip(chooser.Probabilities).Sum(pair => pair.Second * of(pair.First));

    /// <param name="Name">The statement, with its section.</param>
    /// <param name="Measure">What is compared.</param>
    /// <param name="Those">The group in which it should be larger.</param>
    /// <param name="Rest">The group that it is compared with.</param>
    /// <param name="Of">The figure of one person.</param>
    /// <param name="Others">A fixed figure to compare with instead of the other group's.</param>
    private sealed record Statement(
        string Name,
        string Measure,
        Func<Chooser, bool> Those,
        Func<Chooser, bool> Rest,
        Func<Chooser, double> Of,
        double? Others = null
    );
}
