using Matcher.Data.Domain;

namespace Matcher.Api.Scoring;

/// <summary>What is the same for everybody who is scored on one stream.</summary>
/// <param name="Catalogue">Whose cohorts the candidates are.</param>
/// <param name="Today">The day, in England.</param>
/// <param name="Explained">How many of the best courses are to be explained; at least 1.</param>
/// <param name="Ranked">How many courses are to be ordered, if more than are explained.</param>
/// <param name="ModelVersion">The model that is wanted; a scorer that has it no more answers with another. Null: the one that is
/// served.</param>
internal sealed record ScoringTask(Catalogue Catalogue, DateOnly Today, int Explained, int Ranked, string? ModelVersion);
