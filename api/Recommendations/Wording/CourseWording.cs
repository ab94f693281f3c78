using Matcher.Api.Recommendations.Ranking;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>What a person reads about a course.</summary>
/// <param name="Reasons">All that speaks for it; what sets it apart most comes first. At least one.</param>
/// <param name="Cautions">What to know before.</param>
internal readonly record struct CourseWords(string[] Reasons, string[] Cautions)
{
    /// <summary>More reasons than these nobody reads.</summary>
    public const int MostReasons = 5;

    /// <summary>The first of the reasons.</summary>
    public string[] FirstReasons => Reasons.Length <= MostReasons ? Reasons : Reasons[..MostReasons];

    /// <summary>Finds the reasons that all courses of an answer have, and takes them away from each that has others.</summary>
    /// <param name="shown">The words for all courses of the answer; changed.</param>
    /// <returns>The reasons that are to be said once for the answer; none when it has a single course.</returns>
    public static IReadOnlyList<string> TakeCommon(Span<CourseWords> shown)
    {
        if (shown.Length < 2)
            return [];
        List<string>? common = null;
        foreach (var reason in shown[0].Reasons)
        {
            var others = shown[1..];
            while (!others.IsEmpty && Array.IndexOf(others[0].Reasons, reason) >= 0)
                others = others[1..];
            if (others.IsEmpty)
                (common ??= []).Add(reason);
        }
        if (common is null)
            return [];
        foreach (ref var words in shown)
        {
            // A course without a reason of its own keeps what speaks for it most.
            if (words.Reasons.Length == common.Count)
                words = words with { Reasons = words.Reasons[..1] };
            else
                words = words with { Reasons = Array.FindAll(words.Reasons, reason => !common.Contains(reason)) };
        }
        return common;
    }
}

/// <summary>Finds the words for one person's courses, one after the other.</summary>
/// <param name="eligible">What they can take.</param>
/// <param name="application">How long an application takes.</param>
internal sealed class CourseWording(EligibleCohorts eligible, ApplicationTime application)
{
    private readonly SentenceList reasons = new();
    private readonly SentenceList cautions = new();

    /// <summary>The words for a course, by the cohort that is best for the person.</summary>
    /// <param name="ranked">The course.</param>
    /// <param name="rank">Its rank, from 1.</param>
    /// <param name="explanation">What its score is made of; null when there is none.</param>
    public CourseWords For(RankedCourse ranked, int rank, Explanation? explanation)
    {
        reasons.Clear();
        cautions.Clear();
        var best = eligible[ranked.Best];
        Cautions.Add(cautions, eligible, best, application, rank, explanation);
        Reasons.Add(reasons, eligible.Profile, best, cautions, explanation);
        return new(reasons.InOrder(explanation, 1), cautions.InOrder(explanation, -1));
    }
}
