using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Training;

/// <summary>
/// Between candidates that differ in nothing but their level, the preferred one scores highest for everybody. Fitted weights keep that
/// almost always; where they don't, the weight of the preferred level is raised by what is missing.
/// </summary>
internal static class LevelConstraint
{
    private const double Margin = 0.05;
    private static readonly Accreditation[] Levels = [Accreditation.NonAccredited, Accreditation.Level6, Accreditation.Level7];
    private static readonly double?[] Hours = [null, 0, 1, 2, 3, 4];

    /// <summary>The same weights, or as much more for preferred levels as the promise asks for.</summary>
    public static double[] Keep(double[] weights)
    {
        var kept = (double[])weights.Clone();
        foreach (var preferred in Levels)
        {
            var missing =
                Margin
                - People(preferred)
                    .Min(person =>
                        Levels.Where(level => level != preferred).Min(level => Sum(kept, person, preferred) - Sum(kept, person, level))
                    );
            if (missing > 0)
                kept[TermSchema.IndexOfPreferred(preferred)] += missing;
        }
        return kept;
    }

    // Everybody whom a term about levels can tell apart.
    private static IEnumerable<PersonFacts> People(Accreditation preferred) =>
        from profile in Enum.GetValues<ExperienceProfile>()
        from seniority in Enum.GetValues<Seniority>()
        from qualification in Enum.GetValues<CareersQualification>()
        from writing in Enum.GetValues<AcademicWriting>()
        from hours in Hours
        select new PersonFacts(Person(preferred, profile, seniority, qualification, writing, hours), 0);

    private static Profile Person(
        Accreditation preferred,
        ExperienceProfile profile,
        Seniority seniority,
        CareersQualification qualification,
        AcademicWriting writing,
        double? hours
    )
    {
        var person = new Profile
        {
            PreferredAccreditation = preferred,
            ExperienceProfile = profile,
            Seniority = seniority,
            HighestCareersQualification = qualification,
            AcademicWriting = writing,
        };
        if (hours is { } some)
            person.StudyHoursPerWeek = some;
        return person;
    }

    private static double Sum(double[] weights, in PersonFacts person, Accreditation level)
    {
        var candidate = new Candidate
        {
            Cohort = new() { Accreditation = level, Sessions = 1 },
            AttendableSessions = 1,
        };
        Span<float> terms = stackalloc float[TermSchema.Count];
        TermSchema.Write(person, CandidateFacts.Of(candidate), terms);
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i++)
            sum += weights[i] * terms[i];
        return sum;
    }
}
