using Matcher.Data.Domain;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Candidate = Matcher.Data.Eligibility.Candidate;
using Profile = Matcher.Data.Domain.Profile;

namespace Matcher.Api.Scoring;

/// <summary>A person to score, and what may be ranked for them.</summary>
/// <param name="Profile">The person.</param>
/// <param name="Candidates">At least one, in the catalogue's order.</param>
/// <param name="StartFrom">Cohorts that start before this day are ranked behind the others.</param>
internal readonly record struct PersonToScore(Profile Profile, IReadOnlyList<Candidate> Candidates, DateOnly StartFrom)
{
    /// <summary>Asks for the scores.</summary>
    /// <param name="catalogue">Whose cohorts the candidates are.</param>
    /// <param name="today">The day, in England.</param>
    /// <param name="explained">How many of the best courses are to be explained; at least 1.</param>
    /// <param name="ranked">How many courses are to be ordered, if more than are explained.</param>
    public ScoreRequest ToMessage(Catalogue catalogue, DateOnly today, int explained, int ranked = 0) =>
        new()
        {
            Profile = Profile.ToMessage(),
            Today = today.ToMessage(),
            StartFrom = StartFrom.ToMessage(),
            Kept = CohortRegistration.Name(catalogue, Candidates),
            ExplainBestCourses = explained,
            RankCourses = ranked,
        };
}
