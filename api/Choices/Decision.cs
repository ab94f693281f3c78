using Matcher.Data.Domain;

namespace Matcher.Api.Choices;

/// <summary>What somebody decided: who they are, what they were offered and what they took.</summary>
/// <param name="Row">The row or line of the file, from 1.</param>
/// <param name="Profile">What their request said.</param>
/// <param name="DecidedOn">The day, in England.</param>
/// <param name="Offered">Ids of courses or cohorts, in the order in which they were shown; at least one.</param>
/// <param name="Chosen">The id of the course or cohort that they took.</param>
internal sealed record Decision(int Row, Profile Profile, DateOnly DecidedOn, IReadOnlyList<string> Offered, string Chosen);
